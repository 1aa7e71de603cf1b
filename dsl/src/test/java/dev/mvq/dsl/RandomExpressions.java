package dev.mvq.dsl;

import dev.mvq.dsl.diagnostic.Span;
import dev.mvq.dsl.syntax.Expression;
import dev.mvq.dsl.syntax.Name;
import dev.mvq.dsl.syntax.Num;
import dev.mvq.grammar.Keywords;
import dev.mvq.runtime.market.Contract;
import dev.mvq.runtime.market.Right;
import java.time.LocalDate;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Random conditions, well formed and not always sensible. */
final class RandomExpressions {
    private RandomExpressions() {}

    static Arbitrary<Expression> conditions(int depth) {
        if (depth == 0) {
            return values(0);
        }
        Arbitrary<Expression> inner = Arbitraries.lazy(() -> conditions(depth - 1));
        Arbitrary<Expression> value = Arbitraries.lazy(() -> values(depth - 1));
        Arbitrary<Boolean> flag = Arbitraries.of(true, false);
        return Arbitraries.oneOf(
                inner.list().ofMinSize(2).ofMaxSize(3).map(terms -> new Expression.And(terms, Span.NONE)),
                inner.list().ofMinSize(2).ofMaxSize(3).map(terms -> new Expression.Or(terms, Span.NONE)),
                inner.map(term -> new Expression.Not(term, Span.NONE)),
                Combinators.combine(Arbitraries.of(Expression.Comparison.class), value, value)
                        .as((sign, left, right) -> new Expression.Compared(sign, left, right, Span.NONE)),
                Combinators.combine(value, value, value, flag)
                        .as((of, low, high, not) -> new Expression.Between(of, low, high, not, Span.NONE)),
                Combinators.combine(value, value.list().ofMinSize(1).ofMaxSize(3), flag)
                        .as((of, choices, not) -> new Expression.Among(of, choices, not, Span.NONE)),
                Combinators.combine(value, value, flag)
                        .as((of, pattern, not) -> new Expression.Matched(of, pattern, not, Span.NONE)),
                Combinators.combine(value, flag).as((of, not) -> new Expression.Absent(of, not, Span.NONE)),
                value);
    }

    private static Arbitrary<Expression> values(int depth) {
        if (depth == 0) {
            return leaves();
        }
        Arbitrary<Expression> inner = Arbitraries.lazy(() -> values(depth - 1));
        // A condition in parentheses is a value too.
        Arbitrary<Expression> condition = Arbitraries.lazy(() -> conditions(depth - 1));
        return Arbitraries.oneOf(
                leaves(),
                condition,
                Combinators.combine(Arbitraries.of(Expression.Operation.class), inner, inner)
                        .as((sign, left, right) -> new Expression.Arithmetic(sign, left, right, Span.NONE)),
                inner.map(value -> new Expression.Negative(value, Span.NONE)),
                Combinators.combine(names(), condition.list().ofMaxSize(3))
                        .as((name, arguments) -> new Expression.Call(name, arguments, Span.NONE))
                        .filter(call ->
                                !Keywords.NOT_COLUMNS.contains(call.function().text())));
    }

    private static Arbitrary<Expression> leaves() {
        return Arbitraries.oneOf(
                Arbitraries.oneOf(names(), names("\"\"' ;%é日")).map(name -> new Expression.Column(name, Span.NONE)),
                Arbitraries.of("0", "1.5", ".9", "1e6", "250_000", "2%", "12.5%")
                        .map(text -> new Expression.Numeric(number(text), Span.NONE)),
                Arbitraries.strings()
                        .ofMaxLength(6)
                        .filter(RandomExpressions::isSound)
                        .map(text -> new Expression.Text(text, Span.NONE)),
                days().map(date -> new Expression.CalendarDay(date, Span.NONE)),
                Arbitraries.of(true, false).map(value -> new Expression.Truth(value, Span.NONE)),
                Arbitraries.just(new Expression.Nothing(Span.NONE)),
                contracts().map(contract -> new Expression.ContractName(contract, Span.NONE)),
                Arbitraries.just(new Expression.Parameter("p", Span.NONE)));
    }

    private static boolean isSound(String text) {
        return text.chars().noneMatch(c -> Character.isSurrogate((char) c));
    }

    /** Plain words and every keyword. */
    static Arbitrary<Name> names() {
        return Arbitraries.oneOf(Arbitraries.of("iv", "delta", "x_1", "_y", "Last"), Arbitraries.of(Keywords.all()))
                .map(text -> new Name(text, Span.NONE));
    }

    private static Arbitrary<Name> names(String characters) {
        return Arbitraries.strings()
                .withChars(characters)
                .ofMinLength(1)
                .ofMaxLength(4)
                .map(text -> new Name(text, Span.NONE));
    }

    static Num number(String text) {
        String digits = text.replace("_", "").replace("%", "");
        return new Num(Double.parseDouble(digits) / (text.endsWith("%") ? 100 : 1), text, Span.NONE);
    }

    static Arbitrary<LocalDate> days() {
        return Arbitraries.integers().between(0, 20_000).map(LocalDate.of(1990, 1, 1)::plusDays);
    }

    static Arbitrary<Contract> contracts() {
        return Combinators.combine(
                        Arbitraries.of("AAPL", "BRK.B", "SPXW", "AAPL1", "A"),
                        Arbitraries.integers().between(0, 20_000),
                        Arbitraries.longs().between(1, 9_999_999),
                        Arbitraries.of(Right.class))
                .as((root, day, strike, right) ->
                        new Contract(root, LocalDate.of(2001, 1, 1).plusDays(day), strike, right));
    }
}
