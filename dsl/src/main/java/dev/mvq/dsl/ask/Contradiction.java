package dev.mvq.dsl.ask;

import dev.mvq.dsl.syntax.Clause;
import dev.mvq.dsl.syntax.Expression;
import dev.mvq.dsl.syntax.Expression.Comparison;
import dev.mvq.dsl.syntax.ExpressionPrinter;
import dev.mvq.dsl.syntax.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Conditions that no row can meet: they were meant otherwise. */
final class Contradiction {
    private static final Set<String> SHARES = Set.of("delta", "abs(delta)");

    /** What a column may be: from the least to the most, and what it was said to be or not to be. */
    private static final class Range {
        private double least = Double.NEGATIVE_INFINITY;
        private double most = Double.POSITIVE_INFINITY;
        private boolean open;

        private boolean isEmpty() {
            return least > most || (open && least == most);
        }
    }

    private final Map<String, Range> ranges = new HashMap<>();
    private final Map<String, String> equal = new HashMap<>();

    private Contradiction() {}

    /** The column of which too much is asked. */
    static Optional<String> in(Statement statement) {
        Statement inner = statement instanceof Statement.Piped piped ? piped.source() : statement;
        Contradiction check = new Contradiction();
        return inner.clauses().stream()
                .filter(Clause.Where.class::isInstance)
                .flatMap(clause -> terms(((Clause.Where) clause).condition()))
                .map(check::added)
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static Stream<Expression> terms(Expression expression) {
        return expression instanceof Expression.And and
                ? and.terms().stream().flatMap(Contradiction::terms)
                : Stream.of(expression);
    }

    private Optional<String> added(Expression term) {
        return switch (term) {
            case Expression.Compared compared -> compared(compared);
            case Expression.Between between
            when !between.negated() -> {
                bound(between.value(), Comparison.GREATER_EQUAL, between.low());
                yield bound(between.value(), Comparison.LESS_EQUAL, between.high());
            }
            default -> Optional.empty();
        };
    }

    private Optional<String> compared(Expression.Compared compared) {
        if (!(compared.right() instanceof Expression.Text text)) {
            return bound(compared.left(), compared.comparison(), compared.right());
        }
        String column = ExpressionPrinter.print(compared.left());
        String key = column + (compared.comparison() == Comparison.UNEQUAL ? " not" : "");
        String before = equal.put(key, text.text());
        boolean denied = text.text().equals(equal.get(column)) && text.text().equals(equal.get(column + " not"));
        boolean twice = compared.comparison() == Comparison.EQUAL && before != null && !before.equals(text.text());
        return denied || twice ? Optional.of(column) : Optional.empty();
    }

    private Optional<String> bound(Expression left, Comparison comparison, Expression right) {
        Optional<Double> number = number(right);
        if (number.isEmpty() || comparison == Comparison.UNEQUAL) {
            return Optional.empty();
        }
        String column = ExpressionPrinter.print(left);
        Range range = ranges.computeIfAbsent(column, this::whole);
        double value = number.get();
        boolean up = List.of(Comparison.GREATER, Comparison.GREATER_EQUAL, Comparison.EQUAL)
                .contains(comparison);
        boolean down = List.of(Comparison.LESS, Comparison.LESS_EQUAL, Comparison.EQUAL)
                .contains(comparison);
        boolean strict = comparison == Comparison.GREATER || comparison == Comparison.LESS;
        range.open |= strict && (up ? value >= range.least : value <= range.most);
        range.least = up ? Math.max(range.least, value) : range.least;
        range.most = down ? Math.min(range.most, value) : range.most;
        return range.isEmpty() ? Optional.of(column) : Optional.empty();
    }

    private Range whole(String column) {
        Range range = new Range();
        if (SHARES.contains(column)) {
            range.least = column.startsWith("abs") ? 0 : -1;
            range.most = 1;
        }
        return range;
    }

    private static Optional<Double> number(Expression expression) {
        return switch (expression) {
            case Expression.Numeric numeric -> Optional.of(numeric.number().value());
            case Expression.Negative negative -> number(negative.value()).map(value -> -value);
            case Expression.CalendarDay day -> Optional.of((double) day.date().toEpochDay());
            default -> Optional.empty();
        };
    }
}
