package dev.mvq.dsl.ask;

import dev.mvq.dsl.ask.Counting.Count;
import dev.mvq.dsl.ask.Meaning.Condition;
import dev.mvq.dsl.ask.Meaning.Tag;
import dev.mvq.dsl.syntax.Expression;
import dev.mvq.dsl.syntax.Expression.Comparison;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How long contracts have to live: three to six weeks out, less than a month to go, 30 days left. */
final class LifeReader {
    /** Calendar days of a unit; a month is 30 as people say "30 days" for one. */
    private static final Map<String, Integer> DAYS =
            Map.of("day", 1, "days", 1, "week", 7, "weeks", 7, "month", 30, "months", 30, "year", 365, "years", 365);

    private final List<Word> words;
    private final Lexicon lexicon;

    /** Of months nobody counts the days. */
    private static final int MONTH = 28;

    LifeReader(List<Word> words, Lexicon lexicon) {
        this.words = words;
        this.lexicon = lexicon;
    }

    Optional<Mention> at(int at) {
        Optional<Mention> column = at < words.size() ? lexicon.at(words, at, "COLUMN") : Optional.empty();
        boolean life = column.stream()
                .flatMap(mention -> mention.meanings().stream())
                .anyMatch(meaning ->
                        meaning.equals(new Tag("COLUMN", "dte")) || meaning.equals(new Tag("COLUMN", "expiry")));
        if (life && column.isPresent()) {
            int from = Words.skip(
                    words, column.get().to(), "is", "of", "from", "between", "with", "in", "are", "the", ":");
            return read(at, from, true);
        }
        if (bare(at)) {
            return read(at, at, true);
        }
        return read(at, is(at, "with", "having", "between", "from", "has", "have") ? at + 1 : at, false);
    }

    /** The same behind "expiring in", where nothing else needs to say that it is the time to expiry. */
    Optional<Mention> ahead(int at, int from) {
        return read(at, from, true);
    }

    /** {@code puts under ten days}: behind contracts nothing else is so long. */
    private boolean bare(int at) {
        return is(at, "under", "less", "fewer", "more", "longer", "shorter")
                && (is(at - 1, "calls", "puts", "options", "contracts", "dated", "weeklies", "have", "has", "having")
                        || (is(at - 1, "and", "with", "of") && is(at - 2, "calls", "puts", "options", "contracts")));
    }

    private Optional<Mention> read(int at, int from, boolean said) {
        Optional<Mention> comparison = from < words.size() ? lexicon.at(words, from, "COMPARATOR") : Optional.empty();
        int number = comparison.map(Mention::to).orElse(from);
        Count low = counted(number);
        if (!low.exists() || low.percent() || low.money()) {
            return Optional.empty();
        }
        if (comparison.isEmpty()
                && is(low.end(), "to", "-", "and", "or", "until", "till", "through")
                && counted(low.end() + 1).exists()) {
            return range(at, low, said);
        }
        int unit = unit(low.end());
        int end = unit == 0 ? 0 : left(orMore(low.end() + 1), said);
        if (end == 0) {
            return Optional.empty();
        }
        int stop = orMore(end);
        boolean more = stop > end || orMore(low.end() + 1) > low.end() + 1;
        int bound = stop > end ? end : low.end() + 1;
        if (said && comparison.isEmpty() && !more) {
            return Optional.empty();
        }
        String sign = comparison
                .map(mention -> ((Tag) mention.meanings().getFirst()).value())
                .orElse(
                        !more
                                ? (unit >= MONTH ? "ABOUT" : "EQUAL")
                                : is(bound + 1, "less", "fewer") ? "LESS_EQUAL" : "GREATER_EQUAL");
        return Optional.of(made(at, stop, sign, low.value() * unit));
    }

    private Optional<Mention> range(int at, Count low, boolean said) {
        Count high = counted(low.end() + 1);
        int unit = unit(high.end());
        int end = unit == 0 ? 0 : left(high.end() + 1, said);
        if (end == 0) {
            return Optional.empty();
        }
        Expression between =
                Tree.between(Tree.column("dte"), Tree.num(low.value() * unit), Tree.num(high.value() * unit));
        return Optional.of(Mention.of(at, end, new Condition(between, "dte", low.value() * unit)));
    }

    private static Mention made(int from, int to, String sign, double many) {
        Expression dte = Tree.column("dte");
        Expression expression = sign.equals("ABOUT")
                ? Tree.between(dte, Tree.num(Math.rint(many * 0.9)), Tree.num(Math.rint(many * 1.1)))
                : Tree.compare(dte, Comparison.valueOf(sign), Tree.num(many));
        return Mention.of(from, to, new Condition(expression, "dte", many));
    }

    private Count counted(int at) {
        boolean one = is(at, "a", "an", "one") && unit(at + 1) > 0;
        return one ? new Count(1, at + 1, false, false) : Counting.at(words, at);
    }

    private int unit(int at) {
        return days(words, at);
    }

    /** Calendar days of the unit that stands there; 0 for none. */
    static int days(List<Word> words, int at) {
        return at >= 0 && at < words.size() ? DAYS.getOrDefault(words.get(at).lower(), 0) : 0;
    }

    /** Past the words that say it is the time to expiry; 0 where nothing says so and nothing has. */
    private int left(int at, boolean said) {
        int end = left(at);
        return end == 0 && said ? at : end;
    }

    private int left(int at) {
        if (is(at, "left", "out", "remaining", "away")) {
            return is(at + 1, "to", "until", "till", "before") && isExpiry(at + 2) ? at + 3 : at + 1;
        }
        if (is(at, "to", "until", "till", "before", "from") && (is(at + 1, "go", "run", "live") || isExpiry(at + 1))) {
            return at + 2;
        }
        if (is(at, "of") && is(at + 1, "life", "time") && is(at + 2, "left", "remaining")) {
            return at + 3;
        }
        return 0;
    }

    private boolean isExpiry(int at) {
        return is(at, "expiry", "expiration", "expire", "expires", "maturity", "expiring");
    }

    private int orMore(int at) {
        return is(at, "or") && is(at + 1, "more", "less", "fewer", "longer") ? at + 2 : at;
    }

    private boolean is(int at, String... any) {
        return Words.is(words, at, any);
    }
}
