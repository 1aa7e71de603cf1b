package dev.mvq.runtime.source;

import java.nio.file.Path;

/**
 * A row that was kept out.
 *
 * @param file the file it stands in
 * @param line its line, from 1
 * @param kind by which such rows are counted, such as {@code crossed quote}
 * @param detail what this one says, such as {@code bid 7.29 above ask 7.23}
 */
public record BadRow(Path file, long line, String kind, String detail) {
    /** Kind and detail. */
    public String reason() {
        return kind + ": " + detail;
    }

    @Override
    public String toString() {
        return file + ":" + line + ": " + reason();
    }
}
