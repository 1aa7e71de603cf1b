package dev.mvq.dsl.ask;

import dev.mvq.dsl.ask.Meaning.Condition;
import dev.mvq.dsl.ask.Meaning.Lead;
import dev.mvq.dsl.ask.Meaning.Option;
import dev.mvq.dsl.ask.Meaning.Result;
import dev.mvq.dsl.ask.Meaning.Scope;
import dev.mvq.dsl.ask.Meaning.Tag;
import dev.mvq.dsl.ask.Meaning.Ticker;
import dev.mvq.dsl.ask.Meaning.When;
import dev.mvq.dsl.diagnostic.Span;
import dev.mvq.dsl.syntax.Clause;
import dev.mvq.dsl.syntax.Expression;
import dev.mvq.dsl.syntax.Expression.Comparison;
import dev.mvq.dsl.syntax.Stage;
import dev.mvq.dsl.syntax.Statement;
import dev.mvq.dsl.syntax.Subject;
import dev.mvq.runtime.market.Contract;
import dev.mvq.runtime.market.Stock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** SIMILAR TO with all its clauses. */
final class SimilarComposer {
    private static final Span NONE = Span.NONE;
    private static final Map<String, String> DISTINCT =
            Map.of("perdate", "date", "perunderlying", "underlying", "percontract", "contract");

    /** What a contract's name says of it. */
    private static final Set<String> KNOWN_OF_CONTRACT = Set.of("strike", "expiry", "type", "underlying");

    private final Slots slots;
    private final Rows rows;
    private final Days days;
    private final List<Word> words;
    private final List<Clause> clauses = new ArrayList<>();
    private final List<Expression> terms = new ArrayList<>();

    SimilarComposer(Slots slots, Days days, List<Word> words) {
        this.slots = slots;
        this.rows = new Rows(slots, days);
        this.words = words;
        this.days = days;
    }

    Optional<Draft> draft() {
        if (!isAsked()) {
            return Optional.empty();
        }
        int subjectPlace = slots.place(meaning -> meaning instanceof Option || meaning instanceof Ticker);
        List<Subject> subjects = subjects();
        boolean counted = slots.has("AGGREGATE", "count");
        slots.take("INTENT", "similar");
        boolean ofThese = new HowMany(slots, words).areOfThese();
        days(subjectPlace, subjects, ofThese);
        modalities(slots).ifPresent(clauses::add);
        same(subjects);
        terms.addAll(rows.conditions());
        others();
        List<Stage> stages = new ArrayList<>();
        if (!terms.isEmpty() && ofThese) {
            stages.add(new Stage.Where(terms.size() == 1 ? terms.getFirst() : Tree.and(terms), NONE));
            terms.clear();
        }
        stages.addAll(counted ? counts() : List.of());
        stages.addAll(sorted());
        new ChosenColumns(slots).stage().ifPresent(stages::add);
        stages.addAll(rows.closing());
        HowMany many = new HowMany(slots, words);
        clauses.addAll(many.clauses());
        terms.addAll(many.terms());
        flags();
        if (!terms.isEmpty()) {
            clauses.add(Tree.where(terms));
        }
        Statement similar = new Statement.SimilarTo(subjects, clauses, NONE);
        return Optional.of(new Draft(Rows.piped(similar, stages), slots, 1));
    }

    /** Whether neighbours are asked for, by a word, a bound of similarity or a count beside a contract. */
    private boolean isAsked() {
        boolean scored = slots.mentions().stream()
                .anyMatch(mention -> mention.meanings().getFirst() instanceof Condition condition
                        && condition.column().equals("similarity"));
        boolean counting = slots.hasAny(Option.class)
                && (slots.mentions().stream()
                                .flatMap(mention -> mention.meanings().stream())
                                .anyMatch(meaning -> meaning instanceof Meaning.Slot slot
                                        && slot.name().equals("k"))
                        || slots.has("SLOT", "k"));
        return slots.intent("similar") || scored || counting;
    }

    /** What answers are to share with the contract that is asked about. */
    private void same(List<Subject> subjects) {
        boolean contract = subjects.size() == 1
                && subjects.getFirst() instanceof Subject.Named named
                && named.instrument() instanceof Contract;
        if (!contract) {
            return;
        }
        Contract of = (Contract) ((Subject.Named) subjects.getFirst()).instrument();
        List<String> shared = new ArrayList<>(
                slots.takeAll(Meaning.Same.class, each -> KNOWN_OF_CONTRACT.contains(each.column())).stream()
                        .map(Meaning.Same::column)
                        .toList());
        if (slots.take("FLAG", "own")) {
            shared.add("underlying");
        }
        for (String column : shared) {
            terms.add(
                    switch (column) {
                        case "strike" -> Tree.equal("strike", Tree.num(of.strikeThousandths() / 1000.0));
                        case "expiry" -> Tree.equal("expiry", Tree.date(of.expiry()));
                        case "type" ->
                            Tree.equal(
                                    "type", Tree.str(String.valueOf(of.right().letter())));
                        default -> Tree.equal("underlying", Tree.str(of.root()));
                    });
        }
    }

    private boolean isTwice() {
        for (int at = 0; at + 1 < words.size(); at++) {
            int next = Words.skip(words, at + 1, "of", "the", "all", "to");
            if (words.get(at).is("neighbours", "neighbors", "lookalikes", "matches", "analogs", "analogues")
                    && Words.is(words, next, words.get(at).lower())) {
                return true;
            }
        }
        return false;
    }

    private List<Subject> subjects() {
        if (isTwice()) {
            throw new Declined("neighbours of neighbours are not asked for at once", "SIMILAR TO last[0]");
        }
        List<Option> options = slots.takeAll(Option.class);
        if (!options.isEmpty()) {
            return options.stream()
                    .map(each -> Tree.subject(each.contract()))
                    .distinct()
                    .toList();
        }
        List<Result> results = slots.takeAll(Result.class);
        if (!results.isEmpty()) {
            Result result = results.getFirst();
            if (result.row() < 0) {
                throw new Declined("which row of " + result.name() + "?", "SIMILAR TO " + result.name() + "[0]");
            }
            return List.of(Tree.row(result.name(), result.row()));
        }
        if (isBetween()) {
            throw new Declined("which of the two is like the other?", "COMPARE SPY WITH QQQ");
        }
        List<String> tickers = rows.tickers();
        if (tickers.isEmpty()) {
            throw new Declined("similar to what? A contract or a ticker is missing", "SIMILAR TO AAPL_20240119_150_C");
        }
        boolean contract = slots.has("RIGHT")
                || (slots.has("NOUN", "contracts") && !slots.has("COLUMN", "underlying"))
                || slots.hasAny(Meaning.Leg.class);
        if (contract) {
            throw new Declined(
                    "which contract of " + tickers.getFirst() + "? Its strike, expiry or right is missing",
                    "SIMILAR TO " + tickers.getFirst());
        }
        return Tree.stocks(tickers);
    }

    /** {@code is SPY like QQQ}: stocks on both sides are no list of which others are like the mean. */
    private boolean isBetween() {
        int first = slots.place(Ticker.class::isInstance);
        int like = slots.place(meaning -> isTag(meaning, "INTENT", "similar"));
        long behind = slots.mentions().stream()
                .skip(like)
                .filter(mention -> mention.meanings().getFirst() instanceof Ticker)
                .count();
        return first < like && behind > 0;
    }

    /** A day behind the subject dates it, any other days bound the answers. */
    private void days(int subjectPlace, List<Subject> subjects, boolean ofThese) {
        List<When> rest = new ArrayList<>();
        boolean dated = false;
        for (int at = 0; at < slots.mentions().size(); at++) {
            if (slots.mentions().get(at).meanings().getFirst() instanceof When when && when.scope() != Scope.NOW) {
                rows.past(when);
                boolean day = when.scope() == Scope.TODAY
                        || (when.scope() == Scope.DAY && (when.lead() == Lead.AT || when.lead() == Lead.NONE));
                boolean like =
                        at > 0 && isTag(slots.mentions().get(at - 1).meanings().getFirst(), "INTENT", "similar");
                boolean single = when.first().equals(when.last()) && when.scope() != Scope.BEFORE;
                boolean named = when.scope() != Scope.BACK && when.scope() != Scope.BEFORE && isNamed(at);
                if (like
                        && !dated
                        && named
                        && !single
                        && subjects.getFirst() instanceof Subject.Named stock
                        && stock.instrument() instanceof Stock) {
                    throw new Declined(
                            "alike to which day of " + when.first() + " .. " + when.last() + "?", "AT " + when.last());
                }
                if (ofThese && at > subjectPlace && !single) {
                    terms.add(Rows.dated(when));
                    continue;
                }
                boolean another = dated && day && when.scope() == Scope.DAY && when.lead() != Lead.IN;
                if (another) {
                    throw new Declined("on which of the two days?", "AT " + when.first());
                }
                if (!dated && ((like && single) || (day && at > subjectPlace))) {
                    clauses.add(Tree.at(when));
                    dated = true;
                } else {
                    rest.add(when);
                }
            }
        }
        slots.takeAll(When.class);
        bounded(rest);
    }

    private void bounded(List<When> rest) {
        List<When> before =
                rest.stream().filter(each -> each.scope() == Scope.BEFORE).toList();
        List<When> since = rest.stream()
                .filter(each -> each.scope() == Scope.PERIOD && each.last().equals(days.today()))
                .toList();
        boolean closed = before.size() == 1
                && since.size() == 1
                && rest.size() == 2
                && since.getFirst().first().isBefore(before.getFirst().first());
        if (closed) {
            clauses.add(Tree.during(days.period(
                    since.getFirst().first(), before.getFirst().first().minusDays(1))));
            return;
        }
        before.forEach(each -> terms.add(Tree.compare(Tree.column("date"), Comparison.LESS, Tree.date(each.first()))));
        List<When> periods = rest.stream()
                .filter(each -> each.scope() != Scope.BEFORE)
                .distinct()
                .toList();
        boolean apart = before.stream()
                .anyMatch(end -> periods.stream().anyMatch(each -> !each.first().isBefore(end.first())));
        if (apart) {
            throw new Declined("no day lies before " + before.getFirst().first() + " and after it", "");
        }
        Rows.narrowest(periods, "two periods were named, and DURING takes one")
                .ifPresent(each -> clauses.add(Tree.during(each)));
    }

    /** Modalities that are asked for, or AUTO. */
    static Optional<Clause> modalities(Slots slots) {
        List<Clause.Weighted> weighted = new ArrayList<>();
        boolean shared = slots.hasAny(Meaning.Share.class);
        if (slots.take("FLAG", "auto")) {
            weighted.add(new Clause.Weighted(Tree.name("AUTO"), Optional.empty(), NONE));
            return Optional.of(new Clause.On(weighted, NONE));
        }
        List<Meaning.Share> shares = slots.takeAll(Meaning.Share.class);
        for (Meaning.Share share : shares) {
            weighted.add(weighted(share.modality(), Optional.of(share.weight())));
        }
        for (String modality : slots.take("MODALITY")) {
            if (modality.equals("every")) {
                for (String each : List.of("price", "greeks", "microstructure", "technical", "fused")) {
                    weighted.add(weighted(each, Optional.empty()));
                }
            } else if (shares.stream().noneMatch(share -> share.modality().equals(modality))) {
                weighted.add(weighted(modality, shared ? Optional.of(1.0) : Optional.empty()));
            }
        }
        return weighted.isEmpty() ? Optional.empty() : Optional.of(new Clause.On(weighted, NONE));
    }

    private static Clause.Weighted weighted(String modality, Optional<Double> weight) {
        return new Clause.Weighted(Tree.name(modality), weight.map(Tree::number), NONE);
    }

    /** Tickers beside a contract say where to look. */
    private void others() {
        List<String> among = rows.tickers();
        if (!among.isEmpty()) {
            terms.add(Tree.among("underlying", among, false));
        }
    }

    private void flags() {
        DISTINCT.forEach((flag, column) -> {
            if (slots.take("FLAG", flag)) {
                clauses.add(new Clause.DistinctBy(Tree.name(column), NONE));
            }
        });
        if (slots.take("FLAG", "self")) {
            clauses.add(new Clause.IncludeSelf(NONE));
        }
        if (slots.take("FLAG", "missing")) {
            clauses.add(new Clause.AllowMissing(NONE));
        }
        if (slots.take("FLAG", "across")) {
            clauses.add(new Clause.AcrossUnderlyings(NONE));
        }
        if (slots.take("FLAG", "past")) {
            clauses.add(new Clause.OnlyPast(NONE));
        }
        for (String index : List.of("exact", "ivf", "hnsw", "autoindex")) {
            if (slots.take("FLAG", index)) {
                clauses.add(new Clause.Using(
                        Tree.name(index.equals("autoindex") ? "AUTO" : index.toUpperCase(Locale.ROOT)), NONE));
            }
        }
        List<Meaning.Slot> tuned = slots.takeAll(
                Meaning.Slot.class, slot -> List.of("nprobe", "ef", "refine").contains(slot.name()));
        if (!tuned.isEmpty()) {
            clauses.add(Tree.with(tuned));
        }
        slots.take("FLAG", "everywhere");
    }

    private List<Stage> counts() {
        Statistics.countable(words);
        slots.take("AGGREGATE", "count");
        Optional<String> by = slots.takeFirst("COLUMN");
        Expression count = Tree.call("count", Tree.everything());
        List<Stage> stages = new ArrayList<>();
        if (by.isEmpty()) {
            stages.add(new Stage.Stats(List.of(Tree.named(count, "n")), List.of(), NONE));
            return stages;
        }
        stages.add(new Stage.Stats(List.of(Tree.named(count, "n")), List.of(Tree.named(Tree.column(by.get()))), NONE));
        stages.add(Tree.sort("n", true));
        return stages;
    }

    private List<Stage> sorted() {
        List<Stage> stages = new ArrayList<>();
        for (String order : slots.take("ORDER")) {
            if (order.equals("? by") && words.stream().anyMatch(word -> word.is("group", "grouped"))) {
                throw new Declined("what is asked of each group?", "| STATS count(*) BY underlying");
            }
            String column = order.equals("? by")
                    ? slots.takeBehind(order).orElse("")
                    : order.startsWith("?") ? slots.takeFigure().orElse("") : order.split(" ", -1)[0];
            if (!column.isEmpty()) {
                stages.add(Tree.sort(column, order.endsWith("desc")));
            }
        }
        return stages;
    }

    /** An event is named, rather than days that answers are to lie in. */
    private boolean isNamed(int at) {
        return !Words.is(words, slots.mentions().get(at).from(), "in", "during", "over", "since", "from", "within");
    }

    static boolean isTag(Meaning meaning, String kind) {
        return meaning instanceof Tag tag && tag.kind().equals(kind);
    }

    private static boolean isTag(Meaning meaning, String kind, String value) {
        return meaning.equals(new Tag(kind, value));
    }
}
