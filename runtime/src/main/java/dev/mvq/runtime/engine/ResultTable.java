package dev.mvq.runtime.engine;

import dev.mvq.runtime.storage.Stoppable;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.duckdb.DuckDBChunkedResult;
import org.duckdb.DuckDBDataChunkReader;
import org.duckdb.DuckDBPreparedStatement;
import org.duckdb.DuckDBReadableVector;
import tech.tablesaw.api.BooleanColumn;
import tech.tablesaw.api.DateColumn;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.LongColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;

/** An answer of DuckDB as the frame that users hold. */
final class ResultTable {
    private ResultTable() {}

    static Table read(DuckDBPreparedStatement statement) throws SQLException {
        ResultSetMetaData about = statement.getMetaData();
        List<Sink> sinks = new ArrayList<>();
        for (int at = 1; at <= about.getColumnCount(); at++) {
            sinks.add(sink(about.getColumnName(at), about.getColumnTypeName(at)));
        }
        try (DuckDBChunkedResult result = statement.query()) {
            while (result.nextChunk()) {
                Stoppable.check();
                DuckDBDataChunkReader chunk = result.chunk();
                int size = Math.toIntExact(chunk.rowCount());
                for (int at = 0; at < sinks.size(); at++) {
                    take(sinks.get(at), chunk.vector(at), size);
                }
            }
        }
        Table table = Table.create("rows");
        sinks.forEach(sink -> table.addColumns(sink.column()));
        return table;
    }

    /** Appends one value of a vector. */
    @FunctionalInterface
    private interface Taker {
        void take(DuckDBReadableVector vector, int at) throws SQLException;
    }

    private record Sink(Column<?> column, Taker taker) {}

    private static Sink sink(String name, String type) {
        return switch (type) {
            case "DOUBLE" -> {
                DoubleColumn column = DoubleColumn.create(name);
                yield new Sink(column, (vector, at) -> column.append(vector.getDouble(at)));
            }
            case "INTEGER" -> {
                IntColumn column = IntColumn.create(name);
                yield new Sink(column, (vector, at) -> column.append(vector.getInt(at)));
            }
            case "BIGINT" -> {
                LongColumn column = LongColumn.create(name);
                yield new Sink(column, (vector, at) -> column.append(vector.getLong(at)));
            }
            case "DATE" -> {
                DateColumn column = DateColumn.create(name);
                yield new Sink(column, (vector, at) -> column.append(vector.getLocalDate(at)));
            }
            case "BOOLEAN" -> {
                BooleanColumn column = BooleanColumn.create(name);
                yield new Sink(column, (vector, at) -> column.append(vector.getBoolean(at)));
            }
            case "VARCHAR" -> {
                StringColumn column = StringColumn.create(name);
                Map<String, String> words = new HashMap<>();
                yield new Sink(column, (vector, at) -> column.append(shared(words, vector.getString(at))));
            }
            default -> throw new IllegalStateException("no column for " + name + " of type " + type);
        };
    }

    private static void take(Sink sink, DuckDBReadableVector vector, int size) throws SQLException {
        for (int at = 0; at < size; at++) {
            if (vector.isNull(at)) {
                sink.column.appendMissing();
            } else {
                sink.taker.take(vector, at);
            }
        }
    }

    /** One copy of the words that come again and again. */
    private static String shared(Map<String, String> words, String word) {
        return words.size() < 10_000 ? words.computeIfAbsent(word, same -> same) : words.getOrDefault(word, word);
    }
}
