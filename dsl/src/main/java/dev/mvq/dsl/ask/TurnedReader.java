package dev.mvq.dsl.ask;

import dev.mvq.dsl.ask.Counting.Count;
import dev.mvq.dsl.ask.Meaning.Condition;
import dev.mvq.dsl.ask.Meaning.Tag;
import dev.mvq.dsl.diagnostic.Span;
import dev.mvq.dsl.syntax.Expression;
import dev.mvq.dsl.syntax.Expression.Comparison;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Comparisons whose parts stand elsewhere: more open interest than 5000, volume over twice the open interest, a bid of zero. */
final class TurnedReader {
    private static final Map<String, Double> TIMES = Map.of("twice", 2.0, "double", 2.0, "triple", 3.0, "half", 0.5);
    private static final String[] MORE = {"more", "greater", "higher", "bigger", "larger"};
    private static final String[] LESS = {"less", "fewer", "lower", "smaller"};

    private record Found(String value, int end) {}

    private final List<Word> words;
    private final Lexicon lexicon;

    TurnedReader(List<Word> words, Lexicon lexicon) {
        this.words = words;
        this.lexicon = lexicon;
    }

    Optional<Mention> at(int at) {
        return split(at).or(() -> times(at)).or(() -> zero(at));
    }

    /** {@code more open interest than 5000}, {@code a lower iv than 30%}. */
    private Optional<Mention> split(int at) {
        boolean more = Words.is(words, at, MORE);
        if (!more && !Words.is(words, at, LESS)) {
            return Optional.empty();
        }
        Optional<Found> column = column(at + 1).filter(found -> Words.is(words, found.end(), "than"));
        return column.flatMap(found -> {
            Count count = Counting.at(words, found.end() + 1);
            return count.exists()
                    ? Optional.of(Measured.made(at, count.end(), found.value(), more ? "GREATER" : "LESS", count))
                    : Optional.empty();
        });
    }

    /** {@code volume more than twice the open interest}. */
    private Optional<Mention> times(int at) {
        Optional<Found> column = column(at);
        int next = column.map(found -> Words.skip(words, found.end(), "is", "are", "was", "were", "of"))
                .orElse(words.size());
        Optional<Mention> comparison = next < words.size() ? lexicon.at(words, next, "COMPARATOR") : Optional.empty();
        if (column.isEmpty() || comparison.isEmpty()) {
            return Optional.empty();
        }
        int number = comparison.get().to();
        Count count = Counting.at(words, number);
        boolean named =
                number < words.size() && TIMES.containsKey(words.get(number).lower());
        boolean counted = count.exists() && Words.is(words, count.end(), "times", "x");
        if (!named && !counted) {
            return Optional.empty();
        }
        double factor = named ? TIMES.getOrDefault(words.get(number).lower(), 1.0) : count.value();
        int other = Words.skip(words, named ? number + 1 : count.end() + 1, "the", "its", "their", "of", "as", "much");
        return column(other)
                .map(found -> Mention.of(
                        at,
                        found.end(),
                        new Condition(
                                Tree.compare(
                                        Tree.column(column.get().value()),
                                        Comparison.valueOf(value(comparison.get())),
                                        new Expression.Arithmetic(
                                                Expression.Operation.MULTIPLY,
                                                Tree.num(factor),
                                                Tree.column(found.value()),
                                                Span.NONE)),
                                column.get().value(),
                                Double.NaN)));
    }

    /** {@code bid is zero}, {@code open interest of 0}. */
    private Optional<Mention> zero(int at) {
        Optional<Found> column = column(at).filter(found -> ConditionReader.MAY_BE_ZERO.contains(found.value()));
        int next = column.map(found -> Words.skip(words, found.end(), "is", "are", "was", "were", "of", "equals", "at"))
                .orElse(words.size());
        return column.isPresent() && Words.is(words, next, "zero", "0", "nil", "nothing")
                ? Optional.of(Measured.made(
                        at, next + 1, column.get().value(), "EQUAL", new Count(0, next + 1, false, false)))
                : Optional.empty();
    }

    private Optional<Found> column(int at) {
        return at < words.size()
                ? lexicon.at(words, at, "COLUMN")
                        .map(mention -> new Found(value(mention), mention.to()))
                        .filter(found -> ConditionReader.COMPARED.contains(found.value()))
                : Optional.empty();
    }

    private static String value(Mention mention) {
        return ((Tag) mention.meanings().getFirst()).value();
    }
}
