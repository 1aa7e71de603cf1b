package dev.mvq.dsl.ask;

import dev.mvq.dsl.ask.Counting.Count;
import dev.mvq.dsl.ask.Meaning.Condition;
import dev.mvq.dsl.ask.Meaning.Tag;
import dev.mvq.dsl.diagnostic.Span;
import dev.mvq.dsl.syntax.Expression;
import dev.mvq.dsl.syntax.Expression.Comparison;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Conditions: a column, how it compares, and a number, in any order that people put them. */
final class ConditionReader {
    static final Set<String> COMPARED = Set.of(
            "iv",
            "delta",
            "gamma",
            "theta",
            "vega",
            "rho",
            "volume",
            "open_interest",
            "spread",
            "mid",
            "bid",
            "ask",
            "last",
            "strike",
            "dte",
            "moneyness",
            "underlying_price",
            "similarity",
            "percentile",
            "close",
            "open",
            "high",
            "low",
            "bid_size",
            "ask_size");

    /** What there can be none of, so that 0 is meant and not an empty cell. */
    static final Set<String> MAY_BE_ZERO = Set.of("volume", "open_interest", "bid", "bid_size", "ask_size");

    /** No volatility is so many percent. */
    private static final int MANY = 500;

    /** Words between a column and how it compares. */
    private static final String[] LED =
            ("is are was of at with being has have the must be a price lies lie lying falls "
                            + "falling ranging ranges stands sits somewhere anywhere that which :")
                    .split(" ", -1);

    private record Found(String value, int end) {}

    private final List<Word> words;
    private final Lexicon lexicon;
    private final LifeReader life;

    ConditionReader(List<Word> words, Lexicon lexicon) {
        this.words = words;
        this.lexicon = lexicon;
        this.life = new LifeReader(words, lexicon);
    }

    Optional<Mention> at(int at) {
        return life.at(at)
                .or(() -> new AbsentReader(words, lexicon).at(at))
                .or(() -> columnFirst(at))
                .or(() -> comparisonFirst(at))
                .or(() -> numberFirst(at));
    }

    /** {@code iv over 40%}, {@code delta between 0.2 and 0.4}, {@code strike 400}. */
    private Optional<Mention> columnFirst(int at) {
        Optional<Found> column = column(at);
        if (column.isEmpty()) {
            return Optional.empty();
        }
        int next = led(column.get().end());
        String name = traded(column.get(), next);
        if (is(next, "between", "from")) {
            return range(at, name, next + 1);
        }
        if (is(next, "within") && !name.equals("dte")) {
            // Within so much of what is not said.
            return Optional.empty();
        }
        Optional<Found> comparison = comparison(next);
        if (comparison.isEmpty()) {
            return uncompared(at, name, next);
        }
        Count count = Counting.at(words, comparison.get().end());
        Optional<Found> other = column(skip(comparison.get().end(), "the", "its", "their"));
        if (!count.exists() && other.isPresent() && !other.get().value().equals(name)) {
            Expression compared = Tree.compare(
                    Tree.column(name),
                    Comparison.valueOf(comparison.get().value()),
                    Tree.column(other.get().value()));
            return Optional.of(Mention.of(at, other.get().end(), new Condition(compared, name, Double.NaN)));
        }
        if (name.equals("spread") && count.percent()) {
            return Optional.of(shareOfMid(at, comparison.get().value(), count));
        }
        return count.exists() && Measured.fits(name, count)
                ? Optional.of(otherBound(
                        name,
                        Measured.made(
                                at, orMore(count.end()), name, comparison.get().value(), count)))
                : Optional.empty();
    }

    /** {@code strike 400}, {@code delta of 30}, {@code iv 20 to 30%}. */
    private Optional<Mention> uncompared(int at, String name, int next) {
        boolean bare = name.equals("strike") || name.equals("dte") || (name.equals("delta") && is(next - 1, "of"));
        Count count = Counting.at(words, next);
        boolean alone = bare && count.exists() && !isRight(count.end());
        Optional<Mention> range = count.exists() ? range(at, name, next) : Optional.empty();
        Optional<Mention> open = count.exists() && range.isEmpty() ? open(at, name, count) : Optional.empty();
        if (open.isPresent()) {
            return open;
        }
        return range.isPresent() || !alone
                ? range
                : range.or(() -> Optional.of(
                        Measured.made(at, count.end(), name, name.equals("delta") ? "ABOUT" : "EQUAL", count)));
    }

    /** {@code oi 2k+}, {@code iv of 35% or higher}. */
    private Optional<Mention> open(int at, String name, Count count) {
        boolean plus = words.get(count.end() - 1).text().endsWith("+") || is(count.end(), "+");
        int end = is(count.end(), "+") ? count.end() + 1 : orMore(count.end());
        boolean less = end > count.end() && words.get(end - 1).is("less", "fewer", "lower", "below", "under");
        return (plus || end > count.end()) && Measured.fits(name, count)
                ? Optional.of(Measured.made(at, end, name, less ? "LESS_EQUAL" : "GREATER_EQUAL", count))
                : Optional.empty();
    }

    /** {@code strike above 380 and below 400}: a second bound of the same column, unless it has a column of its own. */
    private Mention otherBound(String name, Mention first) {
        boolean either = is(first.to(), "or");
        int next = either || is(first.to(), "and", "but") ? first.to() + 1 : words.size();
        Optional<Found> comparison = comparison(next);
        Count count = comparison.map(found -> Counting.at(words, found.end())).orElse(Count.NONE);
        boolean own = !count.exists()
                || count.percent()
                || count.money()
                || column(skip(count.end(), "of", "in", "the")).isPresent()
                || is(count.end(), "days", "weeks", "months", "rows", "results");
        if (own || !Measured.fits(name, count)) {
            return first;
        }
        Condition one = (Condition) first.meanings().getFirst();
        Condition two = (Condition)
                Measured.made(next, count.end(), name, comparison.get().value(), count)
                        .meanings()
                        .getFirst();
        return Mention.of(
                first.from(),
                count.end(),
                new Condition(
                        either
                                ? Tree.or(one.expression(), two.expression())
                                : Tree.and(List.of(one.expression(), two.expression())),
                        name,
                        one.bound()));
    }

    /** {@code spread over 20% of mid}. */
    private Mention shareOfMid(int at, String comparison, Count count) {
        int of = skip(count.end(), "of", "the", "its", "their");
        int end = column(of)
                .filter(column -> column.value().equals("mid"))
                .map(Found::end)
                .orElse(count.end());
        Expression share = new Expression.Arithmetic(
                Expression.Operation.DIVIDE, Tree.column("spread"), Tree.column("mid"), Span.NONE);
        return Mention.of(
                at,
                end,
                new Condition(
                        Tree.compare(share, Comparison.valueOf(comparison), Tree.num(count.value())),
                        "spread",
                        count.value()));
    }

    /** {@code at least 1000 oi}, {@code under $2}, {@code between 20 and 40 dte}. */
    private Optional<Mention> comparisonFirst(int at) {
        if (is(at, "between", "from")) {
            return numberRange(at, at + 1);
        }
        Optional<Found> comparison = comparison(at);
        if (comparison.isEmpty()) {
            return Optional.empty();
        }
        Count count = Counting.at(words, comparison.get().end());
        if (!count.exists()) {
            return Optional.empty();
        }
        if (count.percent() && is(count.end(), "like", "alike", "similar")) {
            return Optional.of(Measured.made(
                    at, count.end(), "similarity", comparison.get().value(), count));
        }
        Optional<Found> column = column(skip(count.end(), "of", "in", "the", "a"));
        if (column.isPresent() && Measured.fits(column.get().value(), count)) {
            String name = traded(column.get(), count);
            return Optional.of(
                    Measured.made(at, column.get().end(), name, comparison.get().value(), count));
        }
        return count.money()
                ? Optional.of(
                        Measured.made(at, count.end(), "mid", comparison.get().value(), count))
                : Optional.empty();
    }

    /** {@code 30 delta}, {@code 1000+ oi}, {@code 30 to 45 dte}, {@code 90% similar}. */
    private Optional<Mention> numberFirst(int at) {
        Optional<Mention> range = numberRange(at, at);
        if (range.isPresent()) {
            return range;
        }
        Optional<Mention> shortDelta = shortDelta(at);
        if (shortDelta.isPresent()) {
            return shortDelta;
        }
        Count count = Counting.at(words, at);
        if (!count.exists()) {
            return Optional.empty();
        }
        boolean plus = words.get(at).text().endsWith("+") || is(count.end(), "+");
        boolean orLess = is(count.end(), "or") && is(count.end() + 1, "less", "fewer", "below", "under");
        int next = is(count.end(), "+") ? count.end() + 1 : orMore(count.end());
        boolean orMore = plus || (next > count.end() && !orLess);
        Optional<Found> column = column(skip(next, "of", "in"));
        if (column.isEmpty()) {
            return Optional.empty();
        }
        String name = traded(column.get(), count);
        if (orMore || orLess) {
            return Optional.of(
                    Measured.made(at, column.get().end(), name, orLess ? "LESS_EQUAL" : "GREATER_EQUAL", count));
        }
        int end = orMore(column.get().end());
        if (end > column.get().end()) {
            boolean less = words.get(end - 1).is("less", "fewer", "lower", "below", "under");
            return Optional.of(Measured.made(at, end, name, less ? "LESS_EQUAL" : "GREATER_EQUAL", count));
        }
        return plainly(at, column.get(), name, count);
    }

    /** {@code 30 delta}, {@code 45 dte}, {@code 90% match}: what a number alone says of the column behind it. */
    private Optional<Mention> plainly(int at, Found column, String name, Count count) {
        return switch (name) {
            case "delta" -> Optional.of(Measured.made(at, column.end(), name, "ABOUT", count));
            case "dte" ->
                is(at - 1, "than", "as", "then")
                        ? Optional.empty()
                        : Optional.of(Measured.made(at, column.end(), name, "EQUAL", count));
            case "similarity" ->
                count.percent() && !is(at - 1, "top")
                        ? Optional.of(Measured.made(at, column.end(), name, "GREATER_EQUAL", count))
                        : Optional.empty();
            default -> Optional.empty();
        };
    }

    /** {@code 25d}, {@code 30delta}. */
    private Optional<Mention> shortDelta(int at) {
        if (at >= words.size() || !words.get(at).lower().matches("\\.?\\d{1,2}(d|delta)")) {
            return Optional.empty();
        }
        double value = Double.parseDouble(words.get(at).lower().replaceAll("[a-z]", ""));
        return Optional.of(Measured.made(at, at + 1, "delta", "ABOUT", new Count(value, at + 1, false, false)));
    }

    private Optional<Mention> numberRange(int from, int at) {
        Count low = Counting.at(words, at);
        if (!low.exists()
                || !is(low.end(), "to", "-", "and", "..", "through", "until", "till")
                || (is(low.end(), "and") && from == at)) {
            return Optional.empty();
        }
        Count high = Counting.at(words, low.end() + 1);
        if (!high.exists()) {
            return Optional.empty();
        }
        Optional<Found> column = column(skip(high.end(), "of", "in"));
        String name = column.map(Found::value).orElse(high.money() ? "mid" : "");
        return name.isEmpty()
                ? Optional.empty()
                : Optional.of(Measured.ranged(from, column.map(Found::end).orElse(high.end()), name, low, high));
    }

    private Optional<Mention> range(int at, String name, int next) {
        Count low = Counting.at(words, next);
        if (!low.exists() || !is(low.end(), "and", "to", "-", "..", "until", "till", "through")) {
            return Optional.empty();
        }
        Count high = Counting.at(words, low.end() + 1);
        return high.exists() ? Optional.of(Measured.ranged(at, high.end(), name, low, high)) : Optional.empty();
    }

    /** {@code vol > 10k}: so many are contracts traded, no volatility. */
    private String traded(Found column, int next) {
        int number = comparison(next).map(Found::end).orElse(is(next, "between", "from") ? next + 1 : next);
        return traded(column, Counting.at(words, number));
    }

    private String traded(Found column, Count count) {
        boolean many = count.exists() && !count.percent() && count.value() >= MANY;
        return many && column.value().equals("iv") && is(column.end() - 1, "vol", "vols") ? "volume" : column.value();
    }

    private Optional<Found> column(int at) {
        return tag(at, "COLUMN").filter(found -> COMPARED.contains(found.value()));
    }

    private Optional<Found> comparison(int at) {
        return tag(at, "COMPARATOR");
    }

    private Optional<Found> tag(int at, String kind) {
        if (at >= words.size()) {
            return Optional.empty();
        }
        return lexicon.at(words, at, kind)
                .map(mention -> new Found(((Tag) mention.meanings().getFirst()).value(), mention.to()));
    }

    private boolean isRight(int at) {
        return tag(at, "RIGHT").isPresent();
    }

    /** Past "or more", "or less", "and up". */
    private int orMore(int at) {
        boolean or = is(at, "or")
                && !Counting.at(words, Words.skip(words, at + 2, "than")).exists()
                && is(
                        at + 1, "more", "less", "better", "higher", "lower", "above", "below", "fewer", "greater",
                        "over", "under");
        boolean and = is(at, "and")
                && is(at + 1, "up", "above", "more")
                && !Counting.at(words, Words.skip(words, at + 2, "than")).exists();
        return or || and ? at + 2 : at;
    }

    /** Past the words before a comparison, none of which begins one: "at most" is no "at". */
    private int led(int at) {
        int next = at;
        while (is(next, LED) && comparison(next).isEmpty()) {
            next++;
        }
        return next;
    }

    private int skip(int at, String... any) {
        return Words.skip(words, at, any);
    }

    private boolean is(int at, String... any) {
        return Words.is(words, at, any);
    }
}
