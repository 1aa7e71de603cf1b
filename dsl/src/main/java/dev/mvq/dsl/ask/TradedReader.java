package dev.mvq.dsl.ask;

import dev.mvq.dsl.ask.Meaning.Condition;
import dev.mvq.dsl.syntax.Expression;
import dev.mvq.dsl.syntax.Expression.Comparison;
import java.util.List;
import java.util.Optional;

/** Whether contracts changed hands: that nobody traded, with no trades, that actually traded. */
final class TradedReader {
    private static final String[] NEVER = {
        "nobody traded",
        "nobody has traded",
        "no one traded",
        "noone traded",
        "not traded",
        "not trade",
        "never traded",
        "untraded",
        "no trades",
        "without trades",
        "without any trades",
        "zero trades",
        "did not trade",
        "nobody touched"
    };
    private static final String[] EVER = {
        "actually traded",
        "really traded",
        "did trade",
        "was actually traded",
        "were actually traded",
        "at least one trade",
        "any trades",
        "some volume",
        "any volume",
        "someone traded",
        "somebody traded",
        "someone actually traded",
        "have been traded",
        "has been traded",
        "were traded at all",
        "that traded",
        "which traded",
        "that were traded",
        "that have traded"
    };

    private final List<Word> words;
    private final Lexicon lexicon;

    TradedReader(List<Word> words, Lexicon lexicon) {
        this.words = words;
        this.lexicon = lexicon;
    }

    Optional<Mention> at(int at) {
        return many(at).or(() -> any(at));
    }

    /** {@code traded more than 500 lots}. */
    private Optional<Mention> many(int at) {
        boolean traded = Words.is(words, at, "traded", "trade", "trading");
        Optional<Mention> comparison =
                traded && at + 1 < words.size() ? lexicon.at(words, at + 1, "COMPARATOR") : Optional.empty();
        Counting.Count count =
                comparison.map(mention -> Counting.at(words, mention.to())).orElse(Counting.Count.NONE);
        return comparison.isPresent() && count.exists() && Words.is(words, count.end(), "lots", "contracts")
                ? Optional.of(Measured.made(
                        at,
                        count.end() + 1,
                        "volume",
                        ((Meaning.Tag) comparison.get().meanings().getFirst()).value(),
                        count))
                : Optional.empty();
    }

    private Optional<Mention> any(int at) {
        int never = Words.past(words, at, NEVER);
        int ever = Words.past(words, at, EVER);
        int end = Math.max(never, ever);
        // "Not traded like SPY" and "actually traded above 2" say something else.
        boolean more = Words.is(
                        words,
                        end,
                        "like",
                        "as",
                        "above",
                        "below",
                        "at",
                        "over",
                        "under",
                        "for",
                        "near",
                        "similarly",
                        "more",
                        "less",
                        "fewer",
                        "most",
                        "least",
                        "between",
                        "from",
                        "strangely",
                        "oddly",
                        "actively",
                        "heavily")
                || Counting.at(words, end).exists();
        if (end == at || more) {
            return Optional.empty();
        }
        Expression volume =
                Tree.compare(Tree.column("volume"), ever == end ? Comparison.GREATER : Comparison.EQUAL, Tree.num(0));
        return Optional.of(Mention.of(at, end, new Condition(volume, "volume", 0)));
    }
}
