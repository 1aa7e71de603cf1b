package dev.mvq.dsl.cell;

import dev.mvq.grammar.StatementSplitter;
import dev.mvq.grammar.generated.MvqLexer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.antlr.v4.runtime.Token;

/**
 * Parts a text that holds both the language and Java. A statement ends at its {@code ;} or with the text; Java ends with the first line
 * that completes it, or before what follows on that line. Blanks, comments and empty statements between them belong to neither.
 */
public final class CellSplitter {
    private final JavaSnippets java;

    /** @param java says where Java ends */
    public CellSplitter(JavaSnippets java) {
        this.java = java;
    }

    /**
     * A statement, with its {@code ;} where it has one, or a snippet of Java.
     *
     * @param kind {@link CellKind#LANGUAGE} or {@link CellKind#JAVA}
     * @param at where it begins in the whole text
     */
    public record Part(CellKind kind, String text, int at) {}

    /** The parts in order; together they hold all of the text but what says nothing. */
    public List<Part> split(String text) {
        List<Part> parts = new ArrayList<>();
        Optional<Part> part = next(text, 0);
        while (part.isPresent()) {
            parts.add(part.get());
            part = next(text, part.get().at() + part.get().text().length());
        }
        return parts;
    }

    private Optional<Part> next(String text, int from) {
        String rest = text.substring(from);
        Optional<Token> first = StatementSplitter.lexed(rest)
                .filter(token -> token.getType() != MvqLexer.SEMICOLON)
                .findFirst();
        return first.map(token -> {
            String own = rest.substring(rest.offsetByCodePoints(0, token.getStartIndex()));
            CellKind kind = CellKind.of(own);
            int length = kind == CellKind.LANGUAGE ? statement(own) : snippet(own);
            return new Part(kind, own.substring(0, length), text.length() - own.length());
        });
    }

    private static int statement(String text) {
        return StatementSplitter.lexed(text)
                .filter(token -> token.getType() == MvqLexer.SEMICOLON)
                .findFirst()
                .map(token -> text.offsetByCodePoints(0, token.getStopIndex() + 1))
                .orElse(text.length());
    }

    private int snippet(String text) {
        int line = 0;
        while (line < text.length()) {
            int newline = text.indexOf('\n', line);
            line = newline < 0 ? text.length() : newline + 1;
            OptionalInt end = java.end(text.substring(0, line));
            if (end.isPresent()) {
                return Math.max(1, end.getAsInt());
            }
        }
        return text.length();
    }
}
