package dev.mvq.runtime.storage;

import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.duckdb.DuckDBColumnType;
import org.duckdb.DuckDBConnection;
import org.duckdb.DuckDBDataChunkWriter;
import org.duckdb.DuckDBFunctions;
import org.duckdb.DuckDBTableFunction;
import org.duckdb.DuckDBTableFunctionBindInfo;
import org.duckdb.DuckDBTableFunctionBuilder;
import org.duckdb.DuckDBTableFunctionCallInfo;
import org.duckdb.DuckDBTableFunctionInitInfo;
import org.duckdb.DuckDBValue;
import org.duckdb.DuckDBWritableVector;
import org.jspecify.annotations.Nullable;

/**
 * Tables of ours that DuckDB reads where they lie, {@code lent(number)} in SQL: a copy of its own would take longer to make than the
 * Parquet file that is made of it. Rows come in order, on the thread of the statement.
 */
final class LentTables implements DuckDBTableFunction<ColumnTable, int[], Object> {
    private static final String NAME = "lent";

    private final Map<Long, ColumnTable> tables = new ConcurrentHashMap<>();
    private final AtomicLong numbers = new AtomicLong();

    /** A table while it is lent. */
    final class Lent implements AutoCloseable {
        private final long number = numbers.incrementAndGet();

        private Lent(ColumnTable table) {
            tables.put(number, table);
        }

        /** The table as SQL. */
        String sql() {
            return NAME + "(" + number + ")";
        }

        @Override
        public void close() {
            tables.remove(number);
        }
    }

    /** Makes the function known to the connection's database. */
    static LentTables register(DuckDBConnection connection) throws SQLException {
        LentTables lent = new LentTables();
        try (DuckDBTableFunctionBuilder builder = DuckDBFunctions.tableFunction()) {
            builder.withName(NAME)
                    .withParameter(DuckDBColumnType.BIGINT)
                    .withFunction(lent)
                    .register(connection);
        }
        return lent;
    }

    Lent lend(ColumnTable table) {
        return new Lent(table);
    }

    @Override
    public ColumnTable bind(DuckDBTableFunctionBindInfo info) {
        try (DuckDBValue number = info.getParameter(0)) {
            ColumnTable table = tables.get(number.getLong());
            if (table == null) {
                throw new IllegalArgumentException("no such table is lent");
            }
            for (Column column : table.columns()) {
                info.addResultColumn(column.name(), type(column.kind()));
            }
            info.setCardinality(table.rows(), true);
            return table;
        }
    }

    private static DuckDBColumnType type(ColumnKind kind) {
        return switch (kind) {
            case TEXT -> DuckDBColumnType.VARCHAR;
            case NUMBER -> DuckDBColumnType.DOUBLE;
            case WHOLE -> DuckDBColumnType.INTEGER;
            case DATE -> DuckDBColumnType.DATE;
            case BOOLEAN -> DuckDBColumnType.BOOLEAN;
        };
    }

    /** @return where the next chunk begins */
    @Override
    public int[] init(DuckDBTableFunctionInitInfo info) {
        info.setMaxThreads(1);
        return new int[1];
    }

    @Override
    public long apply(DuckDBTableFunctionCallInfo info, DuckDBDataChunkWriter chunk) {
        ColumnTable table = info.getBindData();
        int[] next = info.getInitData();
        int from = next[0];
        int size = (int) Math.min(chunk.capacity(), table.rows() - from);
        List<Column> columns = table.columns();
        for (int i = 0; size > 0 && i < columns.size(); i++) {
            fill(chunk.vector(i), table.values(columns.get(i).name()), from, size);
        }
        next[0] = from + size;
        return size;
    }

    private static void fill(DuckDBWritableVector to, ColumnValues from, int at, int size) {
        switch (from) {
            case ColumnValues.Texts(var values) -> to.setStrings(0, Arrays.copyOfRange(values, at, at + size));
            case ColumnValues.Numbers(var values) -> fill(to, values, at, size);
            case ColumnValues.Wholes(var values) -> fill(to, values, at, size);
            case ColumnValues.Dates(var values) -> fill(to, values, at, size);
            case ColumnValues.Booleans(var values) -> {
                for (int i = 0; i < size; i++) {
                    to.setBoolean(i, values[at + i]);
                }
            }
        }
    }

    private static void fill(DuckDBWritableVector to, double[] values, int at, int size) {
        for (int i = 0; i < size; i++) {
            if (Double.isNaN(values[at + i])) {
                to.setNull(i);
            } else {
                to.setDouble(i, values[at + i]);
            }
        }
    }

    private static void fill(DuckDBWritableVector to, int[] values, int at, int size) {
        for (int i = 0; i < size; i++) {
            if (values[at + i] == ColumnValues.MISSING) {
                to.setNull(i);
            } else {
                to.setInt(i, values[at + i]);
            }
        }
    }

    private static void fill(DuckDBWritableVector to, @Nullable LocalDate[] values, int at, int size) {
        for (int i = 0; i < size; i++) {
            LocalDate date = values[at + i];
            if (date == null) {
                to.setNull(i);
            } else {
                to.setDate(i, date);
            }
        }
    }
}
