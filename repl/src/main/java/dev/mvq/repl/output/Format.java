package dev.mvq.repl.output;

import java.util.Locale;

/** How rows are written to stdout. */
public enum Format {
    /** Aligned columns, numbers rounded for reading. */
    TABLE,
    /** RFC 4180 with a header, full precision; lines end in a line feed, as Unix tools expect. */
    CSV,
    /** An array of objects, one a line, full precision. */
    JSON,
    /** A GitHub-flavoured Markdown table, numbers rounded for reading. */
    MD;

    /** The word that chooses it: {@code --format csv}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    @Override
    public String toString() {
        return word();
    }
}
