package dev.mvq.runtime.storage;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;

/**
 * What a Parquet file says of itself, held against its length before its rows are read into memory: a file of a few kilobytes can
 * hold billions of rows that are alike, or pages that unpack to gigabytes. Rows of ours differ from one another and take more
 * than a byte each; what they unpack to is some ten times what they are packed in.
 */
final class ParquetFooter {
    private static final long SLACK = 1 << 20;
    private static final long BYTES_A_BYTE = 1_000;
    private static final Column ROWS = new Column("rows", ColumnKind.NUMBER);
    private static final Column BYTES = new Column("bytes", ColumnKind.NUMBER);

    private ParquetFooter() {}

    /** @throws SQLException where the file is too small for what it says that it holds */
    static void require(ParquetTables tables, Path file) throws SQLException {
        long length = file.toFile().length();
        String path = ParquetTables.pattern(file);
        ColumnTable of = tables.query(
                "SELECT (SELECT max(num_rows)::DOUBLE FROM parquet_file_metadata(" + path + ")), "
                        + "(SELECT max(total)::DOUBLE FROM (SELECT sum(greatest(total_uncompressed_size, 0)) AS total "
                        + "FROM parquet_metadata(" + path + ")))",
                List.of(),
                List.of(ROWS, BYTES));
        double rows = of.numbers(ROWS.name())[0];
        double bytes = of.numbers(BYTES.name())[0];
        if (rows < 0 || rows > length + SLACK || bytes > BYTES_A_BYTE * length + SLACK) {
            throw new SQLException(
                    "it says that its %,d bytes hold %,.0f rows of %,.0f bytes".formatted(length, rows, bytes));
        }
    }
}
