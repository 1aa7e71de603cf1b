package dev.mvq.dsl;

import dev.mvq.dsl.diagnostic.Span;
import dev.mvq.dsl.syntax.Clause;
import dev.mvq.dsl.syntax.Day;
import dev.mvq.dsl.syntax.Name;
import dev.mvq.dsl.syntax.Num;
import dev.mvq.dsl.syntax.Period;
import dev.mvq.dsl.syntax.Statement;
import dev.mvq.dsl.syntax.Subject;
import dev.mvq.dsl.syntax.Value;
import dev.mvq.grammar.Keywords;
import dev.mvq.runtime.market.Stock;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Random statements of every kind; clauses in any order, some of them twice. */
final class RandomStatements {
    private RandomStatements() {}

    static Arbitrary<Statement> statements() {
        Arbitrary<Statement> plain = plain();
        return Arbitraries.oneOf(plain, plain.map(statement -> new Statement.Explain(statement, Span.NONE)));
    }

    private static Arbitrary<Statement> plain() {
        return Arbitraries.oneOf(
                similar(),
                similar(),
                Combinators.combine(texts(), of(during(), format(), with()))
                        .as((path, clauses) -> new Statement.ImportFiles(path, clauses, Span.NONE)),
                of(with(), during()).map(clauses -> new Statement.ImportSimulated(clauses, Span.NONE)),
                of(during(), again(), with(), on())
                        .map(clauses -> new Statement.GenerateEmbeddings(clauses, Span.NONE)),
                Arbitraries.just(new Statement.GenerateFullIndex(Span.NONE)),
                of(during(), during()).map(clauses -> new Statement.TestEmbeddings(clauses, Span.NONE)),
                of(on(), type()).map(clauses -> new Statement.BuildIndex(clauses, Span.NONE)),
                Combinators.combine(Arbitraries.of("CONTRACTS", "INDICES", "NONSENSE"), of(like(), at()))
                        .as((topic, clauses) -> new Statement.Show(name(topic), clauses, Span.NONE)),
                Combinators.combine(subjects(), of(at(), at()))
                        .as((subject, clauses) -> new Statement.Describe(subject, clauses, Span.NONE)),
                Combinators.combine(RandomExpressions.names(), values())
                        .as((setting, value) -> new Statement.SetSetting(setting, value, Span.NONE)),
                RandomExpressions.names().map(setting -> new Statement.ResetSetting(setting, Span.NONE)),
                RandomExpressions.names().list().ofMaxSize(3).map(topic -> new Statement.Help(topic, Span.NONE)));
    }

    private static Arbitrary<Statement> similar() {
        Arbitrary<Clause> each = Arbitraries.oneOf(List.of(
                at(),
                on(),
                number("K"),
                number("THRESHOLD"),
                number("APART"),
                during(),
                where(),
                names(),
                with(),
                Arbitraries.of(new Clause.IncludeSelf(Span.NONE), new Clause.AcrossUnderlyings(Span.NONE))));
        return Combinators.combine(
                        subjects().list().ofMinSize(1).ofMaxSize(3), each.list().ofMaxSize(6))
                .as((subjects, clauses) -> new Statement.SimilarTo(subjects, clauses, Span.NONE));
    }

    @SafeVarargs
    @SuppressWarnings("varargs")
    private static Arbitrary<List<Clause>> of(Arbitrary<Clause>... kinds) {
        return Arbitraries.oneOf(List.of(kinds)).list().ofMaxSize(3);
    }

    private static Arbitrary<Subject> subjects() {
        Arbitrary<Stock> stocks = Arbitraries.oneOf(
                        Arbitraries.of("SPY", "BRK.B", "spy", "a \"quoted\" one", "AAPL_20240119_150_C", "^VIX"),
                        Arbitraries.of(Keywords.all()))
                .map(Stock::new);
        return Arbitraries.oneOf(
                stocks.map(stock -> new Subject(stock, Span.NONE)),
                RandomExpressions.contracts().map(contract -> new Subject(contract, Span.NONE)));
    }

    private static Arbitrary<Clause> at() {
        return days().map(day -> new Clause.At(day, Span.NONE));
    }

    private static Arbitrary<Day> days() {
        return Arbitraries.oneOf(
                RandomExpressions.days().map(date -> new Day.On(date, Span.NONE)),
                Arbitraries.of(new Day.Latest(Span.NONE), new Day.Today(Span.NONE)));
    }

    private static Arbitrary<Clause> on() {
        Arbitrary<Clause.Weighted> weighted = Combinators.combine(
                        Arbitraries.of("fused", "Greeks", "nonsense", "AUTO"),
                        numbers().optional())
                .as((modality, weight) -> new Clause.Weighted(name(modality), weight, Span.NONE));
        return weighted.list().ofMinSize(1).ofMaxSize(3).map(all -> new Clause.On(all, Span.NONE));
    }

    private static Arbitrary<Num> numbers() {
        return Arbitraries.of("0", "20", "1_000", ".5", "2%", "1e3", "-3", "-0.25")
                .map(RandomExpressions::number);
    }

    private static Arbitrary<Clause> number(String keyword) {
        return numbers().map(number -> switch (keyword) {
            case "K" -> new Clause.Limit(number, Span.NONE);
            case "THRESHOLD" -> new Clause.Threshold(number, Span.NONE);
            default -> new Clause.Apart(number, Span.NONE);
        });
    }

    private static Arbitrary<Clause> during() {
        Arbitrary<Period.End> ends = Arbitraries.oneOf(
                Arbitraries.of("2023", "2023-Q4", "2023-07", "2023-02-28")
                        .map(text -> SyntaxTrees.read("SIMILAR TO SPY DURING " + text))
                        .map(RandomStatements::end),
                days().filter(day -> !(day instanceof Day.On)).map(Period.End.Newest::new));
        Arbitrary<Period> periods = Arbitraries.oneOf(
                ends.map(end -> new Period.Single(end, Span.NONE)),
                ends.map(end -> new Period.Range(end, new Period.End.Newest(new Day.Latest(Span.NONE)), Span.NONE)),
                Combinators.combine(Arbitraries.integers().between(1, 500), Arbitraries.of(Period.Unit.class))
                        .as((count, unit) -> new Period.Back(count, unit, Span.NONE)));
        return periods.map(period -> new Clause.During(period, Span.NONE));
    }

    private static Period.End end(Statement statement) {
        Clause.During during = (Clause.During) statement.clauses().getFirst();
        return ((Period.Single) during.period()).end();
    }

    private static Arbitrary<Clause> where() {
        return RandomExpressions.conditions(2).map(condition -> new Clause.Where(condition, Span.NONE));
    }

    private static Arbitrary<Clause> names() {
        return Arbitraries.of(
                new Clause.DistinctBy(name("contract"), Span.NONE),
                new Clause.Using(name("HNSW"), Span.NONE),
                new Clause.Using(name("AUTO"), Span.NONE));
    }

    private static Arbitrary<Clause> with() {
        return Combinators.combine(RandomExpressions.names(), values())
                .as((name, value) -> new Clause.Option(name, value, Span.NONE))
                .list()
                .ofMinSize(1)
                .ofMaxSize(3)
                .map(options -> new Clause.With(options, Span.NONE));
    }

    private static Arbitrary<Value> values() {
        return Arbitraries.oneOf(
                texts(),
                Arbitraries.of("cpu", "TRUE", "K").map(text -> new Value(text, Value.Kind.WORD, Span.NONE)),
                Arbitraries.of("3", "-3", "1_000").map(text -> new Value(text, Value.Kind.NUMBER, Span.NONE)),
                RandomExpressions.days().map(day -> new Value(day.toString(), Value.Kind.DAY, Span.NONE)));
    }

    private static Arbitrary<Value> texts() {
        return Arbitraries.of("a/*.csv", "it's", "", "--", "'", "日本;")
                .map(text -> new Value(text, Value.Kind.TEXT, Span.NONE));
    }

    private static Arbitrary<Clause> format() {
        return Arbitraries.of("chains", "spy-options").map(text -> new Clause.Format(name(text), Span.NONE));
    }

    private static Arbitrary<Clause> again() {
        return Arbitraries.of(true, false).map(restart -> new Clause.Again(restart, Span.NONE));
    }

    private static Arbitrary<Clause> type() {
        return Arbitraries.of("IVF1024,PQ64", "HNSW32").map(text -> new Clause.IndexType(text, Span.NONE));
    }

    private static Arbitrary<Clause> like() {
        return Arbitraries.of("AAPL%", "it's").map(text -> new Clause.Like(text, Span.NONE));
    }

    private static Name name(String text) {
        return new Name(text, Span.NONE);
    }
}
