package dev.mvq.dsl.ask;

import dev.mvq.dsl.ask.Meaning.Scope;
import dev.mvq.dsl.ask.Meaning.When;
import dev.mvq.dsl.diagnostic.Span;
import dev.mvq.dsl.syntax.Clause;
import dev.mvq.dsl.syntax.Day;
import dev.mvq.dsl.syntax.Expression;
import dev.mvq.dsl.syntax.Expression.Comparison;
import dev.mvq.dsl.syntax.Name;
import dev.mvq.dsl.syntax.Num;
import dev.mvq.dsl.syntax.Period;
import dev.mvq.dsl.syntax.Stage;
import dev.mvq.dsl.syntax.Subject;
import dev.mvq.dsl.syntax.Value;
import dev.mvq.runtime.market.Instrument;
import dev.mvq.runtime.market.Stock;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Makes parts of statements that were never text. */
final class Tree {
    private static final Span NONE = Span.NONE;

    private Tree() {}

    static Name name(String text) {
        return new Name(text, NONE);
    }

    /** A number to six decimals. */
    static Num number(double value) {
        double round = Math.rint(value * 1e6) / 1e6;
        return new Num(
                round,
                new BigDecimal(String.valueOf(round)).stripTrailingZeros().toPlainString(),
                NONE);
    }

    static Value text(String text) {
        return new Value(text, Value.Kind.TEXT, NONE);
    }

    static Value word(String text) {
        return new Value(text, Value.Kind.WORD, NONE);
    }

    static Value numeric(double value) {
        return new Value(number(value).text(), Value.Kind.NUMBER, NONE);
    }

    static Expression column(String name) {
        return new Expression.Column(name(name), NONE);
    }

    static Expression num(double value) {
        return value < 0
                ? new Expression.Negative(new Expression.Numeric(number(-value), NONE), NONE)
                : new Expression.Numeric(number(value), NONE);
    }

    static Expression str(String text) {
        return new Expression.Text(text, NONE);
    }

    static Expression date(LocalDate date) {
        return new Expression.CalendarDay(date, NONE);
    }

    static Expression call(String function, Expression... arguments) {
        return new Expression.Call(name(function), List.of(arguments), NONE);
    }

    static Expression everything() {
        return new Expression.Everything(NONE);
    }

    static Expression compare(Expression left, Comparison comparison, Expression right) {
        return new Expression.Compared(comparison, left, right, NONE);
    }

    static Expression equal(String column, Expression right) {
        return compare(column(column), Comparison.EQUAL, right);
    }

    static Expression between(Expression value, Expression low, Expression high) {
        return new Expression.Between(value, low, high, false, NONE);
    }

    static Expression and(List<Expression> terms) {
        return terms.size() == 1 ? terms.getFirst() : new Expression.And(terms, NONE);
    }

    /** The opposite, as people would write it. */
    static Expression not(Expression expression) {
        return switch (expression) {
            case Expression.Compared e -> compare(e.left(), opposite(e.comparison()), e.right());
            case Expression.Between e -> new Expression.Between(e.value(), e.low(), e.high(), !e.negated(), NONE);
            case Expression.Among e -> new Expression.Among(e.value(), e.choices(), !e.negated(), NONE);
            default -> new Expression.Not(expression, NONE);
        };
    }

    private static Comparison opposite(Comparison comparison) {
        return switch (comparison) {
            case EQUAL -> Comparison.UNEQUAL;
            case UNEQUAL -> Comparison.EQUAL;
            case LESS -> Comparison.GREATER_EQUAL;
            case LESS_EQUAL -> Comparison.GREATER;
            case GREATER -> Comparison.LESS_EQUAL;
            case GREATER_EQUAL -> Comparison.LESS;
        };
    }

    static Expression or(Expression... terms) {
        return new Expression.Or(List.of(terms), NONE);
    }

    /** One of the names, or none of them. */
    static Expression among(String column, List<String> names, boolean negated) {
        if (names.size() == 1) {
            return compare(column(column), negated ? Comparison.UNEQUAL : Comparison.EQUAL, str(names.getFirst()));
        }
        List<Expression> choices = new ArrayList<>();
        names.forEach(each -> choices.add(str(each)));
        return new Expression.Among(column(column), choices, negated, NONE);
    }

    static Subject subject(Instrument instrument) {
        return new Subject.Named(instrument, NONE);
    }

    static Subject row(String result, int row) {
        return new Subject.Row(name(result), number(row), NONE);
    }

    static List<Subject> stocks(List<String> tickers) {
        return tickers.stream().map(each -> subject(new Stock(each))).toList();
    }

    static Clause.At at(When when) {
        return new Clause.At(day(when), NONE);
    }

    static Clause.At latest() {
        return new Clause.At(new Day.Latest(NONE), NONE);
    }

    private static Day day(When when) {
        return switch (when.scope()) {
            case TODAY -> new Day.Today(NONE);
            case NOW -> new Day.Latest(NONE);
            default -> new Day.On(when.first(), NONE);
        };
    }

    static Clause during(When when) {
        return new Clause.During(period(when), NONE);
    }

    private static Period period(When when) {
        if (when.scope() == Scope.BACK) {
            List<String> parts = Arrays.asList(when.literal().split(" ", -1));
            return new Period.Back(number(Double.parseDouble(parts.get(1))), Period.Unit.valueOf(parts.get(2)), NONE);
        }
        if (when.scope() == Scope.TODAY || when.scope() == Scope.NOW) {
            return new Period.Single(new Period.End.Newest(day(when)), NONE);
        }
        List<String> ends = Arrays.asList(when.literal().split(" \\.\\. ", -1));
        Period.End from = new Period.End.Calendar(ends.getFirst(), when.first(), when.first(), NONE);
        return ends.size() == 1
                ? new Period.Single(from, NONE)
                : new Period.Range(from, new Period.End.Calendar(ends.get(1), when.last(), when.last(), NONE), NONE);
    }

    static Clause where(List<Expression> terms) {
        return new Clause.Where(and(terms), NONE);
    }

    static Clause with(List<Meaning.Slot> slots) {
        return new Clause.With(
                slots.stream()
                        .map(slot -> new Clause.Option(name(slot.name()), numeric(slot.value()), NONE))
                        .toList(),
                NONE);
    }

    static Stage sort(String column, boolean descending) {
        return new Stage.Sort(List.of(new Stage.Key(column(column), descending, NONE)), NONE);
    }

    static Stage limit(double rows) {
        return new Stage.Limit(number(rows), NONE);
    }

    static Stage save(String file) {
        return new Stage.Save(text(file), NONE);
    }

    static Stage plot(Optional<String> kind, Optional<String> file) {
        return new Stage.Plot(kind.map(Tree::name), file.map(Tree::text), NONE);
    }

    static Stage.Named named(Expression value) {
        return new Stage.Named(value, Optional.empty(), NONE);
    }

    static Stage.Named named(Expression value, String name) {
        return new Stage.Named(value, Optional.of(name(name)), NONE);
    }
}
