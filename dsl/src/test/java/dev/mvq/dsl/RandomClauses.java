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

/** Random clauses, and the lists of them that each statement may have. */
final class RandomClauses {
    private RandomClauses() {}

    static Arbitrary<List<Clause>> ofSimilar() {
        Arbitrary<Clause> each = Arbitraries.oneOf(List.of(
                at(),
                on(),
                numbers().map(k -> new Clause.Limit(k, Span.NONE)),
                numbers().map(least -> new Clause.Threshold(least, Span.NONE)),
                numbers().map(days -> new Clause.Apart(days, Span.NONE)),
                during(),
                where(),
                Arbitraries.of(
                        new Clause.DistinctBy(name("contract"), Span.NONE),
                        new Clause.Using(name("HNSW"), Span.NONE),
                        new Clause.Using(name("AUTO"), Span.NONE)),
                with(),
                asOf(),
                Arbitraries.of(
                        new Clause.IncludeSelf(Span.NONE),
                        new Clause.AllowMissing(Span.NONE),
                        new Clause.OnlyPast(Span.NONE),
                        new Clause.AcrossUnderlyings(Span.NONE))));
        return each.list().ofMaxSize(6);
    }

    static Arbitrary<List<Clause>> ofRegimes() {
        return of(
                in(),
                during(),
                numbers().map(x -> new Clause.Sensitivity(x, Span.NONE)),
                on(),
                Arbitraries.of("pelt", "HMM").map(method -> new Clause.Method(name(method), Span.NONE)));
    }

    static Arbitrary<List<Clause>> ofArbitrage() {
        return of(
                in(),
                at(),
                during(),
                numbers().map(x -> new Clause.MinSpread(x, Span.NONE)),
                numbers().map(x -> new Clause.MaxRisk(x, Span.NONE)),
                Arbitraries.of("box", "butterfly")
                        .map(RandomClauses::name)
                        .list()
                        .ofMinSize(1)
                        .ofMaxSize(2)
                        .map(kinds -> new Clause.Kinds(kinds, Span.NONE)));
    }

    static Arbitrary<List<Clause>> ofAnomalies() {
        return of(in(), at(), during(), on(), numbers().map(k -> new Clause.Limit(k, Span.NONE)));
    }

    static Arbitrary<List<Clause>> ofAnalysis() {
        return of(
                several().map(tickers -> new Clause.OfTickers(tickers, Span.NONE)),
                at(),
                during(),
                Arbitraries.of("DAY", "month", "fortnight").map(unit -> new Clause.By(name(unit), Span.NONE)));
    }

    static Arbitrary<List<Clause>> ofImport() {
        return of(
                during(),
                Arbitraries.of("chains", "spy-options").map(text -> new Clause.Format(name(text), Span.NONE)),
                with(),
                Arbitraries.of("bars", "options").map(kind -> new Clause.AsKind(name(kind), Span.NONE)));
    }

    static Arbitrary<List<Clause>> ofGenerate() {
        return of(
                several().map(subjects -> new Clause.For(subjects, Span.NONE)),
                during(),
                Arbitraries.of(true, false).map(restart -> new Clause.Again(restart, Span.NONE)),
                with(),
                texts().optional().map(master -> new Clause.Place(master, Span.NONE)),
                Arbitraries.just(new Clause.TestAfterYear(Span.NONE)));
    }

    static Arbitrary<List<Clause>> ofFullIndex() {
        return of(
                Arbitraries.of(true, false).map(restart -> new Clause.Again(restart, Span.NONE)),
                with(),
                Arbitraries.just(new Clause.TestAfterYear(Span.NONE)));
    }

    @SafeVarargs
    @SuppressWarnings("varargs")
    static Arbitrary<List<Clause>> of(Arbitrary<Clause>... kinds) {
        return Arbitraries.oneOf(List.of(kinds)).list().ofMaxSize(3);
    }

    static Arbitrary<Subject> subjects() {
        Arbitrary<Stock> stocks = Arbitraries.oneOf(
                        Arbitraries.of("SPY", "BRK.B", "spy", "a \"quoted\" one", "AAPL_20240119_150_C", "^VIX"),
                        Arbitraries.of(Keywords.all()))
                .map(Stock::new);
        return Arbitraries.oneOf(
                stocks.map(stock -> new Subject.Named(stock, Span.NONE)),
                RandomExpressions.contracts().map(contract -> new Subject.Named(contract, Span.NONE)),
                Arbitraries.of("c", "list").map(parameter -> new Subject.Parameter(parameter, Span.NONE)),
                Combinators.combine(Arbitraries.of("last", "$3", "winners"), Arbitraries.of("0", "12"))
                        .as((result, index) ->
                                new Subject.Row(name(result), RandomExpressions.number(index), Span.NONE)));
    }

    private static Arbitrary<List<Subject>> several() {
        return subjects().list().ofMinSize(1).ofMaxSize(3);
    }

    private static Arbitrary<Clause> in() {
        return subjects().list().ofMaxSize(3).map(tickers -> new Clause.In(tickers, Span.NONE));
    }

    static Arbitrary<Clause> at() {
        return days().map(day -> new Clause.At(day, Span.NONE));
    }

    private static Arbitrary<Day> days() {
        return Arbitraries.oneOf(
                RandomExpressions.days().map(date -> new Day.On(date, Span.NONE)),
                Arbitraries.of(
                        new Day.Latest(Span.NONE), new Day.Today(Span.NONE), new Day.Parameter("day", Span.NONE)));
    }

    static Arbitrary<Clause> on() {
        Arbitrary<Clause.Weighted> weighted = Combinators.combine(
                        Arbitraries.of("fused", "Greeks", "nonsense", "AUTO"),
                        numbers().optional())
                .as((modality, weight) -> new Clause.Weighted(name(modality), weight, Span.NONE));
        return weighted.list().ofMinSize(1).ofMaxSize(3).map(all -> new Clause.On(all, Span.NONE));
    }

    static Arbitrary<Num> numbers() {
        return Arbitraries.oneOf(
                Arbitraries.of("0", "20", "1_000", ".5", "2%", "1e3", "-3", "-0.25")
                        .map(RandomExpressions::number),
                Arbitraries.just(Num.parameter("k", Span.NONE)));
    }

    static Arbitrary<Clause> during() {
        Arbitrary<Period.End> ends = Arbitraries.oneOf(
                Arbitraries.of("2023", "2023-Q4", "2023-07", "2023-02-28")
                        .map(text -> SyntaxTrees.read("SIMILAR TO SPY DURING " + text))
                        .map(RandomClauses::end),
                days().filter(day -> !(day instanceof Day.On)).map(Period.End.Newest::new));
        Arbitrary<Num> counts = Arbitraries.oneOf(
                Arbitraries.of("1", "30", "500").map(RandomExpressions::number),
                Arbitraries.just(Num.parameter("n", Span.NONE)));
        Arbitrary<Period> periods = Arbitraries.oneOf(
                ends.map(end -> new Period.Single(end, Span.NONE)),
                ends.map(end -> new Period.Range(end, new Period.End.Newest(new Day.Latest(Span.NONE)), Span.NONE)),
                Combinators.combine(counts, Arbitraries.of(Period.Unit.class))
                        .as((count, unit) -> new Period.Back(count, unit, Span.NONE)));
        return periods.map(period -> new Clause.During(period, Span.NONE));
    }

    private static Period.End end(Statement statement) {
        Clause.During during = (Clause.During) statement.clauses().getFirst();
        return ((Period.Single) during.period()).end();
    }

    static Arbitrary<Clause> where() {
        return RandomExpressions.conditions(2).map(condition -> new Clause.Where(condition, Span.NONE));
    }

    static Arbitrary<Clause> asOf() {
        return Arbitraries.of(
                        new Value("g0001", Value.Kind.WORD, Span.NONE),
                        new Value("g0001-a", Value.Kind.TEXT, Span.NONE))
                .map(generation -> new Clause.AsOf(generation, Span.NONE));
    }

    static Arbitrary<Clause> with() {
        return Combinators.combine(RandomExpressions.names(), values())
                .as((name, value) -> new Clause.Option(name, value, Span.NONE))
                .list()
                .ofMinSize(1)
                .ofMaxSize(3)
                .map(options -> new Clause.With(options, Span.NONE));
    }

    static Arbitrary<Value> values() {
        return Arbitraries.oneOf(
                texts(),
                Arbitraries.of("cpu", "TRUE", "K").map(text -> new Value(text, Value.Kind.WORD, Span.NONE)),
                Arbitraries.of("3", "-3", "1_000").map(text -> new Value(text, Value.Kind.NUMBER, Span.NONE)),
                RandomExpressions.days().map(day -> new Value(day.toString(), Value.Kind.DAY, Span.NONE)));
    }

    static Arbitrary<Value> texts() {
        return Arbitraries.oneOf(
                Arbitraries.of("a/*.csv", "it's", "", "--", "'", "日本;")
                        .map(text -> new Value(text, Value.Kind.TEXT, Span.NONE)),
                Arbitraries.just(new Value("path", Value.Kind.PARAMETER, Span.NONE)));
    }

    static Arbitrary<Clause> type() {
        return texts().map(text -> new Clause.IndexType(text, Span.NONE));
    }

    static Arbitrary<Clause> like() {
        return texts().map(text -> new Clause.Like(text, Span.NONE));
    }

    static Arbitrary<Clause> ofSource() {
        return Arbitraries.of("contracts", "last", "$3").map(source -> new Clause.OfSource(name(source), Span.NONE));
    }

    static Name name(String text) {
        return new Name(text, Span.NONE);
    }
}
