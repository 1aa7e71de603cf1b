package dev.mvq.dsl;

import java.util.List;

/** Runs source text against one engine. */
public interface Interpreter {
    /** Every statement ran. */
    int OK = 0;

    /** A statement failed at its turn; what ran before stays done. */
    int FAILED = 1;

    /** The text has problems that show before anything runs; nothing ran. */
    int REFUSED = 2;

    /**
     * Checks the whole text, then runs it statement by statement.
     *
     * @param name what diagnostics call the text: a file's path as given, or {@code <console>}, {@code <command>}
     * @param text statements separated by {@code ;}
     * @param output hears the results
     * @return {@link #OK}, {@link #FAILED} or {@link #REFUSED}
     */
    int run(String name, String text, Output output);

    /** Whether the text ends inside a statement, so that a console should go on to a new line. */
    boolean isIncomplete(String text);

    /** What may stand at the cursor: keywords, names, tickers, contracts; nearest first. */
    List<String> complete(String text, int cursor);
}
