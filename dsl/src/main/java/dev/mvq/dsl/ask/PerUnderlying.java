package dev.mvq.dsl.ask;

import dev.mvq.dsl.diagnostic.Span;
import dev.mvq.dsl.syntax.Expression;
import dev.mvq.dsl.syntax.Stage;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/** {@code top 5 underlyings by volume}: rows are of contracts, so that what is asked of their underlyings is added up first. */
final class PerUnderlying {
    private static final Set<String> ADDED_UP = Set.of("volume", "open_interest");

    private static final String[] ASKED = {"underlyings", "tickers", "symbols"};

    /** Words behind which underlyings are what rows go by, or are limited to. */
    private static final String[] BEHIND = {
        "by",
        "per",
        "across",
        "of",
        "for",
        "in",
        "on",
        "each",
        "other",
        "different",
        "over",
        "between",
        "all",
        "same",
        "these",
        "those",
        "my",
        "within",
        "among"
    };

    private PerUnderlying() {}

    /** Whether underlyings are what is asked for. */
    static boolean isAsked(List<Word> words) {
        return IntStream.range(0, words.size())
                .anyMatch(at -> Words.is(words, at, ASKED) && !Words.is(words, at - 1, BEHIND));
    }

    /** The stages as they are, or those that ask of underlyings. */
    static List<Stage> of(List<Stage> stages) {
        if (stages.isEmpty() || !(stages.getFirst() instanceof Stage.Sort sort)) {
            return stages;
        }
        Stage.Key key = sort.keys().getFirst();
        if (!(key.value() instanceof Expression.Column column)) {
            return stages;
        }
        if (!ADDED_UP.contains(column.name().lower())) {
            throw new Declined(
                    "which figure of " + column.name().text() + " of the contracts of each underlying?",
                    "FROM contracts | STATS avg(iv) AS n BY underlying | SORT BY n DESC | LIMIT 10");
        }
        List<Stage> summed = new ArrayList<>();
        summed.add(new Stage.Stats(
                List.of(Tree.named(Tree.call("sum", column), "n")),
                List.of(Tree.named(Tree.column("underlying"))),
                Span.NONE));
        summed.add(Tree.sort("n", key.descending()));
        summed.addAll(stages.subList(1, stages.size()));
        return summed;
    }
}
