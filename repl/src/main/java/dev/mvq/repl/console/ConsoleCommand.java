package dev.mvq.repl.console;

import dev.mvq.repl.output.Format;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** A line that is for the console and not for the interpreter. */
sealed interface ConsoleCommand {
    /** What {@code \?} shows. */
    String HELP = """
            Enter runs a statement that is complete and goes on to a new line otherwise; ';' ends one for certain.
              HELP            the language
              Tab             what may stand here
              Up, Ctrl-R      earlier statements, and a search through them
              Ctrl-C          forgets the line, or stops the statement that runs
              Ctrl-D          leaves, as exit, quit and \\q do
              \\format FORMAT  how rows are written: table, csv, json or md
              \\?              this text""";

    /** Leave the console. */
    record Leave() implements ConsoleCommand {}

    /** Show {@link #HELP}. */
    record Help() implements ConsoleCommand {}

    /** Write rows in this format from now on. */
    record ChangeFormat(Format format) implements ConsoleCommand {}

    /** None that is known. */
    record Unknown(String problem) implements ConsoleCommand {}

    Set<String> LEAVING = Set.of("exit", "quit", "\\q");

    /** Whether the line is the console's. */
    static boolean isOne(String line) {
        return line.stripLeading().startsWith("\\") || LEAVING.contains(bare(line));
    }

    /** The command that a line of the console's is. */
    static ConsoleCommand of(String line) {
        String[] words = bare(line).split("\\s+");
        if (LEAVING.contains(words[0])) {
            return new Leave();
        }
        return switch (words[0]) {
            case "\\?", "\\h", "\\help" -> new Help();
            case "\\format" -> format(words);
            default -> new Unknown("there is no '%s'; \\? lists the console's commands".formatted(words[0]));
        };
    }

    private static ConsoleCommand format(String[] words) {
        Optional<Format> format = Arrays.stream(Format.values())
                .filter(known -> words.length == 2 && known.word().equals(words[1]))
                .findFirst();
        return format.<ConsoleCommand>map(ChangeFormat::new)
                .orElseGet(() -> new Unknown("\\format takes table, csv, json or md"));
    }

    private static String bare(String line) {
        String text = line.strip().toLowerCase(Locale.ROOT);
        return text.endsWith(";") ? text.substring(0, text.length() - 1).strip() : text;
    }
}
