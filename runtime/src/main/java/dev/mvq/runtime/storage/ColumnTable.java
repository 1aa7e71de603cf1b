package dev.mvq.runtime.storage;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Named, typed columns of one length, in order. The arrays are the table's own: who reads them does not write. */
public final class ColumnTable {
    private final int rows;
    private final Map<String, Column> columns = new LinkedHashMap<>();
    private final Map<String, ColumnValues> values = new LinkedHashMap<>();

    /** An empty table of {@code rows} rows, to be given columns. */
    public ColumnTable(int rows) {
        this.rows = rows;
    }

    /** Adds a column behind the others. */
    public ColumnTable with(Column column, ColumnValues of) {
        if (of.size() != rows || columns.putIfAbsent(column.name(), column) != null) {
            throw new IllegalArgumentException(column.name() + " has other rows or is there twice");
        }
        values.put(column.name(), of);
        return this;
    }

    /** Adds each column without values; of a table without rows. */
    public ColumnTable withAllEmpty(List<Column> added) {
        added.forEach(column -> with(column, ColumnValues.of(column.kind(), rows)));
        return this;
    }

    /** A table of the rows at these places, in this order. */
    public ColumnTable pick(int[] places) {
        ColumnTable picked = new ColumnTable(places.length);
        columns.values()
                .forEach(column -> picked.with(column, values(column.name()).pick(places)));
        return picked;
    }

    /** The named columns of this table, in the order named. */
    public ColumnTable only(List<Column> wanted) {
        ColumnTable only = new ColumnTable(rows);
        wanted.forEach(column -> only.with(column, values(column.name())));
        return only;
    }

    /** Number of rows. */
    public int rows() {
        return rows;
    }

    /** The columns, in order. */
    public List<Column> columns() {
        return new ArrayList<>(columns.values());
    }

    /** The column's values. */
    public ColumnValues values(String column) {
        ColumnValues found = values.get(column);
        if (found == null) {
            throw new IllegalArgumentException("no column " + column + " among " + columns.keySet());
        }
        return found;
    }

    /** The text column's values, null where missing. */
    public @Nullable String[] texts(String column) {
        if (values(column) instanceof ColumnValues.Texts(var of)) {
            return of;
        }
        throw otherKind(column);
    }

    /** The number column's values, NaN where missing. */
    public double[] numbers(String column) {
        if (values(column) instanceof ColumnValues.Numbers(var of)) {
            return of;
        }
        throw otherKind(column);
    }

    /** The whole-number column's values, {@link ColumnValues#MISSING} where missing. */
    public int[] wholes(String column) {
        if (values(column) instanceof ColumnValues.Wholes(var of)) {
            return of;
        }
        throw otherKind(column);
    }

    /** The date column's values, null where missing. */
    public @Nullable LocalDate[] dates(String column) {
        if (values(column) instanceof ColumnValues.Dates(var of)) {
            return of;
        }
        throw otherKind(column);
    }

    /** The boolean column's values. */
    public boolean[] booleans(String column) {
        if (values(column) instanceof ColumnValues.Booleans(var of)) {
            return of;
        }
        throw otherKind(column);
    }

    private static IllegalArgumentException otherKind(String column) {
        return new IllegalArgumentException("column " + column + " is of another kind");
    }
}
