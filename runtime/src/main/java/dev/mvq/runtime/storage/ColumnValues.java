package dev.mvq.runtime.storage;

import java.time.LocalDate;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The values of one column, one array by kind. */
public sealed interface ColumnValues {
    /** A missing whole number. */
    int MISSING = Integer.MIN_VALUE;

    /** Number of rows. */
    int size();

    /** The row's value as an object, null where missing. */
    @Nullable
    Object get(int row);

    /** @param values null where missing */
    record Texts(@Nullable String[] values) implements ColumnValues {
        @Override
        public int size() {
            return values.length;
        }

        @Override
        public @Nullable Object get(int row) {
            return values[row];
        }
    }

    /** @param values NaN where missing */
    record Numbers(double[] values) implements ColumnValues {
        @Override
        public int size() {
            return values.length;
        }

        @Override
        public @Nullable Object get(int row) {
            return Double.isNaN(values[row]) ? null : (Object) values[row];
        }
    }

    /** @param values {@link #MISSING} where missing */
    record Wholes(int[] values) implements ColumnValues {
        @Override
        public int size() {
            return values.length;
        }

        @Override
        public @Nullable Object get(int row) {
            return values[row] == MISSING ? null : (Object) values[row];
        }
    }

    /** @param values null where missing */
    record Dates(@Nullable LocalDate[] values) implements ColumnValues {
        @Override
        public int size() {
            return values.length;
        }

        @Override
        public @Nullable Object get(int row) {
            return values[row];
        }
    }

    /** @param values true or false */
    record Booleans(boolean[] values) implements ColumnValues {
        @Override
        public int size() {
            return values.length;
        }

        @Override
        public @Nullable Object get(int row) {
            return values[row];
        }
    }

    /** Room for {@code rows} values of the kind, all missing (false). */
    static ColumnValues of(ColumnKind kind, int rows) {
        return switch (kind) {
            case TEXT -> new Texts(new @Nullable String[rows]);
            case NUMBER -> {
                double[] values = new double[rows];
                Arrays.fill(values, Double.NaN);
                yield new Numbers(values);
            }
            case WHOLE -> {
                int[] values = new int[rows];
                Arrays.fill(values, MISSING);
                yield new Wholes(values);
            }
            case DATE -> new Dates(new @Nullable LocalDate[rows]);
            case BOOLEAN -> new Booleans(new boolean[rows]);
        };
    }

    /** The first {@code rows} values. */
    default ColumnValues head(int rows) {
        return switch (this) {
            case Texts(var values) -> new Texts(Arrays.copyOf(values, rows));
            case Numbers(var values) -> new Numbers(Arrays.copyOf(values, rows));
            case Wholes(var values) -> new Wholes(Arrays.copyOf(values, rows));
            case Dates(var values) -> new Dates(Arrays.copyOf(values, rows));
            case Booleans(var values) -> new Booleans(Arrays.copyOf(values, rows));
        };
    }

    /** The values at these places, in this order. */
    default ColumnValues pick(int[] places) {
        ColumnValues picked = of(
                switch (this) {
                    case Texts texts -> ColumnKind.TEXT;
                    case Numbers numbers -> ColumnKind.NUMBER;
                    case Wholes wholes -> ColumnKind.WHOLE;
                    case Dates dates -> ColumnKind.DATE;
                    case Booleans booleans -> ColumnKind.BOOLEAN;
                },
                places.length);
        for (int i = 0; i < places.length; i++) {
            picked.copy(this, places[i], i);
        }
        return picked;
    }

    private void copy(ColumnValues from, int place, int to) {
        switch (this) {
            case Texts(var values) -> values[to] = ((Texts) from).values()[place];
            case Numbers(var values) -> values[to] = ((Numbers) from).values()[place];
            case Wholes(var values) -> values[to] = ((Wholes) from).values()[place];
            case Dates(var values) -> values[to] = ((Dates) from).values()[place];
            case Booleans(var values) -> values[to] = ((Booleans) from).values()[place];
        }
    }
}
