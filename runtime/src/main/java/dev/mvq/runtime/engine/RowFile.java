package dev.mvq.runtime.engine;

import java.nio.file.Path;

/**
 * A file that rows are written to.
 *
 * @param path where; what is there is replaced when the new one is whole
 * @param format how
 */
public record RowFile(Path path, Format format) {
    /** How rows are written. */
    public enum Format {
        /** RFC 4180 with a header. */
        CSV("(FORMAT csv, HEADER true)"),
        /** Zstandard-compressed Parquet. */
        PARQUET("(FORMAT parquet, COMPRESSION zstd)"),
        /** One array of objects. */
        JSON("(FORMAT json, ARRAY true)"),
        /** A GitHub-flavoured table. */
        MD("");

        private final String options;

        Format(String options) {
            this.options = options;
        }

        /** DuckDB's words for it. */
        String options() {
            return options;
        }
    }
}
