package dev.mvq.dsl.parse;

import dev.mvq.dsl.diagnostic.Diagnostic;
import dev.mvq.dsl.diagnostic.Problems;
import dev.mvq.dsl.diagnostic.Span;
import dev.mvq.dsl.diagnostic.Spelling;
import dev.mvq.dsl.syntax.Expression;
import dev.mvq.dsl.syntax.Num;
import dev.mvq.dsl.syntax.Value;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.antlr.v4.runtime.tree.TerminalNode;

/** Parameters to the values they stand for; before those are known they stay parameters. A value is taken whole, never as language. */
final class ParameterReader {
    private final Problems problems;
    private final Bindings bindings;

    ParameterReader(Problems problems, Bindings bindings) {
        this.problems = problems;
        this.bindings = bindings;
    }

    /** Whether values are known, so that {@link #find} gives one or complains. */
    boolean known() {
        return bindings.known();
    }

    Bindings bindings() {
        return bindings;
    }

    static String name(TerminalNode parameter) {
        return parameter.getText().substring(1);
    }

    /** The value; empty, and complained of, where there is none. */
    Optional<Object> find(String name, Span span) {
        Optional<Object> value = bindings.parameter(name);
        if (value.isEmpty()) {
            problems.add(new Diagnostic(
                    span,
                    "there is no variable '" + name + "', or it is null",
                    Spelling.nearest(name, bindings.parameters()).stream()
                            .map(near -> ":" + near)
                            .toList(),
                    "--param " + name + "=value gives one"));
        }
        return value;
    }

    Num number(String name, Span span) {
        if (!known()) {
            return Num.parameter(name, span);
        }
        Optional<Object> value = find(name, span);
        if (value.isPresent() && value.get() instanceof Number number && Double.isFinite(number.doubleValue())) {
            return new Num(number.doubleValue(), plain(number), span);
        }
        value.ifPresent(other -> wrongType(name, other, "a number", span));
        return Num.parameter(name, span);
    }

    /** A text in a text's place. */
    Value text(String name, Span span) {
        Value unknown = new Value(name, Value.Kind.PARAMETER, span);
        if (!known()) {
            return unknown;
        }
        Optional<Object> value = find(name, span);
        if (value.isPresent() && value.get() instanceof CharSequence text) {
            return new Value(text.toString(), Value.Kind.TEXT, span);
        }
        value.ifPresent(other -> wrongType(name, other, "a text", span));
        return unknown;
    }

    /** A value of any kind in an expression. */
    Expression expression(String name, Span span) {
        if (!known()) {
            return new Expression.Parameter(name, span);
        }
        return find(name, span).map(value -> literal(name, value, span)).orElse(new Expression.Refused(span));
    }

    /** The values of a list, or the one value. */
    List<Expression> expressions(String name, Span span) {
        if (!known()) {
            return List.of(new Expression.Parameter(name, span));
        }
        Optional<Object> value = find(name, span);
        if (value.isPresent() && value.get() instanceof Collection<?> all) {
            if (all.isEmpty()) {
                problems.add(Diagnostic.of(span, name + " is an empty list"));
            }
            return all.stream().map(each -> literal(name, each, span)).toList();
        }
        return List.of(value.map(one -> literal(name, one, span)).orElse(new Expression.Refused(span)));
    }

    private Expression literal(String name, Object value, Span span) {
        return switch (value) {
            case Number number
            when Double.isFinite(number.doubleValue()) -> {
                double magnitude = Math.abs(number.doubleValue());
                String digits = plain(number).replaceFirst("^-", "");
                Expression positive = new Expression.Numeric(new Num(magnitude, digits, span), span);
                yield number.doubleValue() < 0 ? new Expression.Negative(positive, span) : positive;
            }
            case CharSequence text -> new Expression.Text(text.toString(), span);
            case Boolean truth -> new Expression.Truth(truth, span);
            case LocalDate date -> new Expression.CalendarDay(date, span);
            default -> {
                wrongType(name, value, "a number, a text, a date or true or false", span);
                yield new Expression.Refused(span);
            }
        };
    }

    void wrongType(String name, Object value, String wanted, Span span) {
        problems.add(Diagnostic.of(span, "here stands " + wanted + ", and " + name + " is " + type(value)));
    }

    private static String type(Object value) {
        String name = value.getClass().getSimpleName();
        return ("AEIOU".indexOf(name.charAt(0)) >= 0 ? "an " : "a ") + name;
    }

    private static String plain(Number number) {
        return new BigDecimal(number.toString()).toPlainString();
    }
}
