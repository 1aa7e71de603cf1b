package dev.mvq.dsl;

import dev.mvq.dsl.diagnostic.Span;
import dev.mvq.dsl.syntax.Clause;
import dev.mvq.dsl.syntax.Name;
import dev.mvq.dsl.syntax.Stage;
import dev.mvq.dsl.syntax.Statement;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Random statements of every kind; clauses in any order, some of them twice; with stages, in other statements. */
final class RandomStatements {
    private RandomStatements() {}

    static Arbitrary<Statement> statements() {
        Arbitrary<Statement> piped = Arbitraries.oneOf(plain(), plain(), piped());
        return Arbitraries.oneOf(
                piped,
                piped,
                Combinators.combine(Arbitraries.of(true, false), piped)
                        .as((analyze, statement) -> new Statement.Explain(analyze, statement, Span.NONE)),
                Combinators.combine(Arbitraries.of("x", "winners", "last"), piped)
                        .as((name, statement) -> new Statement.Let(RandomClauses.name(name), statement, Span.NONE)));
    }

    private static Arbitrary<Statement> piped() {
        return Combinators.combine(plain(), RandomStages.stages()).as(RandomStatements::with);
    }

    private static Statement with(Statement statement, List<Stage> stages) {
        return new Statement.Piped(statement, stages, Span.NONE);
    }

    private static Arbitrary<Statement> plain() {
        return Arbitraries.oneOf(asking(), market(), session());
    }

    /** Questions. */
    private static Arbitrary<Statement> asking() {
        Arbitrary<Statement.Dated> dated = Combinators.combine(
                        RandomClauses.subjects().list().ofMinSize(1).ofMaxSize(2),
                        RandomClauses.at().map(Clause.At.class::cast).optional())
                .as((subjects, at) -> new Statement.Dated(subjects, at, Span.NONE));
        return Arbitraries.oneOf(
                Combinators.combine(
                                RandomClauses.subjects().list().ofMinSize(1).ofMaxSize(3), RandomClauses.ofSimilar())
                        .as((subjects, clauses) -> new Statement.SimilarTo(subjects, clauses, Span.NONE)),
                Combinators.combine(
                                Arbitraries.oneOf(
                                        from(),
                                        Combinators.combine(from(), RandomStages.stages())
                                                .as(RandomStatements::with)),
                                RandomClauses.ofSimilar())
                        .as((rows, clauses) -> new Statement.SimilarToEach(rows, clauses, Span.NONE)),
                Combinators.combine(dated, dated, RandomClauses.of(RandomClauses.on()))
                        .as((left, right, clauses) -> new Statement.Compare(left, right, clauses, Span.NONE)),
                Combinators.combine(RandomClauses.subjects(), RandomClauses.of(RandomClauses.at(), RandomClauses.at()))
                        .as((subject, clauses) -> new Statement.Describe(subject, clauses, Span.NONE)),
                RandomClauses.ofRegimes().map(clauses -> new Statement.FindRegimeChanges(clauses, Span.NONE)),
                RandomClauses.ofArbitrage().map(clauses -> new Statement.FindArbitrage(clauses, Span.NONE)),
                RandomClauses.ofAnomalies().map(clauses -> new Statement.FindAnomalies(clauses, Span.NONE)),
                Combinators.combine(Arbitraries.of("skew", "spread", "nonsense"), RandomClauses.ofAnalysis())
                        .as((pattern, clauses) ->
                                new Statement.Analyze(RandomClauses.name(pattern), clauses, Span.NONE)),
                from());
    }

    private static Arbitrary<Statement> from() {
        return Combinators.combine(
                        Arbitraries.of("contracts", "bars", "LAST", "$3", "winners"),
                        RandomClauses.of(
                                RandomClauses.at(),
                                RandomClauses.during(),
                                RandomClauses.where(),
                                RandomClauses.asOf()))
                .as((source, clauses) -> new Statement.From(RandomClauses.name(source), clauses, Span.NONE));
    }

    /** Data in, embeddings out. */
    private static Arbitrary<Statement> market() {
        return Arbitraries.oneOf(
                Combinators.combine(RandomClauses.texts(), RandomClauses.ofImport())
                        .as((path, clauses) -> new Statement.ImportFiles(path, clauses, Span.NONE)),
                RandomClauses.of(RandomClauses.with(), RandomClauses.during())
                        .map(clauses -> new Statement.ImportSimulated(clauses, Span.NONE)),
                RandomClauses.ofGenerate().map(clauses -> new Statement.GenerateEmbeddings(clauses, Span.NONE)),
                RandomClauses.ofFullIndex().map(clauses -> new Statement.GenerateFullIndex(clauses, Span.NONE)),
                RandomClauses.of(RandomClauses.on(), RandomClauses.type())
                        .map(clauses -> new Statement.BuildIndex(clauses, Span.NONE)),
                RandomClauses.of(RandomClauses.during())
                        .map(clauses -> new Statement.TestEmbeddings(clauses, Span.NONE)),
                RandomClauses.of(RandomClauses.on(), RandomClauses.during(), RandomClauses.with())
                        .map(clauses -> new Statement.TrainEncoders(clauses, Span.NONE)));
    }

    /** What is shown, set and run. */
    private static Arbitrary<Statement> session() {
        return Arbitraries.oneOf(
                Combinators.combine(
                                Arbitraries.of("CONTRACTS", "INDICES", "ENCODERS", "NONSENSE"),
                                RandomClauses.of(RandomClauses.like(), RandomClauses.at(), RandomClauses.ofSource()))
                        .as((topic, clauses) -> new Statement.Show(RandomClauses.name(topic), clauses, Span.NONE)),
                Combinators.combine(RandomExpressions.names(), RandomClauses.values())
                        .as((setting, value) -> new Statement.SetSetting(setting, value, Span.NONE)),
                RandomExpressions.names().map(setting -> new Statement.ResetSetting(setting, Span.NONE)),
                RandomClauses.texts().map(path -> new Statement.RunFile(path, Span.NONE)),
                RandomClauses.texts().map(words -> new Statement.Ask(words, Span.NONE)),
                names().map(topic -> new Statement.Help(topic, Span.NONE)));
    }

    private static Arbitrary<List<Name>> names() {
        return RandomExpressions.names().list().ofMaxSize(3);
    }
}
