package dev.mvq.repl.output;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;
import tech.tablesaw.api.BooleanColumn;
import tech.tablesaw.api.NumericColumn;
import tech.tablesaw.columns.Column;

/** Cells as values that programs read back: full precision, missing is null. */
final class Cells {
    /** Beyond these powers of ten a plain number would be a row of zeros. */
    private static final int PLAIN_DIGITS = 21;

    private Cells() {}

    static boolean isNumeric(Column<?> column) {
        return column instanceof NumericColumn<?>;
    }

    static boolean isBoolean(Column<?> column) {
        return column instanceof BooleanColumn;
    }

    /** The cell in full: the shortest digits that give the same number back, ISO dates, {@code true} and {@code false}. */
    static @Nullable String full(Column<?> column, int row) {
        Object value = column.isMissing(row) ? null : column.get(row);
        return switch (value) {
            case null -> null;
            case Float number -> exact(number.doubleValue(), number.toString());
            case Double number -> exact(number, number.toString());
            default -> value.toString();
        };
    }

    private static @Nullable String exact(double value, String shortest) {
        if (Double.isNaN(value)) {
            return null;
        }
        if (Double.isInfinite(value)) {
            return value > 0 ? "Infinity" : "-Infinity";
        }
        if (value == 0) {
            return "0";
        }
        BigDecimal decimal = new BigDecimal(shortest).stripTrailingZeros();
        int power = decimal.precision() - decimal.scale();
        return Math.abs(power) <= PLAIN_DIGITS ? decimal.toPlainString() : decimal.toString();
    }
}
