package dev.mvq.repl.output;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import tech.tablesaw.api.NumericColumn;
import tech.tablesaw.columns.Column;

/**
 * How many decimals a column shows: the same for all its rows, by what its name means, otherwise about six significant digits of its
 * largest value. Never an exponent.
 */
record Rounding(Column<?> column, int decimals) {
    private static final Pattern AGGREGATE = Pattern.compile("^(?:avg|min|max|sum|median|stddev|first|last)_(?=.)");
    private static final Set<String> PRICES = Set.of(
            "bid",
            "ask",
            "mid",
            "spread",
            "last",
            "open",
            "high",
            "low",
            "close",
            "price",
            "underlying_price",
            "forward");
    private static final Set<String> RATIOS = Set.of("iv", "delta", "theta", "vega", "rho", "moneyness");
    private static final int SIGNIFICANT = 6;
    private static final int MOST_DECIMALS = 12;

    /** Relative to a column's largest value: what arithmetic, or storage as float32, may have added. */
    private static final double NOISE = 1e-7;

    static Rounding of(Column<?> column) {
        return new Rounding(column, column instanceof NumericColumn<?> numbers ? decimals(numbers) : 0);
    }

    private static int decimals(NumericColumn<?> column) {
        String name = AGGREGATE.matcher(column.name()).replaceFirst("");
        double[] values = IntStream.range(0, column.size())
                .mapToDouble(column::getDouble)
                .filter(Double::isFinite)
                .toArray();
        if (name.equals("similarity") || name.startsWith("similarity_") || RATIOS.contains(name)) {
            return 4;
        }
        if (name.equals("percentile")) {
            return 1;
        }
        if (name.equals("gamma")) {
            return 5;
        }
        int needed = needed(values);
        if (PRICES.contains(name)) {
            return needed == 3 ? 3 : 2; // half a cent is a mid of two cent quotes; more is a computed price
        }
        return Math.min(needed, significant(values));
    }

    /** The fewest decimals that show every value in full. */
    private static int needed(double[] values) {
        double noise = NOISE * largest(values);
        for (int decimals = 0; decimals < MOST_DECIMALS; decimals++) {
            double unit = Math.pow(10, decimals);
            if (DoubleStream.of(values).allMatch(v -> Math.abs(v * unit - Math.rint(v * unit)) <= noise * unit)) {
                return decimals;
            }
        }
        return MOST_DECIMALS;
    }

    private static int significant(double[] values) {
        double largest = largest(values);
        if (largest == 0) {
            return 0;
        }
        int digitsBefore = (int) Math.floor(Math.log10(largest)) + 1;
        return Math.clamp((long) SIGNIFICANT - digitsBefore, 0, MOST_DECIMALS);
    }

    private static double largest(double[] values) {
        return DoubleStream.of(values).map(Math::abs).max().orElse(0);
    }

    /** The cell as shown; empty where missing. */
    String text(int row) {
        if (column.isMissing(row)) {
            return "";
        }
        return switch (column.get(row)) {
            case Double number -> rounded(number, number.toString());
            case Float number -> rounded(number.doubleValue(), number.toString());
            case null -> "";
            case Object other -> other.toString();
        };
    }

    private String rounded(double value, String shortest) {
        if (Double.isNaN(value)) {
            return "";
        }
        if (Double.isInfinite(value)) {
            return value > 0 ? "inf" : "-inf";
        }
        BigDecimal decimal = new BigDecimal(shortest).setScale(decimals, RoundingMode.HALF_EVEN);
        return (decimal.signum() == 0 ? decimal.abs() : decimal).toPlainString();
    }
}
