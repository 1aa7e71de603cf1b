package dev.mvq.dsl.ask;

import dev.mvq.dsl.ask.Meaning.Amount;
import dev.mvq.dsl.ask.Meaning.Condition;
import dev.mvq.dsl.ask.Meaning.Scope;
import dev.mvq.dsl.ask.Meaning.When;
import dev.mvq.dsl.diagnostic.Span;
import dev.mvq.dsl.syntax.Clause;
import dev.mvq.dsl.syntax.Expression;
import dev.mvq.dsl.syntax.Expression.Comparison;
import dev.mvq.dsl.syntax.Name;
import dev.mvq.dsl.syntax.Stage;
import dev.mvq.dsl.syntax.Statement;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** FIND REGIME CHANGES, ARBITRAGE and ANOMALIES, and ANALYZE. */
final class AnalysisComposer {
    private static final Span NONE = Span.NONE;

    /** Patterns of implied volatility, which need not say so. */
    private static final Set<String> OF_VOLATILITY =
            Set.of("implied_vs_realized", "term_structure", "skew", "volatility_smile");

    private final Slots slots;
    private final Rows rows;
    private final Optional<LocalDate> firstDay;
    private final List<Clause> clauses = new ArrayList<>();

    AnalysisComposer(Slots slots, Days days, Optional<LocalDate> firstDay) {
        this.slots = slots;
        this.rows = new Rows(slots, days);
        this.firstDay = firstDay;
    }

    Optional<Draft> regimes() {
        slots.take("INTENT", "analyze");
        boolean named = slots.take("INTENT", "regimes");
        boolean method = slots.has("METHOD") && !slots.has("INTENT") && slots.take("BREAK", "break");
        if (!named && !method) {
            return Optional.empty();
        }
        if (named) {
            // What changes here is the regime: nothing else is set against it.
            slots.take("INTENT", "compare");
        }
        boolean market = slots.take("FLAG", "market");
        in(market);
        rows.when().ifPresent(when -> clauses.add(Tree.during(rows.bounded(when, firstDay))));
        slots.slot("sensitivity").ifPresent(each -> clauses.add(new Clause.Sensitivity(Tree.number(each), NONE)));
        slots.takeFirst("METHOD").ifPresent(each -> clauses.add(new Clause.Method(Tree.name(each), NONE)));
        SimilarComposer.modalities(slots).ifPresent(clauses::add);
        return done(new Statement.FindRegimeChanges(clauses, NONE), 1);
    }

    Optional<Draft> arbitrage() {
        slots.take("INTENT", "analyze");
        boolean named = slots.take("INTENT", "arbitrage");
        boolean broken = slots.has("KIND") && (slots.take("BREAK", "break") || !slots.has("PATTERN"));
        if (!named && !broken) {
            return Optional.empty();
        }
        List<Name> kinds = slots.take("KIND").stream().map(Tree::name).toList();
        in(false);
        atOrDuring();
        minSpread();
        slots.slot("maxrisk").ifPresent(each -> clauses.add(new Clause.MaxRisk(Tree.number(each), NONE)));
        if (kinds.size() > 1) {
            slots.take("JOIN");
        }
        if (!kinds.isEmpty()) {
            clauses.add(new Clause.Kinds(kinds, NONE));
        }
        return done(new Statement.FindArbitrage(clauses, NONE), named ? 1.1 : 1);
    }

    private void minSpread() {
        List<Double> least = new ArrayList<>();
        slots.slot("minspread").ifPresent(least::add);
        slots.takeAll(
                        Condition.class,
                        each -> List.of("mid", "spread").contains(each.column()) && isFromBelow(each.expression()))
                .forEach(each -> least.add(each.bound()));
        if (!least.isEmpty()) {
            slots.take("SLOT", "minspread");
        }
        least.stream().findFirst().ifPresent(each -> clauses.add(new Clause.MinSpread(Tree.number(each), NONE)));
    }

    private static boolean isFromBelow(Expression expression) {
        return expression instanceof Expression.Compared compared
                && (compared.comparison() == Comparison.GREATER || compared.comparison() == Comparison.GREATER_EQUAL);
    }

    Optional<Draft> anomalies() {
        slots.take("FLAG", "strongest");
        slots.take("INTENT", "analyze");
        if (!slots.take("INTENT", "anomalies")) {
            return Optional.empty();
        }
        in(false);
        atOrDuring();
        SimilarComposer.modalities(slots).ifPresent(clauses::add);
        slots.slot("k").ifPresent(each -> clauses.add(new Clause.Limit(Tree.number(each), NONE)));
        slots.takeAll(Amount.class, Amount::isWhole).stream()
                .findFirst()
                .ifPresent(each -> clauses.add(new Clause.Limit(Tree.number(each.value()), NONE)));
        slots.take("ORDER");
        return done(new Statement.FindAnomalies(clauses, NONE), 1);
    }

    Optional<Draft> analyze() {
        slots.take("INTENT", "analyze");
        Optional<String> pattern = slots.takeFirst("PATTERN");
        if (pattern.isEmpty() || slots.has("AGGREGATE")) {
            return Optional.empty();
        }
        boolean surface = pattern.get().equals("surface");
        String named = surface ? "volatility_smile" : pattern.get();
        if (named.equals("skew") || named.equals("put_call_parity")) {
            slots.take("RIGHT");
        }
        if (OF_VOLATILITY.contains(named)) {
            slots.take("COLUMN", "iv");
        }
        List<String> tickers = rows.tickers();
        if (!tickers.isEmpty()) {
            clauses.add(new Clause.OfTickers(Tree.stocks(tickers), NONE));
        }
        Optional<When> when = rows.when();
        when.ifPresent(each -> clauses.add(Tree.during(rows.bounded(each, firstDay))));
        slots.takeFirst("UNIT").ifPresent(each -> clauses.add(new Clause.By(Tree.name(each), NONE)));
        boolean day = when.filter(each -> each.first().equals(each.last())).isPresent();
        if (tickers.isEmpty() && !day) {
            throw new Declined("the " + named + " of which ticker?", "ANALYZE " + named + " OF SPY");
        }
        boolean plot = slots.intent("plot");
        List<Stage> stages = plotted(rows.closing(), named, plot, surface);
        return done(Rows.piped(new Statement.Analyze(Tree.name(named), clauses, NONE), stages), 1);
    }

    private static List<Stage> plotted(List<Stage> closing, String pattern, boolean plot, boolean surface) {
        List<Stage> stages = new ArrayList<>();
        Optional<String> own = surface
                ? Optional.of("surface")
                : pattern.equals("volatility_smile") && plot ? Optional.of("smile") : Optional.empty();
        boolean drawn = false;
        for (Stage stage : closing) {
            if (stage instanceof Stage.Plot drawing) {
                stages.add(new Stage.Plot(drawing.kind().or(() -> own.map(Tree::name)), drawing.file(), NONE));
                drawn = true;
            } else {
                stages.add(stage);
            }
        }
        if (surface && !drawn) {
            stages.addFirst(Tree.plot(own, Optional.empty()));
        }
        return stages;
    }

    private void in(boolean market) {
        List<String> tickers = rows.tickers();
        boolean everywhere = slots.take("FLAG", "everywhere");
        if (!tickers.isEmpty() || (market && !everywhere)) {
            clauses.add(new Clause.In(Tree.stocks(tickers), NONE));
        }
    }

    private void atOrDuring() {
        rows.when().ifPresent(when -> {
            boolean day = when.scope() == Scope.DAY || when.scope() == Scope.TODAY;
            clauses.add(day ? Tree.at(when) : Tree.during(rows.bounded(when, firstDay)));
        });
    }

    private Optional<Draft> done(Statement statement, double likeness) {
        List<Stage> closing = new ArrayList<>();
        slots.takeBehind("? by").ifPresent(column -> {
            boolean down = slots.take("ORDER", "? desc");
            closing.add(Tree.sort(column, down));
        });
        closing.addAll(rows.closing());
        return Optional.of(new Draft(Rows.piped(statement, closing), slots, likeness));
    }
}
