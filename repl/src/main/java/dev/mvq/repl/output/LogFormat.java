package dev.mvq.repl.output;

import java.util.Locale;

/** How what is not an answer is written to standard error. */
public enum LogFormat {
    /** For people. */
    TEXT,
    /** One JSON object a line, for batch systems. */
    JSON;

    /** The word that stands for it on the command line. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
