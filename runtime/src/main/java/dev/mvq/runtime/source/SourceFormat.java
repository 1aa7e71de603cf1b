package dev.mvq.runtime.source;

import dev.mvq.runtime.market.MvqException;
import java.nio.file.Path;
import java.util.List;

/**
 * A form of file that can be imported. It is recognised by the columns of the header, in any order, further ones ignored;
 * {@link SourceFormats} lists all.
 */
public abstract sealed class SourceFormat permits ChainsFormat, SpyOptionsFormat, BarsFormat {
    SourceFormat() {}

    /** The name in the language: {@code FORMAT chains}. */
    public abstract String name();

    /** What such files hold and what is done with it, in a sentence or two. */
    public abstract String description();

    /** What its rows are of. */
    public RowKind kind() {
        return RowKind.OPTIONS;
    }

    /** The columns that the header must have, lower case. */
    public abstract List<String> columns();

    /** What a row says; the file is that which the row is in. */
    abstract SourceRow read(CsvRow row, Path file, Identities identities) throws BadRowException;

    /** Refuses a file whose rows could not be told apart, whatever they hold. */
    void check(CsvHeader header, Path file) {}

    /** Refuses a header that this form cannot be read by. */
    final void require(CsvHeader header, Path file) {
        List<String> missing = missing(header);
        if (!missing.isEmpty()) {
            throw new MvqException(
                    file + " is no file of format " + name() + ": its header lacks " + String.join(", ", missing),
                    "without FORMAT the format is recognised by the header; " + SourceFormats.known());
        }
        if (!header.repeated(columns()).isEmpty()) {
            throw new MvqException(
                    file + " has more than one column " + String.join(", ", header.repeated(columns())),
                    "rename or remove all but one");
        }
        check(header, file);
    }

    /** Which of this form's columns the header lacks. */
    final List<String> missing(CsvHeader header) {
        return header.missing(columns());
    }

    /** Which part of this form's columns the header has, 0 .. 1. */
    final double share(CsvHeader header) {
        return 1 - (double) missing(header).size() / columns().size();
    }
}
