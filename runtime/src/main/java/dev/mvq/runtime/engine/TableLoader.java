package dev.mvq.runtime.engine;

import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;
import tech.tablesaw.api.BooleanColumn;
import tech.tablesaw.api.DateColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.LongColumn;
import tech.tablesaw.api.NumberColumn;
import tech.tablesaw.api.ShortColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;

/** The frame that users hold, as a table that DuckDB can ask. */
public final class TableLoader {
    /** What the loaded rows are selected by. */
    static final String RELATION = "SELECT * FROM temp.\"loaded\"";

    private TableLoader() {}

    /** The table's columns in order: name to one of {@code text number whole date boolean}. */
    public static Map<String, String> columns(Table table) {
        Map<String, String> columns = new LinkedHashMap<>();
        table.columns().forEach(column -> columns.put(column.name(), kind(column)));
        return columns;
    }

    private static String kind(Column<?> column) {
        return switch (column) {
            case IntColumn c -> "whole";
            case ShortColumn c -> "whole";
            case NumberColumn<?, ?> c -> "number";
            case DateColumn c -> "date";
            case BooleanColumn c -> "boolean";
            default -> "text";
        };
    }

    private static String type(Column<?> column) {
        return switch (column) {
            case LongColumn c -> "BIGINT";
            case IntColumn c -> "INTEGER";
            case ShortColumn c -> "INTEGER";
            case NumberColumn<?, ?> c -> "DOUBLE";
            case DateColumn c -> "DATE";
            case BooleanColumn c -> "BOOLEAN";
            default -> "VARCHAR";
        };
    }

    static void load(DuckDBConnection connection, Table table) throws SQLException {
        String columns = table.columns().stream()
                .map(column -> "\"" + column.name().replace("\"", "\"\"") + "\" " + type(column))
                .collect(Collectors.joining(", "));
        RowEngine.execute(connection, "CREATE OR REPLACE TEMP TABLE \"loaded\" (" + columns + ")");
        try (DuckDBAppender appender = RowEngine.appender(connection, "loaded")) {
            for (int row = 0; row < table.rowCount(); row++) {
                appender.beginRow();
                for (Column<?> column : table.columns()) {
                    append(appender, column, row);
                }
                appender.endRow();
            }
        }
    }

    static void unload(DuckDBConnection connection) throws SQLException {
        RowEngine.execute(connection, "DROP TABLE temp.\"loaded\"");
    }

    private static void append(DuckDBAppender appender, Column<?> column, int row) throws SQLException {
        if (column.isMissing(row)) {
            appender.appendNull();
            return;
        }
        switch (column) {
            case LongColumn c -> appender.append(c.getLong(row));
            case IntColumn c -> appender.append(c.getInt(row));
            case ShortColumn c -> appender.append((int) c.getShort(row));
            case NumberColumn<?, ?> c -> appender.append(c.getDouble(row));
            case DateColumn c -> appender.appendEpochDays((int) c.get(row).toEpochDay());
            case BooleanColumn c -> appender.append(c.get(row).booleanValue());
            default -> appender.append(String.valueOf(column.get(row)));
        }
    }
}
