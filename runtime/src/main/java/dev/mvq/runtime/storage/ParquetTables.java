package dev.mvq.runtime.storage;

import java.nio.file.Path;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.duckdb.DuckDBChunkedResult;
import org.duckdb.DuckDBDataChunkReader;
import org.duckdb.DuckDBPreparedStatement;
import org.duckdb.DuckDBReadableVector;

/** Tables to and from Parquet files. The same table gives the same bytes. Safe for use by several threads. */
public final class ParquetTables {
    /** Rows of a row group: few enough that a handful of rows is found without reading a file of millions. */
    public static final int ROW_GROUP = 8_192;

    /** How files are written. */
    public static final String FORMAT = "(FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE " + ROW_GROUP + ")";

    private final DuckDatabase duck;

    /** @param duck single-threaded, or the bytes of a file would differ from run to run */
    public ParquetTables(DuckDatabase duck) {
        this.duck = duck;
    }

    /** Writes the table into a new file. */
    public void write(Path file, ColumnTable table) throws SQLException {
        try (LentTables.Lent lent = duck.lend(table)) {
            String copy = "COPY (SELECT * FROM " + lent.sql() + ") TO " + literal(file) + " " + FORMAT;
            duck.with(connection -> {
                try (Statement statement = connection.createStatement()) {
                    return Stoppable.run(statement, () -> statement.execute(copy));
                }
            });
        }
    }

    /**
     * Reads the named columns of a file, rows in the file's order.
     *
     * @throws SQLException also where the file says that it holds more than so many bytes can
     */
    public ColumnTable read(Path file, List<Column> columns) throws SQLException {
        ParquetFooter.require(this, file);
        return query(reading(file, columns), List.of(), columns);
    }

    /**
     * As {@link #read(Path, List)}, of the rows that have one of these words in a column: row groups without them are not read where the
     * file is in that column's order.
     *
     * @param file what it says of itself is known to be true ({@link ParquetFooter}): asking takes longer than reading a few rows
     * @param words not empty
     */
    public ColumnTable read(Path file, List<Column> columns, Column column, Collection<String> words)
            throws SQLException {
        String places = String.join(", ", Collections.nCopies(words.size(), "?"));
        return query(
                reading(file, columns) + " WHERE " + column.quoted() + " IN (" + places + ")",
                List.copyOf(words),
                columns);
    }

    private static String reading(Path file, List<Column> columns) {
        String names = columns.stream()
                .map(column -> column.quoted() + "::" + column.kind().sqlType())
                .collect(Collectors.joining(", "));
        return "SELECT " + names + " FROM " + source(file);
    }

    /**
     * Runs a query of ours.
     *
     * @param sql with {@code ?} for each parameter
     * @param parameters String, Double, Long, Integer, Boolean or LocalDate
     * @param columns name and kind of each column of the answer, in order; it must be of that kind's SQL type
     */
    public ColumnTable query(String sql, List<?> parameters, List<Column> columns) throws SQLException {
        return duck.with(connection -> {
            try (DuckDBPreparedStatement statement =
                    connection.prepareStatement(sql).unwrap(DuckDBPreparedStatement.class)) {
                for (int i = 0; i < parameters.size(); i++) {
                    statement.setObject(i + 1, parameters.get(i));
                }
                return Stoppable.run(statement, () -> {
                    try (DuckDBChunkedResult result = statement.query()) {
                        return collect(result, columns);
                    }
                });
            }
        });
    }

    /** {@code read_parquet('…')} of just this file, whatever characters are in its path. */
    public static String source(Path file) {
        return "read_parquet(" + pattern(file) + ")";
    }

    /** The path as a literal where DuckDB expands patterns. */
    public static String pattern(Path file) {
        return "'" + file.toString().replaceAll("[*?\\[]", "[$0]").replace("'", "''") + "'";
    }

    /** The path as a literal where DuckDB writes. */
    public static String literal(Path file) {
        return "'" + file.toString().replace("'", "''") + "'";
    }

    private static ColumnTable collect(DuckDBChunkedResult result, List<Column> columns) throws SQLException {
        List<ColumnBuffer> buffers = new ArrayList<>();
        columns.forEach(column -> buffers.add(new ColumnBuffer(column.kind())));
        int rows = 0;
        while (result.nextChunk()) {
            Stoppable.check();
            DuckDBDataChunkReader chunk = result.chunk();
            int size = Math.toIntExact(chunk.rowCount());
            for (int i = 0; i < buffers.size(); i++) {
                buffers.get(i).take(chunk.vector(i), rows, size);
            }
            rows += size;
        }
        ColumnTable table = new ColumnTable(rows);
        for (int i = 0; i < buffers.size(); i++) {
            table.with(columns.get(i), buffers.get(i).finish(rows));
        }
        return table;
    }

    /** A column that grows by chunks. */
    private static final class ColumnBuffer {
        private final Map<String, String> words = new HashMap<>();
        private ColumnValues values;

        ColumnBuffer(ColumnKind kind) {
            this.values = ColumnValues.of(kind, 2048);
        }

        void take(DuckDBReadableVector vector, int at, int size) {
            if (at + size > values.size()) {
                values = values.head(Math.max(at + size, values.size() * 2));
            }
            for (int i = 0; i < size; i++) {
                boolean missing = vector.isNull(i);
                switch (values) {
                    case ColumnValues.Texts(var to) -> to[at + i] = missing ? null : shared(vector.getString(i));
                    case ColumnValues.Numbers(var to) -> to[at + i] = missing ? Double.NaN : vector.getDouble(i);
                    case ColumnValues.Wholes(var to) -> to[at + i] = missing ? ColumnValues.MISSING : vector.getInt(i);
                    case ColumnValues.Dates(var to) -> to[at + i] = missing ? null : vector.getLocalDate(i);
                    case ColumnValues.Booleans(var to) -> to[at + i] = !missing && vector.getBoolean(i);
                }
            }
        }

        ColumnValues finish(int rows) {
            return values.head(rows);
        }

        /** One copy of the words that come again and again. */
        private String shared(String word) {
            return words.size() < 10_000 ? words.computeIfAbsent(word, same -> same) : words.getOrDefault(word, word);
        }
    }
}
