package dev.mvq.dsl.ask;

import dev.mvq.dsl.ask.Counting.Count;
import dev.mvq.dsl.ask.Meaning.Slot;
import dev.mvq.dsl.ask.Meaning.Tag;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Numbers that belong to a name: ten epochs, a batch size of 512, sensitivity 3, greeks weighted 2. */
final class SlotReader {
    private static final Map<String, Integer> TIMES = Map.of("twice", 2, "double", 2, "triple", 3, "thrice", 3);
    /** Trading days in a week, a month, a quarter and a year. */
    private static final Map<String, Integer> SESSIONS = Map.of(
            "week", 5, "weeks", 5, "month", 21, "months", 21, "quarter", 63, "quarters", 63, "year", 252, "years", 252);

    private static final Set<String> COUNTED = Set.of("days", "underlyings", "arbitrage");

    /** What "only 5" are of. */
    private static final String[] HITS = {
        "of", "please", "results", "rows", "matches", "hits", "contracts", "options", "neighbours", "neighbors", "and"
    };

    private final List<Word> words;
    private final Lexicon lexicon;

    SlotReader(List<Word> words, Lexicon lexicon) {
        this.words = words;
        this.lexicon = lexicon;
    }

    Optional<Mention> at(int at) {
        return apart(at)
                .or(() -> most(at))
                .or(() -> risk(at))
                .or(() -> horizons(at))
                .or(() -> horizon(at))
                .or(() -> nameFirst(at))
                .or(() -> numberFirst(at))
                .or(() -> share(at));
    }

    /** {@code 10 max}: how many at most. */
    private Optional<Mention> most(int at) {
        Count count = Counting.at(words, at);
        boolean max = count.exists()
                && !count.percent()
                && !count.money()
                && is(count.end(), "max", "maximum", "tops")
                && lexicon.at(words, count.end() - 1, "COLUMN").isEmpty()
                && (count.end() + 1 >= words.size()
                        || lexicon.at(words, count.end() + 1, "COLUMN").isEmpty());
        return max ? Optional.of(Mention.of(at, count.end() + 1, new Slot("k", count.value()))) : Optional.empty();
    }

    /** {@code no more than 30% risk}. */
    private Optional<Mention> risk(int at) {
        Optional<Mention> most = lexicon.at(words, at, "COMPARATOR")
                .filter(mention -> value(mention).startsWith("LESS"));
        Count count = most.isPresent() ? Counting.at(words, most.get().to()) : Count.NONE;
        return count.exists() && is(count.end(), "risk")
                ? Optional.of(Mention.of(at, count.end() + 1, new Slot("maxrisk", count.value())))
                : Optional.empty();
    }

    /** {@code 5, 20 and 60 days}. */
    private Optional<Mention> horizons(int at) {
        List<Double> days = new ArrayList<>();
        int next = at;
        Count count = Counting.at(words, next);
        while (count.exists() && !count.percent() && !count.money()) {
            days.add(count.value());
            next = skip(count.end(), "and", "trading");
            count = Counting.at(words, next);
        }
        return days.size() > 1 && is(next, "days", "day", "sessions")
                ? Optional.of(Mention.of(at, next + 1, new Meaning.Horizons(days)))
                : Optional.empty();
    }

    /** {@code after a month}, {@code over the next two weeks}, {@code three months later}: in trading days. */
    private Optional<Mention> horizon(int at) {
        boolean before = is(at, "after", "over", "within", "in");
        int number = before ? skip(at + 1, "the", "next", "following", "about") : at;
        Count count = is(number, "a", "one", "an")
                ? new Count(1, number + 1, false, false)
                : number > at + 1 && SESSIONS.containsKey(lower(number))
                        ? new Count(1, number, false, false)
                        : Counting.at(words, number);
        int sessions = count.exists() ? SESSIONS.getOrDefault(lower(count.end()), 0) : 0;
        boolean later = is(count.end() + 1, "later", "afterwards", "on", "ahead", "after");
        boolean next = number > at + 1 && is(number - 1, "next", "following");
        boolean last = count.end() + 1 >= words.size();
        if (sessions == 0 || !(later || next || (before && is(at, "after") && last))) {
            return Optional.empty();
        }
        return Optional.of(Mention.of(
                at,
                later ? count.end() + 2 : count.end() + 1,
                new Meaning.Horizons(List.of(count.value() * sessions))));
    }

    private String lower(int at) {
        return at < words.size() ? words.get(at).lower() : "";
    }

    private Optional<Mention> nameFirst(int at) {
        for (String kind : List.of("SLOT", "OPTION", "SETTING")) {
            Optional<Mention> name = lexicon.at(words, at, kind);
            if (name.isPresent() && !COUNTED.contains(value(name.get()))) {
                boolean only = value(name.get()).equals("only");
                if (is(name.get().to() - 1, "closest", "nearest")
                        && is(name.get().to(), "to")) {
                    return Optional.empty();
                }
                Count count = Counting.at(
                        words, skip(name.get().to(), "of", "to", "=", "at", "is", "set", ":", "least", "most"));
                boolean one = only && count.exists() && is(count.end() - 1, "one");
                if (one
                        && (count.end() == words.size()
                                || is(count.end(), "result", "match", "hit", "row", "please"))) {
                    return Optional.of(Mention.of(at, count.end(), new Slot("k", 1)));
                }
                boolean year = only
                        && count.exists()
                        && PlainDate.isYear(words.get(count.end() - 1).text());
                if (year) {
                    return Optional.empty();
                }
                if (only && count.exists() && count.end() < words.size() && !is(count.end(), HITS)) {
                    return Optional.empty();
                }
                boolean sigma = is(count.end(), "sigma", "sigmas", "standard", "sd");
                if (count.exists() && sigma && value(name.get()).equals("threshold")) {
                    int end = is(count.end(), "standard") ? count.end() + 2 : count.end() + 1;
                    return Optional.of(Mention.of(at, end, new Slot("sensitivity", count.value())));
                }
                if (count.exists() && !words.get(count.end() - 1).is("one")) {
                    return Optional.of(Mention.of(at, count.end(), slot(value(name.get()), count)));
                }
            }
        }
        return Optional.empty();
    }

    private static Slot slot(String name, Count count) {
        boolean hundredths = name.equals("threshold") && count.value() > 1;
        return new Slot(name.equals("only") ? "k" : name, hundredths ? count.value() / 100 : count.value());
    }

    private Optional<Mention> numberFirst(int at) {
        Count count = Counting.at(words, at);
        if (!count.exists() || count.percent() || count.money()) {
            return Optional.empty();
        }
        if (is(count.end(), "sigma", "sigmas", "sd", "sds", "stdev", "stdevs")
                || (is(count.end(), "standard") && is(count.end() + 1, "deviation", "deviations"))) {
            int end = is(count.end(), "standard") ? count.end() + 2 : count.end() + 1;
            return Optional.of(Mention.of(at, end, new Slot("sensitivity", count.value())));
        }
        int next = skip(count.end(), "encoder", "worker", "made");
        if (next >= words.size()) {
            return Optional.empty();
        }
        return lexicon.at(words, next, "OPTION")
                .or(() -> lexicon.at(words, next, "SETTING"))
                .filter(name -> !value(name).equals("debug") && !value(name).equals("today"))
                .map(name -> Mention.of(at, name.to(), new Slot(value(name), count.value())));
    }

    /** {@code 30 days apart}, {@code at least 30 trading days apart}, {@code apart by 30 days}. */
    private Optional<Mention> apart(int at) {
        boolean first = is(at, "apart");
        int number = skip(
                at,
                "at",
                "least",
                "apart",
                "by",
                "from",
                "spaced",
                "separated",
                "separate",
                "no",
                "fewer",
                "less",
                "than",
                "minimum",
                "of");
        first |= is(at, "spaced", "separated", "separate") && number > at;
        Count count = Counting.at(words, number);
        if (!count.exists()) {
            return Optional.empty();
        }
        int end = skip(count.end(), "trading", "days", "day", "sessions");
        boolean last = is(end, "apart", "between") || (is(end, "away") && is(end + 1, "from"));
        if ((!first && !last) || end == count.end()) {
            return Optional.empty();
        }
        return Optional.of(Mention.of(at, last ? end + 1 : end, new Slot("apart", count.value())));
    }

    /** {@code greeks weight 2}, {@code 70% greeks}, {@code greeks twice as much as}. */
    private Optional<Mention> share(int at) {
        Optional<Mention> modality = at < words.size() ? lexicon.at(words, at, "MODALITY") : Optional.empty();
        if (modality.isEmpty()) {
            return shareFirst(at);
        }
        int next = skip(
                modality.get().to(),
                "weight",
                "weighted",
                "weighing",
                "at",
                "count",
                "counts",
                "counting",
                "with",
                "a",
                "of",
                "by",
                "=",
                ":",
                "should",
                "counted",
                "weighs",
                "being");
        if (next < words.size() && TIMES.containsKey(words.get(next).lower())) {
            return Optional.of(times(at, modality.get(), next));
        }
        Count count = Counting.at(words, next);
        boolean weighed = count.percent()
                || next > modality.get().to()
                || count.value() < 1
                || (count.exists() && is(count.end(), "times"));
        if (!count.exists() || !weighed || is(next - 1, "with")) {
            return Optional.empty();
        }
        int end = is(count.end(), "times")
                ? skip(
                        count.end() + 1,
                        "as",
                        "much",
                        "heavily",
                        "heavy",
                        "strong",
                        "strongly",
                        "important",
                        "big",
                        "the",
                        "weight",
                        "of")
                : count.end();
        if (count.percent()
                && lexicon.at(words, at, "MODALITY").isPresent()
                && end < words.size()
                && lexicon.at(words, end, "MODALITY").isPresent()
                && next == modality.get().to()) {
            return Optional.empty();
        }
        return Optional.of(Mention.of(at, end, new Meaning.Share(value(modality.get()), count.value())));
    }

    /** {@code greeks twice as much as}. */
    private Mention times(int at, Mention modality, int next) {
        int end = skip(
                next + 1,
                "compared",
                "to",
                "with",
                "as",
                "much",
                "heavily",
                "the",
                "weight",
                "of",
                "than",
                "times",
                "strongly",
                "important");
        return Mention.of(
                at,
                end,
                new Meaning.Share(
                        value(modality), TIMES.getOrDefault(words.get(next).lower(), 1)));
    }

    private Optional<Mention> shareFirst(int at) {
        Count count = is(at, "half") ? new Count(0.5, at + 1, true, false) : Counting.at(words, at);
        int next = count.exists() ? skip(count.end(), "on", "of", "for", "weight", "the", "to") : words.size();
        if (next >= words.size() || is(at - 1, "at") || (!count.percent() && count.value() >= 1)) {
            return Optional.empty();
        }
        return lexicon.at(words, next, "MODALITY")
                .map(modality -> Mention.of(at, modality.to(), new Meaning.Share(value(modality), count.value())));
    }

    private static String value(Mention mention) {
        return ((Tag) mention.meanings().getFirst()).value();
    }

    private int skip(int at, String... any) {
        return Words.skip(words, at, any);
    }

    private boolean is(int at, String... any) {
        return Words.is(words, at, any);
    }
}
