package dev.mvq.dsl.ask;

import dev.mvq.dsl.ask.Counting.Count;
import dev.mvq.dsl.ask.Meaning.Condition;
import dev.mvq.dsl.syntax.Expression;
import dev.mvq.dsl.syntax.Expression.Comparison;
import java.util.Set;

/** Conditions of a column and numbers, which people say in their own units. */
final class Measured {
    /** Half the width of "30-delta": 0.25 to 0.35 (the language's section 6). */
    private static final double DELTA_BAND = 0.05;

    /** How far "around" reaches, relative to the number. */
    private static final double AROUND = 0.1;

    private Measured() {}

    static Mention ranged(int from, int to, String name, Count low, Count high) {
        double least = value(name, low);
        double most = value(name, high);
        if (high.percent() && !low.percent() && low.value() > 1) {
            least = low.value() / 100;
        }
        Expression left = left(name, Math.min(least, most));
        Expression expression = Tree.between(left, Tree.num(Math.min(least, most)), Tree.num(Math.max(least, most)));
        return Mention.of(from, to, new Condition(expression, name, least));
    }

    static Mention made(int from, int to, String name, String comparison, Count count) {
        double value = value(name, count);
        if (comparison.equals("ABOUT")) {
            boolean delta = name.equals("delta");
            double band = delta ? DELTA_BAND : Math.abs(value) * AROUND;
            Expression about = Tree.between(left(name, value), Tree.num(value - band), Tree.num(value + band));
            return Mention.of(from, to, new Condition(about, delta ? "band" : name, value));
        }
        Expression expression = Tree.compare(left(name, value), Comparison.valueOf(comparison), Tree.num(value));
        return Mention.of(from, to, new Condition(expression, name, value));
    }

    /** A delta without its sign is meant of either right. */
    private static Expression left(String name, double value) {
        return name.equals("delta") && value >= 0 ? Tree.call("abs", Tree.column(name)) : Tree.column(name);
    }

    /** Shares are not compared with money, nor prices with shares. */
    static boolean fits(String name, Count count) {
        boolean share =
                Set.of("iv", "delta", "moneyness", "similarity", "percentile").contains(name);
        return count.percent() ? share : !count.money() || !share;
    }

    /** People say 40 for an implied volatility of 0.4, and 30 for a delta of 0.3. */
    private static double value(String name, Count count) {
        double value = count.value();
        boolean hundredths = !count.percent()
                && ((name.equals("iv") && value > 3)
                        || (name.equals("delta") && Math.abs(value) >= 2)
                        || (name.equals("similarity") && value > 1)
                        || (name.equals("moneyness") && value > 10));
        return hundredths ? value / 100 : value;
    }
}
