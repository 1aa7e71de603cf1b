package dev.mvq.dsl;

import dev.mvq.dsl.diagnostic.Span;
import dev.mvq.dsl.syntax.Expression;
import dev.mvq.dsl.syntax.Name;
import dev.mvq.dsl.syntax.Stage;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Random pipelines. */
final class RandomStages {
    private RandomStages() {}

    static Arbitrary<List<Stage>> stages() {
        return Arbitraries.oneOf(List.of(
                        RandomExpressions.conditions(2).map(condition -> new Stage.Where(condition, Span.NONE)),
                        sort(),
                        RandomClauses.numbers().map(rows -> new Stage.Limit(rows, Span.NONE)),
                        columns().list().ofMinSize(1).ofMaxSize(3).map(kept -> new Stage.Keep(kept, Span.NONE)),
                        columns().list().ofMinSize(1).ofMaxSize(3).map(dropped -> new Stage.Drop(dropped, Span.NONE)),
                        rename(),
                        derive(),
                        stats(),
                        RandomClauses.numbers()
                                .list()
                                .ofMinSize(1)
                                .ofMaxSize(3)
                                .map(horizons -> new Stage.Outcome(horizons, Span.NONE)),
                        Combinators.combine(
                                        Arbitraries.of("line", "smile")
                                                .map(RandomClauses::name)
                                                .optional(),
                                        RandomClauses.texts().optional())
                                .as((kind, file) -> new Stage.Plot(kind, file, Span.NONE)),
                        RandomClauses.texts().map(file -> new Stage.Save(file, Span.NONE))))
                .list()
                .ofMinSize(1)
                .ofMaxSize(3);
    }

    private static Arbitrary<Stage> sort() {
        return Combinators.combine(RandomExpressions.conditions(1), Arbitraries.of(true, false))
                .as((value, descending) -> new Stage.Key(value, descending, Span.NONE))
                .list()
                .ofMinSize(1)
                .ofMaxSize(2)
                .map(keys -> new Stage.Sort(keys, Span.NONE));
    }

    private static Arbitrary<Stage> rename() {
        return Combinators.combine(columns(), columns())
                .as((from, to) -> new Stage.Renaming(from, to, Span.NONE))
                .list()
                .ofMinSize(1)
                .ofMaxSize(2)
                .map(renamings -> new Stage.Rename(renamings, Span.NONE));
    }

    private static Arbitrary<Stage> derive() {
        return Combinators.combine(columns(), RandomExpressions.conditions(2))
                .as((column, value) -> new Stage.Derivation(column, value, Span.NONE))
                .list()
                .ofMinSize(1)
                .ofMaxSize(2)
                .map(derivations -> new Stage.Derive(derivations, Span.NONE));
    }

    private static Arbitrary<Stage> stats() {
        Arbitrary<Expression> counted = Arbitraries.just(new Expression.Call(
                RandomClauses.name("count"), List.of(new Expression.Everything(Span.NONE)), Span.NONE));
        Arbitrary<Stage.Named> named = Combinators.combine(
                        Arbitraries.oneOf(RandomExpressions.conditions(1), counted),
                        columns().optional())
                .as((value, name) -> new Stage.Named(value, name, Span.NONE));
        return Combinators.combine(
                        named.list().ofMinSize(1).ofMaxSize(3), named.list().ofMaxSize(2))
                .as((statistics, groups) -> new Stage.Stats(statistics, groups, Span.NONE));
    }

    private static Arbitrary<Name> columns() {
        return Arbitraries.oneOf(
                RandomExpressions.names(),
                Arbitraries.of("a b", "x\"y", "$", "AAPL_20240119_150_C", "").map(RandomClauses::name));
    }
}
