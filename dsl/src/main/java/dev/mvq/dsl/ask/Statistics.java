package dev.mvq.dsl.ask;

import dev.mvq.dsl.ask.Meaning.Tag;
import dev.mvq.dsl.diagnostic.Span;
import dev.mvq.dsl.syntax.Expression;
import dev.mvq.dsl.syntax.Name;
import dev.mvq.dsl.syntax.Stage;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;

/** Averages, sums, counts and correlations of rows, in groups or of all of them. */
final class Statistics {
    private final Slots slots;
    private final List<Word> words;
    private final boolean ofBars;
    private final boolean bothRights;

    /** @param bothRights whether calls and puts were named, which then are told apart */
    Statistics(Slots slots, List<Word> words, boolean ofBars, boolean bothRights) {
        this.slots = slots;
        this.words = words;
        this.ofBars = ofBars;
        this.bothRights = bothRights;
    }

    /** What is asked of the rows together; nothing where each is wanted. */
    Optional<Stage.Stats> stage() {
        List<Stage.Named> several = several();
        if (!several.isEmpty()) {
            slots.take("AGGREGATE");
            return Optional.of(new Stage.Stats(several, groups(), Span.NONE));
        }
        List<String> aggregates = new ArrayList<>(slots.take("AGGREGATE"));
        if (aggregates.isEmpty()) {
            extreme().ifPresent(aggregates::add);
        }
        if (aggregates.isEmpty()) {
            return Optional.empty();
        }
        if (aggregates.contains("corr")) {
            return Optional.of(correlated());
        }
        boolean counting = aggregates.contains("count");
        if (counting) {
            countable();
        }
        Optional<String> column = counting ? Optional.empty() : measured().or(this::profiled);
        if (column.isEmpty() && !counting) {
            throw new Declined(
                    "the " + aggregates.getFirst() + " of which column?", "FROM contracts | STATS avg(iv) BY expiry");
        }
        List<Stage.Named> statistics = new ArrayList<>();
        for (String aggregate : aggregates) {
            Expression of = aggregate.equals("count") ? Tree.everything() : Tree.column(column.orElse("iv"));
            Expression call = Tree.call(aggregate, of);
            statistics.add(counting ? Tree.named(call, "n") : Tree.named(call));
        }
        return Optional.of(new Stage.Stats(statistics, groups(), Span.NONE));
    }

    /** Rows are counted, not different values: {@code how many days} is declined. */
    static void countable(List<Word> words) {
        for (int at = 1; at < words.size(); at++) {
            int noun = Words.is(words, at, "different", "distinct", "trading", "unique") ? at + 1 : at;
            boolean many = (Words.is(words, at - 1, "many") && Words.is(words, at - 2, "how"))
                    || (Words.is(words, at - 1, "of") && Words.is(words, at - 2, "number", "count"));
            if (many
                    && Words.is(
                            words,
                            noun,
                            "days",
                            "dates",
                            "strikes",
                            "expiries",
                            "expirations",
                            "underlyings",
                            "stocks",
                            "tickers",
                            "names",
                            "years",
                            "months",
                            "weeks",
                            "companies")) {
                throw new Declined(
                        "rows are counted here, not different "
                                + words.get(noun).text(),
                        "| STATS count(*) BY underlying");
            }
        }
    }

    /** A bar is a day of a stock, so that days of one are counted by rows. */
    private void countable() {
        boolean distinct = words.stream().anyMatch(word -> word.is("different", "distinct", "unique"));
        boolean days = words.stream().anyMatch(word -> word.is("days", "sessions"));
        if (!(ofBars && days && !distinct)) {
            countable(words);
        }
    }

    /** {@code mean iv and max delta}, {@code average iv and delta}: each of the columns behind it, where there are several. */
    private List<Stage.Named> several() {
        List<Stage.Named> statistics = new ArrayList<>();
        List<String> aggregates = new ArrayList<>();
        boolean measured = false;
        for (Tag figure : slots.figures(words)) {
            boolean column = figure.kind().equals("COLUMN");
            if (column) {
                aggregates.forEach(each -> statistics.add(Tree.named(Tree.call(each, Tree.column(figure.value())))));
            } else {
                if (measured) {
                    aggregates.clear();
                }
                aggregates.add(figure.value());
            }
            measured = column;
            if (aggregates.isEmpty() || aggregates.contains("corr") || aggregates.contains("count")) {
                return List.of();
            }
        }
        long columns = statistics.stream()
                .map(each -> ((Expression.Call) each.value()).arguments().getFirst())
                .distinct()
                .count();
        if (columns < 2 || !measured) {
            return List.of();
        }
        slots.takeFigures(words);
        return statistics;
    }

    /** {@code correlation between iv and delta}. */
    private Stage.Stats correlated() {
        Optional<String> one = slots.takeColumn(words, false);
        Optional<String> other = slots.takeColumn(words, false);
        if (one.isEmpty() || other.isEmpty()) {
            throw new Declined(
                    "a correlation is of two columns of the same rows", "FROM contracts | STATS corr(iv, delta)");
        }
        Expression call = Tree.call("corr", Tree.column(one.get()), Tree.column(other.get()));
        return new Stage.Stats(List.of(Tree.named(call)), groups(), Span.NONE);
    }

    /** {@code largest iv per underlying}: the greatest of each group. */
    private Optional<String> extreme() {
        boolean strikes = Words.is(words, 0, "which", "what") && Words.is(words, 1, "strike", "strikes", "contracts");
        boolean grouped = slots.hasColumn(words, true)
                && slots.hasColumn(words, false)
                && !strikes
                && !Ordering.isSortOnly(words);
        if (grouped && slots.take("ORDER", "? desc")) {
            return Optional.of("max");
        }
        return grouped && slots.take("ORDER", "? asc") ? Optional.of("min") : Optional.empty();
    }

    /** The column that stands first, unless it stands behind "by" or "per". */
    private Optional<String> measured() {
        Optional<String> column = slots.takeMeasured(words);
        column.ifPresent(each -> slots.takeColumns(words, each));
        return column;
    }

    /** {@code average open interest per strike}: the figure of a pattern by that name. */
    private Optional<String> profiled() {
        return slots.take("PATTERN", "open_interest")
                ? Optional.of("open_interest")
                : slots.take("PATTERN", "volume_profile") ? Optional.of("volume") : Optional.empty();
    }

    private List<Stage.Named> groups() {
        List<Stage.Named> groups = new ArrayList<>();
        for (Optional<String> by = slots.takeColumn(words, true); by.isPresent(); by = slots.takeColumn(words, true)) {
            groups.add(Tree.named(Tree.column(ofBars && by.get().equals("underlying") ? "ticker" : by.get())));
        }
        boolean ranked = slots.has("ORDER") || words.stream().anyMatch(word -> word.is("top", "which"));
        if (groups.isEmpty() && ranked) {
            slots.takeKey()
                    .ifPresent(each ->
                            groups.add(Tree.named(Tree.column(ofBars && each.equals("underlying") ? "ticker" : each))));
        }
        boolean strikes = groups.isEmpty()
                && IntStream.range(1, words.size())
                        .anyMatch(at -> Words.is(words, at, "strike", "strikes")
                                && Words.is(words, at - 1, "per", "each", "by", "every"));
        if (strikes) {
            groups.add(Tree.named(Tree.column("strike")));
        }
        boolean type = groups.isEmpty() && !bothRights && slots.take("COLUMN", "type");
        if ((bothRights || type) && groups.isEmpty()) {
            groups.add(Tree.named(Tree.column("type")));
        }
        for (String unit : slots.take("UNIT")) {
            switch (unit) {
                case "DAY" -> groups.add(Tree.named(Tree.column("date")));
                case "YEAR" -> groups.add(Tree.named(Tree.call("year", Tree.column("date"))));
                case "MONTH" ->
                    groups.addAll(List.of(
                            Tree.named(Tree.call("year", Tree.column("date"))),
                            Tree.named(Tree.call("month", Tree.column("date")))));
                default -> throw new Declined("rows are not grouped by " + unit.toLowerCase(Locale.ROOT), "BY date");
            }
        }
        return groups;
    }

    /** Groups by their first figure: {@code sum of volume per underlying, biggest first}. */
    static Optional<Stage> sorted(Stage.Stats stats, boolean descending) {
        if (stats.groups().isEmpty()) {
            return Optional.empty();
        }
        Stage.Named first = stats.statistics().getFirst();
        String name = first.name()
                .map(Name::lower)
                .orElseGet(() -> first.value() instanceof Expression.Call call
                                && call.arguments().getFirst() instanceof Expression.Column column
                        ? call.function().lower() + "_" + column.name().lower()
                        : "");
        return name.isEmpty() ? Optional.empty() : Optional.of(Tree.sort(name, descending));
    }
}
