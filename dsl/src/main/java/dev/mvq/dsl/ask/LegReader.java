package dev.mvq.dsl.ask;

import dev.mvq.dsl.ask.Counting.Count;
import dev.mvq.dsl.ask.Meaning.Leg;
import dev.mvq.runtime.market.Right;
import java.util.List;
import java.util.Optional;

/** Strikes with their right: 150c, 190 strike call, put struck at 450. */
final class LegReader {
    private final List<Word> words;
    private final Lexicon lexicon;

    LegReader(List<Word> words, Lexicon lexicon) {
        this.words = words;
        this.lexicon = lexicon;
    }

    /** {@code 150c}, {@code 190 strike call}, {@code $450 puts}, {@code put struck at 450}, {@code call 150}. */
    Optional<Mention> at(int at) {
        Word word = words.get(at);
        if (word.lower().matches("\\$?\\d+(\\.\\d+)?[cp]")) {
            Right right = word.lower().endsWith("c") ? Right.CALL : Right.PUT;
            int end = is(at + 1, right == Right.CALL ? "call" : "put") ? at + 2 : at + 1;
            return Optional.of(leg(at, end, Double.parseDouble(word.lower().replaceAll("[$cp]", "")), right, false));
        }
        return strikeFirst(at).or(() -> rightFirst(at));
    }

    private Optional<Mention> strikeFirst(int at) {
        int number = is(at, "strike", "struck") ? is(at + 1, "at", "of") ? at + 2 : at + 1 : at;
        Count strike = number < words.size() && words.get(number).kind() == Word.Kind.NUMBER
                ? Counting.at(words, number)
                : Count.NONE;
        if (!strike.exists() || strike.percent() || strike.value() <= 0) {
            return Optional.empty();
        }
        int next = is(strike.end(), "strike", "struck") ? strike.end() + 1 : strike.end();
        return right(next)
                .map(right -> leg(
                        at,
                        next + 1,
                        strike.value(),
                        right,
                        words.get(next).lower().endsWith("s")));
    }

    private Optional<Mention> rightFirst(int at) {
        return right(at).flatMap(right -> {
            int next = at + 1;
            while (is(next, "struck", "with", "a", "strike", "at", "of", "the", "@")
                    || (is(next, "price") && is(next - 1, "strike"))) {
                next++;
            }
            Count strike = next < words.size() && words.get(next).kind() == Word.Kind.NUMBER
                    ? Counting.at(words, next)
                    : Count.NONE;
            boolean fits = strike.exists()
                    && !strike.percent()
                    && strike.value() > 0
                    && !isCounted(strike.end())
                    && !(is(next - 1, "with", "at", "the", "of")
                            && next - at <= 2
                            && is(next - 1, "with", "of", "the"));
            return fits
                    ? Optional.of(leg(
                            at,
                            strike.end(),
                            strike.value(),
                            right,
                            words.get(at).lower().endsWith("s")))
                    : Optional.empty();
        });
    }

    /** In {@code puts 30 delta 45 dte} the numbers are no strikes. */
    private boolean isCounted(int at) {
        return at < words.size()
                && (is(at, "to", "-", "days", "day", "weeks", "months", "or")
                        || lexicon.at(words, at, "COLUMN").isPresent());
    }

    private Optional<Right> right(int at) {
        if (is(at, "call", "calls", "c")) {
            return Optional.of(Right.CALL);
        }
        return is(at, "put", "puts", "p") ? Optional.of(Right.PUT) : Optional.empty();
    }

    private static Mention leg(int from, int to, double strike, Right right, boolean plural) {
        return Mention.of(from, to, new Leg(Math.round(strike * 1000), right, plural));
    }

    private boolean is(int at, String... any) {
        return Words.is(words, at, any);
    }
}
