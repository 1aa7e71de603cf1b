package dev.mvq.repl.console;

import dev.mvq.dsl.Interpreter;
import java.util.List;
import java.util.function.Supplier;
import org.jline.reader.CompletingParsedLine;
import org.jline.reader.EOFError;
import org.jline.reader.ParsedLine;
import org.jline.reader.Parser;

/** Tells JLine when Enter ends a cell, and which word the cursor is in. */
final class CellParser implements Parser {
    private final Supplier<Interpreter> interpreter;

    CellParser(Supplier<Interpreter> interpreter) {
        this.interpreter = interpreter;
    }

    @Override
    public ParsedLine parse(String line, int cursor, ParseContext context) {
        if (context == ParseContext.ACCEPT_LINE && goesOn(line)) {
            throw new EOFError(-1, -1, "the cell goes on");
        }
        int begin = cursor;
        while (begin > 0 && isWordPart(line.charAt(begin - 1))) {
            begin--;
        }
        return new Cell(line.substring(begin, cursor), line, cursor);
    }

    private boolean goesOn(String line) {
        return !line.isBlank()
                && !ConsoleCommand.isOne(line)
                && interpreter.get().isIncomplete(line);
    }

    private static boolean isWordPart(char c) {
        return Character.isLetterOrDigit(c) || "_.:".indexOf(c) >= 0;
    }

    /** The word before the cursor; completions stand as they are, since the language has no escaping. */
    private record Cell(String word, String line, int cursor) implements CompletingParsedLine {
        @Override
        public CharSequence escape(CharSequence candidate, boolean complete) {
            return candidate;
        }

        @Override
        public int rawWordCursor() {
            return word.length();
        }

        @Override
        public int rawWordLength() {
            return word.length();
        }

        @Override
        public int wordCursor() {
            return word.length();
        }

        @Override
        public int wordIndex() {
            return 0;
        }

        @Override
        public List<String> words() {
            return List.of(word);
        }
    }
}
