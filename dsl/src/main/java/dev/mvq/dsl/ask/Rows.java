package dev.mvq.dsl.ask;

import dev.mvq.dsl.ask.Meaning.Away;
import dev.mvq.dsl.ask.Meaning.Condition;
import dev.mvq.dsl.ask.Meaning.Expires;
import dev.mvq.dsl.ask.Meaning.Scope;
import dev.mvq.dsl.ask.Meaning.Tag;
import dev.mvq.dsl.ask.Meaning.Ticker;
import dev.mvq.dsl.ask.Meaning.When;
import dev.mvq.dsl.ask.Meaning.Without;
import dev.mvq.dsl.diagnostic.Span;
import dev.mvq.dsl.syntax.Expression;
import dev.mvq.dsl.syntax.Expression.Comparison;
import dev.mvq.dsl.syntax.Num;
import dev.mvq.dsl.syntax.Stage;
import dev.mvq.dsl.syntax.Statement;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What all questions about rows share: conditions, periods and stages. */
final class Rows {
    /** At the money: strike within 2 % of the underlying (the language's section 6). */
    private static final double NEAR = 0.02;

    /** Wings: strikes more than 10 % away. */
    private static final double FAR = 0.1;

    /** Days without a year that lie further back are days of expiry. */
    private static final int RECENT = 60;

    private static final int WEEK = 7;
    private static final int YEAR = 365;

    private final Slots slots;
    private final Days days;

    Rows(Slots slots, Days days) {
        this.slots = slots;
        this.days = days;
    }

    /** Conditions on contracts, in the order of their columns in a table. */
    List<Expression> conditions() {
        List<Expression> terms = new ArrayList<>();
        List<String> rights = slots.take("RIGHT");
        if (rights.size() == 1) {
            terms.add(Tree.equal("type", Tree.str(rights.getFirst())));
        }
        String right = rights.size() == 1 ? rights.getFirst() : "";
        if (rights.size() > 1) {
            slots.take("JOIN");
        }
        slots.takeAll(Away.class).forEach(each -> terms.add(away(each, right)));
        slots.take("MONEYNESS").forEach(each -> terms.add(moneyness(each, right)));
        slots.takeAll(Condition.class, each -> !each.column().equals("similarity"))
                .forEach(each -> terms.add(plain(each, right)));
        slots.takeAll(Expires.class).forEach(each -> terms.add(each.condition()));
        slots.take("TENOR").forEach(each -> terms.add(tenor(each)));
        slots.takeAll(Meaning.Not.class).forEach(each -> terms.add(not(aligned(each.of()), right)));
        List<String> without = slots.takeAll(Without.class).stream()
                .flatMap(each -> each.tickers().stream())
                .distinct()
                .toList();
        if (!without.isEmpty()) {
            terms.add(Tree.among("underlying", without, true));
        }
        return terms;
    }

    /** {@code in 2020 but not march}: of the year that was named. */
    private Meaning aligned(Meaning meaning) {
        if (!(meaning instanceof When when && when.open() && when.scope() == Scope.MONTH)) {
            return meaning;
        }
        return slots.mentions().stream()
                .map(mention -> mention.meanings().getFirst())
                .filter(each -> each instanceof When named
                        && !named.open()
                        && named.scope() == Scope.PERIOD
                        && named.first().getYear() == named.last().getYear())
                .map(each -> (Meaning)
                        days.month(((When) each).first().getYear(), when.first().getMonthValue()))
                .findFirst()
                .orElse(meaning);
    }

    /** Calls have deltas above 0 and need no abs. */
    private static Expression plain(Condition condition, String right) {
        if (!right.equals("C") || !condition.column().equals("delta")) {
            return condition.expression();
        }
        return switch (condition.expression()) {
            case Expression.Compared e -> Tree.compare(Tree.column("delta"), e.comparison(), e.right());
            case Expression.Between e -> Tree.between(Tree.column("delta"), e.low(), e.high());
            default -> condition.expression();
        };
    }

    private static Expression moneyness(String kind, String right) {
        if (kind.equals("atm")) {
            return Tree.between(Tree.column("moneyness"), Tree.num(1 - NEAR), Tree.num(1 + NEAR));
        }
        double far = kind.startsWith("d") ? FAR : 0;
        boolean out = kind.endsWith("otm");
        Expression above = Tree.compare(Tree.column("moneyness"), Comparison.GREATER, Tree.num(1 + far));
        Expression below = Tree.compare(Tree.column("moneyness"), Comparison.LESS, Tree.num(1 - far));
        Expression call = out ? above : below;
        Expression put = out ? below : above;
        if (right.isEmpty()) {
            return Tree.or(
                    Tree.and(List.of(Tree.equal("type", Tree.str("C")), call)),
                    Tree.and(List.of(Tree.equal("type", Tree.str("P")), put)));
        }
        return right.equals("C") ? call : put;
    }

    private static Expression away(Away away, String right) {
        if (right.isEmpty()) {
            return Tree.or(
                    Tree.and(List.of(Tree.equal("type", Tree.str("C")), away(away, "C"))),
                    Tree.and(List.of(Tree.equal("type", Tree.str("P")), away(away, "P"))));
        }
        Expression moneyness = Tree.column("moneyness");
        boolean above = right.equals("C") == away.out();
        double near = above ? 1 + away.least() : 1 - away.least();
        double far = above ? 1 + away.most() : 1 - away.most();
        return switch (away.comparison()) {
            case EQUAL, UNEQUAL ->
                Tree.between(moneyness, Tree.num(Math.min(near, far)), Tree.num(Math.max(near, far)));
            case GREATER -> Tree.compare(moneyness, above ? Comparison.GREATER : Comparison.LESS, Tree.num(near));
            case GREATER_EQUAL ->
                Tree.compare(moneyness, above ? Comparison.GREATER_EQUAL : Comparison.LESS_EQUAL, Tree.num(near));
            case LESS, LESS_EQUAL -> Tree.between(moneyness, Tree.num(Math.min(1, near)), Tree.num(Math.max(1, near)));
        };
    }

    private static Expression not(Meaning meaning, String right) {
        return switch (meaning) {
            case Condition condition -> Tree.not(plain(condition, right));
            case Away away -> Tree.not(away(away, right));
            case Expires expires -> Tree.not(expires.condition());
            case When when -> Tree.not(dated(when));
            case Tag tag when tag.kind().equals("TENOR") -> Tree.not(tenor(tag.value()));
            case Tag tag -> Tree.not(moneyness(tag.value(), right));
            default -> throw new IllegalArgumentException("cannot be negated: " + meaning);
        };
    }

    /** Rows of those days. */
    static Expression dated(When when) {
        Expression date = Tree.column("date");
        if (when.scope() == Scope.BEFORE) {
            return Tree.compare(date, Comparison.LESS, Tree.date(when.first()));
        }
        return when.first().equals(when.last())
                ? Tree.compare(date, Comparison.EQUAL, Tree.date(when.first()))
                : Tree.between(date, Tree.date(when.first()), Tree.date(when.last()));
    }

    private static Expression tenor(String tenor) {
        Expression dte = Tree.column("dte");
        return switch (tenor) {
            case "weekly" -> Tree.compare(dte, Comparison.LESS_EQUAL, Tree.num(WEEK));
            case "zero" -> Tree.compare(dte, Comparison.EQUAL, Tree.num(0));
            case "leaps" -> Tree.compare(dte, Comparison.GREATER, Tree.num(YEAR));
            // The third Friday is the 15th to the 21st.
            default -> Tree.between(Tree.call("day", Tree.column("expiry")), Tree.num(15), Tree.num(21));
        };
    }

    /** {@code SPY puts and AAPL calls}: each right is of the ticker beside it. */
    List<Expression> pairs() {
        List<Integer> places = new ArrayList<>();
        StringBuilder order = new StringBuilder();
        for (int at = 0; at < slots.mentions().size(); at++) {
            Meaning meaning = slots.mentions().get(at).meanings().getFirst();
            boolean right = meaning instanceof Tag tag && tag.kind().equals("RIGHT");
            if (right || meaning instanceof Ticker) {
                places.add(at);
                order.append(right ? 'r' : 't');
            }
        }
        if (!order.toString().matches("(tr){2,}|(rt){2,}")) {
            return List.of();
        }
        List<Expression> pairs = new ArrayList<>();
        for (int at = 0; at < places.size(); at += 2) {
            boolean first = order.charAt(0) == 't';
            Ticker ticker = (Ticker) meaning(places.get(first ? at : at + 1));
            Tag right = (Tag) meaning(places.get(first ? at + 1 : at));
            pairs.add(Tree.and(List.of(
                    Tree.equal("underlying", Tree.str(ticker.name())), Tree.equal("type", Tree.str(right.value())))));
        }
        if (isOne(places, Tag.class) || isOne(places, Ticker.class)) {
            return List.of();
        }
        boolean bounded = !slots.takeAll(Condition.class).isEmpty()
                || !slots.take("MONEYNESS").isEmpty();
        if (bounded) {
            throw new Declined("whose condition is it? Ask for one underlying at a time", "");
        }
        slots.takeAll(Ticker.class);
        slots.take("RIGHT");
        slots.take("JOIN");
        return pairs;
    }

    private boolean isOne(List<Integer> places, Class<? extends Meaning> kind) {
        return places.stream()
                        .map(this::meaning)
                        .filter(kind::isInstance)
                        .distinct()
                        .count()
                == 1;
    }

    /** {@code jan 19 calls}: what stands right before contracts is when they expire. */
    List<When> beside() {
        List<When> beside = new ArrayList<>();
        List<Mention> mentions = slots.mentions();
        boolean listed = slots.has("RIGHT") || slots.has("COLUMN", "type");
        for (int at = 0; at < mentions.size(); at++) {
            Mention next = mentions.get(Math.min(at + 1, mentions.size() - 1));
            boolean contracts = next.from() == mentions.get(at).to()
                    && next.meanings().stream()
                            .anyMatch(meaning -> meaning instanceof Tag tag
                                    && (tag.kind().equals("RIGHT") || tag.equals(new Tag("NOUN", "contracts"))));
            boolean month = listed
                    && mentions.get(at).meanings().getFirst() instanceof When named
                    && (named.scope() == Scope.MONTH
                            || (named.scope() == Scope.DAY
                                    && named.first().isBefore(days.today().minusDays(RECENT))));
            if ((contracts || month)
                    && mentions.get(at).meanings().getFirst() instanceof When when
                    && when.open()
                    && when.lead() == Meaning.Lead.NONE) {
                beside.add(when);
            }
        }
        return beside;
    }

    /** Days that are left out say nothing where only the newest is asked for. */
    void dated() {
        boolean left = slots.mentions().stream()
                .anyMatch(mention ->
                        mention.meanings().getFirst() instanceof Meaning.Not not && not.of() instanceof When);
        if (left) {
            throw new Declined("of which days, those left out?", "DURING 2023");
        }
    }

    private Meaning meaning(int at) {
        return slots.mentions().get(at).meanings().getFirst();
    }

    /** Every ticker that is left. */
    List<String> tickers() {
        List<String> tickers = slots.takeAll(Ticker.class).stream()
                .map(Ticker::name)
                .distinct()
                .toList();
        if (tickers.size() > 1 && !slots.intent("similar")) {
            slots.take("JOIN");
        }
        return tickers;
    }

    /** The days that are left, one of each; two periods of which one lies in the other are that one. */
    Optional<When> when() {
        List<When> whens = new ArrayList<>(slots.takeAll(When.class, each -> each.scope() != Scope.NOW));
        whens.forEach(this::past);
        return narrowest(whens, "two periods were named, and one is taken");
    }

    /** The shortest of these, which all others must hold. */
    static Optional<When> narrowest(List<When> whens, String reason) {
        if (whens.size() > 1) {
            List<When> sorted = whens.stream()
                    .sorted(Comparator.comparingLong(
                            each -> each.last().toEpochDay() - each.first().toEpochDay()))
                    .toList();
            When narrow = sorted.getFirst();
            boolean nested = sorted.stream().allMatch(each -> {
                boolean inside =
                        !narrow.first().isBefore(each.first()) && !narrow.last().isAfter(each.last());
                boolean week = narrow.first().plusDays(7).isAfter(narrow.last())
                        && !narrow.first().isAfter(each.last())
                        && !each.first().isAfter(narrow.last());
                return inside || week;
            });
            if (!nested) {
                throw new Declined(reason, "");
            }
            return Optional.of(narrow);
        }
        return whens.stream().findFirst();
    }

    /** Days that are yet to come hold no data. */
    void past(When when) {
        if (when.first().isAfter(days.today())) {
            throw new Declined(when.first() + " lies ahead of " + days.today() + ": there is no data of it", "");
        }
    }

    /** A period with both ends, for statements without WHERE. */
    When bounded(When when, Optional<LocalDate> firstDay) {
        if (when.scope() != Scope.BEFORE) {
            return when;
        }
        // The store's first day, or where 23 years of options begin.
        return days.period(
                firstDay.orElse(LocalDate.of(2002, 1, 1)), when.first().minusDays(1));
    }

    /** Stages that any rows may take: what came next, a plot, a file. */
    List<Stage> closing() {
        List<Stage> stages = new ArrayList<>();
        outcome().ifPresent(stages::add);
        boolean plotted = slots.take("INTENT", "plot");
        List<String> kinds = slots.take("PLOTKIND");
        List<Meaning.File> files = slots.takeAll(Meaning.File.class);
        if (!files.isEmpty()) {
            slots.take("INTENT", "let");
        }
        if (files.size() > 1) {
            throw new Declined("rows go to one file at a time", "| SAVE TO 'rows.csv'");
        }
        Optional<String> file = files.stream().map(Meaning.File::path).findFirst();
        if (plotted || !kinds.isEmpty()) {
            slots.take("INTENT", "build");
            Optional<String> picture = file.filter(each -> each.matches("(?i).*\\.(html|png|svg)"));
            stages.add(Tree.plot(kinds.stream().findFirst(), picture));
            file = picture.isPresent() ? Optional.empty() : file;
        } else if (file.isPresent() && file.get().matches("(?i).*\\.(html|png|svg)")) {
            stages.add(Tree.plot(Optional.empty(), file));
            file = Optional.empty();
        }
        file.ifPresent(each -> stages.add(saved(each)));
        return stages;
    }

    private Stage saved(String file) {
        slots.take("INTENT", "save");
        if (!file.toLowerCase(Locale.ROOT).matches(".*\\.(csv|parquet|json|md)")) {
            throw new Declined("a result is saved as .csv, .parquet, .json or .md, not as " + file, "");
        }
        return Tree.save(file);
    }

    private Optional<Stage> outcome() {
        if (!slots.take("INTENT", "outcome")) {
            return Optional.empty();
        }
        List<Num> horizons = new ArrayList<>();
        boolean several = slots.hasAny(Meaning.Horizons.class);
        slots.takeAll(Meaning.Slot.class, each -> each.name().equals("days") && !several)
                .forEach(each -> horizons.add(Tree.number(each.value())));
        slots.takeAll(Meaning.Horizons.class)
                .forEach(each -> each.days().forEach(day -> horizons.add(Tree.number(day))));
        if (horizons.isEmpty()) {
            throw new Declined("over how many days is the outcome asked?", "SIMILAR TO … | OUTCOME 5, 20 DAYS");
        }
        return Optional.of(new Stage.Outcome(horizons, Span.NONE));
    }

    /** The statement with its stages, if any. */
    static Statement piped(Statement statement, List<Stage> stages) {
        return stages.isEmpty() ? statement : new Statement.Piped(statement, stages, Span.NONE);
    }
}
