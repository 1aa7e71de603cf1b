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
        "were traded at all"
    };

    private final List<Word> words;

    TradedReader(List<Word> words) {
        this.words = words;
    }

    Optional<Mention> at(int at) {
        int never = Words.past(words, at, NEVER);
        int ever = Words.past(words, at, EVER);
        int end = Math.max(never, ever);
        // "Not traded like SPY" and "actually traded above 2" say something else.
        boolean more =
                Words.is(words, end, "like", "as", "above", "below", "at", "over", "under", "for", "near", "similarly");
        if (end == at || more) {
            return Optional.empty();
        }
        Expression volume =
                Tree.compare(Tree.column("volume"), ever == end ? Comparison.GREATER : Comparison.EQUAL, Tree.num(0));
        return Optional.of(Mention.of(at, end, new Condition(volume, "volume", 0)));
    }
}
