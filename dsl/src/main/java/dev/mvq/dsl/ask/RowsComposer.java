package dev.mvq.dsl.ask;

import dev.mvq.dsl.ask.Meaning.Expires;
import dev.mvq.dsl.ask.Meaning.Lead;
import dev.mvq.dsl.ask.Meaning.Result;
import dev.mvq.dsl.ask.Meaning.Scope;
import dev.mvq.dsl.ask.Meaning.When;
import dev.mvq.dsl.diagnostic.Span;
import dev.mvq.dsl.syntax.Clause;
import dev.mvq.dsl.syntax.Expression;
import dev.mvq.dsl.syntax.Stage;
import dev.mvq.dsl.syntax.Statement;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** FROM and its stages: contracts, bars, embeddings and results. */
final class RowsComposer {
    private static final Span NONE = Span.NONE;

    /** Years that contracts are listed ahead, at most. */
    private static final int LONGEST = 4;

    /** What a relative pronoun may stand for. */
    private static final String[] NAMED =
            "options contracts puts calls option contract put call ones those stocks days".split(" ", -1);

    /** Words of a question that only names a contract. */
    private static final int SHORT = 5;

    private final Slots slots;
    private final Days days;
    private final Rows rows;
    private final Optional<LocalDate> firstDay;
    private final List<Word> words;
    private boolean bothRights;
    private boolean ofBars;
    private boolean ofResult;
    private final List<Expression> terms = new ArrayList<>();
    private final List<Stage> stages = new ArrayList<>();

    RowsComposer(Slots slots, Days days, Optional<LocalDate> firstDay, List<Word> words) {
        this.slots = slots;
        this.days = days;
        this.rows = new Rows(slots, days);
        this.firstDay = firstDay;
        this.words = words;
    }

    Optional<Draft> draft() {
        List<Result> results = slots.hasAny(Result.class) ? slots.takeAll(Result.class) : List.of();
        Optional<String> result = results.stream().map(Result::name).findFirst();
        boolean named = result.isPresent();
        if (result.isEmpty() && (refers() || isKept()) && refersBack()) {
            slots.take("RESULT");
            result = Optional.of("last");
        }
        if (result.isEmpty() && !asksForRows()) {
            return Optional.empty();
        }
        String source = result.orElse(slots.has("NOUN", "bars") || barColumn() || ofStock() ? "bars" : "contracts");
        ofBars = source.equals("bars");
        ofResult = result.isPresent();
        Optional<Stage> keep =
                result.isPresent() ? new ChosenColumns(slots).stage().or(() -> kept(true)) : Optional.empty();
        slots.take("NOUN");
        List<Clause> clauses = new ArrayList<>(source(source, result.isPresent()));
        boolean everything = !result.isPresent() && terms.stream().allMatch(RowsComposer::isRight);
        boolean single = terms.size() == 1
                && terms.getFirst() instanceof Expression.Compared compared
                && compared.right() instanceof Expression.ContractName;
        if (!terms.isEmpty()) {
            clauses.add(Tree.where(terms));
        }
        shape(source);
        keep.ifPresent(stages::add);
        stages.addAll(rows.closing());
        if (result.isPresent() && stages.isEmpty() && terms.isEmpty() && !named) {
            return Optional.empty();
        }
        if (isNothing(everything, single)) {
            return Optional.empty();
        }
        slots.take("INTENT", "list");
        slots.take("INTENT", "save");
        slots.take("AMONG");
        Statement from = new Statement.From(Tree.name(source), clauses, NONE);
        return Optional.of(new Draft(Rows.piped(from, stages), slots, 0.95));
    }

    /** Figures, order and columns of the rows. */
    private void shape(String source) {
        Optional<Stage.Stats> statistics = new Statistics(slots, words, ofBars, bothRights).stage();
        statistics.ifPresent(stages::add);
        boolean aggregated = statistics.isPresent();
        if (!aggregated
                && source.equals("contracts")
                && slots.hasColumn(words, false)
                && (!slots.has("PATTERN") || slots.has("RIGHT") || slots.has("NOUN"))) {
            listed();
        }
        boolean underlyings = !aggregated && source.equals("contracts") && PerUnderlying.isAsked(words);
        if (underlyings) {
            slots.take("COLUMN", "underlying");
        }
        List<Stage> ordered = new Ordering(slots, words, ofBars, ofResult).stages(statistics);
        stages.addAll(underlyings ? PerUnderlying.of(ordered) : ordered);
        topped();
        if (source.equals("bars") && !aggregated) {
            slots.take("UNIT", "DAY");
            new ChosenColumns(slots).stage().ifPresent(stages::add);
            slots.takeFirst("COLUMN")
                    .filter(each -> !each.equals("date"))
                    .ifPresent(each -> stages.add(new Stage.Keep(List.of(Tree.name("date"), Tree.name(each)), NONE)));
        }
        if (!aggregated && source.equals("contracts")) {
            kept(false).ifPresent(stages::add);
        }
    }

    private void topped() {
        boolean top = slots.mentions().stream()
                .anyMatch(mention -> mention.meanings().contains(new Meaning.Tag("SLOT", "k"))
                        && Words.is(words, mention.from(), "top", "best"));
        if (top && stages.isEmpty()) {
            throw new Declined("the top by which column?", "| SORT BY volume DESC | LIMIT 10");
        }
    }

    /** Whether no rows are asked for after all: a contract alone is described. */
    private boolean isNothing(boolean everything, boolean single) {
        if (everything
                && stages.stream().noneMatch(each -> each instanceof Stage.Stats || each instanceof Stage.Sort)) {
            throw new Declined(
                    "which contracts? A ticker or a condition is missing", "FROM contracts WHERE underlying = 'SPY'");
        }
        boolean orderedAlone = single
                && stages.stream().anyMatch(each -> each instanceof Stage.Sort || each instanceof Stage.Limit)
                && !ofContract();
        boolean one = stages.isEmpty()
                && terms.size() <= 2
                && words.size() <= SHORT
                && Words.is(words, words.size() - 1, "call", "put")
                && words.stream().anyMatch(word -> word.is("the"));
        if (one) {
            throw new Declined("which contract? Its strike and expiry are missing", "DESCRIBE AAPL_20240119_150_C");
        }
        return orderedAlone || (single && stages.isEmpty() && !ofContract());
    }

    /** {@code the iv of SPY calls by expiry}: figures of each contract, beside what they go by. */
    private void listed() {
        boolean by = slots.has("ORDER", "? by") && slots.hasColumn(words, true);
        boolean other = slots.has("ORDER", "? asc") || slots.has("ORDER", "? desc") || Ordering.isSortOnly(words);
        boolean top = words.stream().anyMatch(word -> word.is("top"));
        if (by && !other && !top && slots.leftOver().stream().anyMatch(RowsComposer::isColumn)) {
            slots.take("ORDER", "? by");
            List<String> columns = new ArrayList<>(List.of("contract"));
            slots.takeColumn(words, true).ifPresent(columns::add);
            columns.addAll(slots.takeColumnsNamed());
            stages.add(
                    new Stage.Keep(columns.stream().distinct().map(Tree::name).toList(), NONE));
        }
    }

    /** Columns that are asked for and serve nothing else: {@code only contract and iv of the last result}. */
    private Optional<Stage> kept(boolean result) {
        boolean only = words.stream().anyMatch(word -> word.is("only", "keep", "just", "columns", "column"));
        boolean used = result && (slots.has("ORDER") || slots.has("AGGREGATE") || slots.hasAny(Meaning.Slot.class));
        boolean pattern = !result
                && slots.has("PATTERN")
                && !slots.has("RIGHT")
                && !slots.has("NOUN")
                && !slots.hasAny(Meaning.Condition.class);
        if (pattern) {
            return Optional.empty();
        }
        boolean asked = result ? only && !used : slots.leftOver().stream().anyMatch(RowsComposer::isColumn);
        if (!asked) {
            return Optional.empty();
        }
        List<String> columns = new ArrayList<>(slots.takeColumnsNamed());
        if (columns.isEmpty()) {
            return Optional.empty();
        }
        if (!result && ofContract()) {
            columns.addFirst("date");
        } else if (!result && !columns.contains("contract")) {
            columns.addFirst("contract");
        }
        return Optional.of(
                new Stage.Keep(columns.stream().distinct().map(Tree::name).toList(), NONE));
    }

    private static boolean isColumn(Mention mention) {
        return mention.meanings().stream()
                .anyMatch(meaning ->
                        meaning instanceof Meaning.Tag tag && tag.kind().equals("COLUMN"));
    }

    private static boolean isRight(Expression term) {
        return term instanceof Expression.Compared compared
                && compared.left() instanceof Expression.Column column
                && column.name().lower().equals("type");
    }

    /** A word such as "those", but no relative pronoun: {@code options that nobody traded}. */
    private boolean refers() {
        return slots.mentions().stream()
                .filter(mention -> mention.meanings().stream()
                        .anyMatch(meaning ->
                                meaning instanceof Meaning.Tag tag && tag.kind().equals("RESULT")))
                .anyMatch(mention ->
                        mention.length() > 1 || !words.get(mention.from()).is("that") || !isRelative(mention.from()));
    }

    /** {@code options with some volume that nobody traded}: a pronoun, where contracts or days are named before it. */
    private boolean isRelative(int at) {
        boolean behind = Words.is(
                words, at - 1, "of", "from", "in", "save", "store", "export", "plot", "write", "sort", "filter",
                "with");
        return at > 0 && !behind && words.subList(0, at).stream().anyMatch(word -> word.is(NAMED));
    }

    /** {@code save it}: nothing else is named that could be kept. */
    private boolean isKept() {
        return (slots.intent("save") || slots.intent("plot")) && !slots.has("NOUN") && !slots.has("PATTERN");
    }

    private boolean refersBack() {
        boolean named = slots.mentions().stream()
                .filter(mention -> mention.meanings().contains(new Meaning.Tag("RESULT", "last")))
                .anyMatch(mention -> mention.length() > 1
                        && words.subList(mention.from(), mention.to()).stream()
                                .anyMatch(word -> word.is("result", "results", "rows", "answer", "hits")));
        return named
                || slots.mentions().stream()
                        .noneMatch(mention -> mention.meanings().getFirst() instanceof Meaning.Ticker
                                || mention.meanings().getFirst() instanceof Meaning.Option);
    }

    /** {@code average volume of TSLA stock}: shares and no options. */
    private boolean ofStock() {
        boolean options = slots.has("RIGHT")
                || slots.has("MONEYNESS")
                || slots.has("TENOR")
                || slots.hasAny(Expires.class)
                || words.stream().anyMatch(word -> word.is("option", "options", "contract", "contracts", "chain"));
        boolean volume = slots.has("COLUMN", "volume")
                || slots.has("ORDER", "volume desc")
                || slots.mentions().stream()
                        .anyMatch(mention -> mention.meanings().getFirst() instanceof Meaning.Condition condition
                                && condition.column().equals("volume"));
        return !options && volume && (words.stream().anyMatch(word -> word.is("stock", "shares", "share")) || ofDays());
    }

    /** {@code days when …}: days of a stock are asked for. */
    private boolean ofDays() {
        for (int at = 0; at + 1 < words.size(); at++) {
            if (Words.is(words, at, "volume") && Words.is(words, at + 1, "day", "days")) {
                return true;
            }
            if (Words.is(words, at, "days", "sessions")
                    && Words.is(words, at + 1, "when", "where", "that", "which", "with", "on")) {
                return true;
            }
        }
        return Words.is(words, 0, "when");
    }

    /** {@code iv of AAPL_20240119_150_C over the last week}: its figures of more days than one. */
    private boolean ofContract() {
        return slots.hasAny(Meaning.Option.class)
                && slots.has("COLUMN")
                && !slots.has("RIGHT")
                && !slots.has("INTENT", "compare")
                && slots.mentions().stream()
                        .flatMap(mention -> mention.meanings().stream())
                        .anyMatch(meaning ->
                                meaning instanceof When when && !when.first().equals(when.last()));
    }

    private boolean barColumn() {
        Set<String> columns = Set.of("close", "open", "high", "low");
        return List.of("close", "high", "low").stream().anyMatch(each -> slots.has("COLUMN", each))
                || slots.mentions().stream()
                        .anyMatch(mention -> mention.meanings().getFirst() instanceof Meaning.Condition condition
                                && columns.contains(condition.column()));
    }

    private boolean asksForRows() {
        boolean contracts = slots.has("RIGHT") || slots.has("NOUN") || slots.has("TOPIC", "CONTRACTS");
        boolean limits = slots.hasAny(Meaning.Condition.class)
                || slots.has("MONEYNESS")
                || slots.hasAny(Expires.class)
                || slots.hasAny(Meaning.Not.class)
                || slots.hasAny(Meaning.Away.class)
                || slots.has("TENOR");
        boolean figures = slots.has("COLUMN") && (slots.has("AGGREGATE") || slots.has("ORDER"));
        boolean vectors = slots.has("NOUN", "embeddings") && !slots.has("NOUN", "contracts") && !slots.has("RIGHT");
        return !vectors && (contracts || limits || figures || barColumn() || ofStock() || ofContract());
    }

    private List<Clause> source(String source, boolean result) {
        boolean bars = source.equals("bars");
        List<Expression> pairs = bars ? List.of() : rows.pairs();
        if (!pairs.isEmpty()) {
            terms.add(new Expression.Or(pairs, NONE));
        }
        List<String> tickers = rows.tickers();
        if (!tickers.isEmpty()) {
            terms.add(Tree.among(bars ? "ticker" : "underlying", tickers, false));
        }
        List<Meaning.Option> options = slots.takeAll(Meaning.Option.class);
        if (!options.isEmpty() && slots.has("RIGHT")) {
            throw new Declined(
                    "what is asked of " + options.getFirst().contract() + "?",
                    "DESCRIBE " + options.getFirst().contract());
        }
        options.forEach(each -> terms.add(Tree.equal("contract", new Expression.ContractName(each.contract(), NONE))));
        bothWays();
        bothRights = slots.has("RIGHT", "C") && slots.has("RIGHT", "P") && pairs.isEmpty();
        terms.addAll(rows.conditions());
        if (result) {
            slots.takeAll(Meaning.Condition.class, each -> each.column().equals("similarity"))
                    .forEach(each -> terms.add(each.expression()));
        }
        moveAhead(bars || result);
        if (result) {
            rows.when().ifPresent(this::dated);
            return List.of();
        }
        Optional<When> when = rows.when();
        if (when.isEmpty() && bars && (ofDays() || Words.is(words, 0, "how"))) {
            throw new Declined("over which period?", "FROM bars DURING 2023 WHERE ticker = 'SPY'");
        }
        if (when.isEmpty()) {
            rows.dated();
            return List.of(Tree.latest());
        }
        boolean day = when.get().scope() == Scope.DAY || when.get().scope() == Scope.TODAY;
        return List.of(day ? Tree.at(when.get()) : Tree.during(rows.bounded(when.get(), firstDay)));
    }

    private void bothWays() {
        boolean denied = slots.mentions().stream()
                .filter(mention -> mention.meanings().stream()
                        .anyMatch(meaning ->
                                meaning instanceof Meaning.Tag tag && tag.kind().equals("RIGHT")))
                .anyMatch(mention ->
                        words.get(mention.from()).is("no", "not", "without", "exclude", "excluding", "ignore"));
        if (denied && slots.has("RIGHT", "C") && slots.has("RIGHT", "P")) {
            throw new Declined("calls or puts? Both are wanted and left out", "");
        }
    }

    /** Results have no AT: their day is a column. */
    private void dated(When when) {
        terms.add(Rows.dated(when));
    }

    /** Days ahead are days of expiry: {@code march 2024 calls}; so is {@code puts for march}, whichever year it is. */
    private void moveAhead(boolean undated) {
        List<When> beside = rows.beside();
        slots.mentions().stream()
                .map(mention -> mention.meanings().getFirst())
                .filter(meaning -> meaning instanceof When when
                        && isAhead(when)
                        && when.first().isAfter(days.today().plusYears(LONGEST)))
                .findFirst()
                .ifPresent(meaning -> {
                    throw new Declined("nothing is listed that expires so late", "");
                });
        slots
                .takeAll(When.class, when -> !undated && (isAhead(when) || isExpiry(when) || beside.contains(when)))
                .stream()
                .map(when -> isAhead(when) ? when : days.ahead(when))
                .forEach(when -> terms.add(
                        when.first().equals(when.last())
                                ? Tree.equal("expiry", Tree.date(when.first()))
                                : Tree.between(
                                        Tree.column("expiry"), Tree.date(when.first()), Tree.date(when.last()))));
    }

    private boolean isAhead(When when) {
        return when.first().isAfter(days.today()) && when.lead() != Lead.AT;
    }

    private boolean isExpiry(When when) {
        boolean listed = slots.has("RIGHT") || slots.has("NOUN", "contracts");
        return when.open() && listed && when.isFor();
    }
}
