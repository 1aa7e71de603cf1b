package dev.mvq.dsl.ask;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What people say or abbreviate to what they would write: numbers, days and years in figures, spelled tickers as one word,
 * "dot csv" as a file, and the short forms of the trade and of telephones in full.
 */
final class Dictation {
    private static final Set<String> FILES =
            Set.of("csv", "parquet", "json", "md", "html", "png", "svg", "mvq", "gz", "zip");
    private static final Map<String, Integer> ORDINALS = Map.ofEntries(
            Map.entry("first", 1),
            Map.entry("second", 2),
            Map.entry("third", 3),
            Map.entry("fourth", 4),
            Map.entry("fifth", 5),
            Map.entry("sixth", 6),
            Map.entry("seventh", 7),
            Map.entry("eighth", 8),
            Map.entry("ninth", 9),
            Map.entry("tenth", 10),
            Map.entry("eleventh", 11),
            Map.entry("twelfth", 12),
            Map.entry("thirteenth", 13),
            Map.entry("fourteenth", 14),
            Map.entry("fifteenth", 15),
            Map.entry("sixteenth", 16),
            Map.entry("seventeenth", 17),
            Map.entry("eighteenth", 18),
            Map.entry("nineteenth", 19),
            Map.entry("twentieth", 20),
            Map.entry("thirtieth", 30));
    private static final int LONGEST_TICKER = 5;
    private final Lexicon lexicon;
    private final Predicate<String> ticker;

    /** @param ticker whether a word in capitals is a ticker that is known */
    Dictation(Lexicon lexicon, Predicate<String> ticker) {
        this.lexicon = lexicon;
        this.ticker = ticker;
    }

    List<Word> written(List<Word> spoken) {
        List<Word> words = new ArrayList<>();
        for (Word word : spoken) {
            boolean extreme = word.is("low", "lows", "high", "highs")
                    && !words.isEmpty()
                    && words.getLast().is("lowest", "highest", "average", "mean", "minimum", "maximum");
            if (extreme) {
                words.add(new Word("daily", "daily", Word.Kind.WORD));
            }
            boolean letter = word.text().length() == 1 && word.isUpper();
            List<String> full = letter ? List.of() : lexicon.inFull(word.lower());
            if (full.isEmpty()) {
                words.add(word);
            } else {
                full.forEach(each -> words.add(new Word(each, each, Word.Kind.WORD)));
            }
        }
        return joined(Blend.weighed(words));
    }

    private List<Word> joined(List<Word> words) {
        SpokenNumber numbers = new SpokenNumber(words);
        List<Word> written = new ArrayList<>();
        int at = 0;
        while (at < words.size()) {
            int here = at;
            Part part = spelled(words, at)
                    .or(() -> file(words, here))
                    .or(() -> ordinal(words, here))
                    .or(() -> dayAndYear(words, numbers, here))
                    .or(() -> numbers.at(here).map(each -> new Part(word(each.text(), Word.Kind.NUMBER), each.end())))
                    .orElseGet(() -> new Part(words.get(here), here + 1));
            written.add(part.word());
            at = part.end();
        }
        return written;
    }

    /** A word and where what it was made of ends. */
    private record Part(Word word, int end) {}

    private static Word word(String text, Word.Kind kind) {
        return new Word(text, text.toLowerCase(Locale.ROOT), kind);
    }

    /** {@code s p y}: letters one by one that make a known ticker. */
    private Optional<Part> spelled(List<Word> words, int at) {
        StringBuilder letters = new StringBuilder();
        int end = at;
        while (end < words.size() && words.get(end).lower().matches("[a-z]") && letters.length() < LONGEST_TICKER) {
            letters.append(words.get(end).lower());
            end++;
        }
        String name = letters.toString().toUpperCase(Locale.ROOT);
        return name.length() >= 3 && ticker.test(name)
                ? Optional.of(new Part(word(name, Word.Kind.WORD), end))
                : Optional.empty();
    }

    /** {@code out dot csv}. */
    private static Optional<Part> file(List<Word> words, int at) {
        return words.get(at).kind() == Word.Kind.WORD
                        && Words.is(words, at + 1, "dot")
                        && at + 2 < words.size()
                        && FILES.contains(words.get(at + 2).lower())
                ? Optional.of(new Part(
                        word(words.get(at).text() + "." + words.get(at + 2).lower(), Word.Kind.FILE), at + 3))
                : Optional.empty();
    }

    /** {@code fifteenth} beside a month. */
    private static Optional<Part> ordinal(List<Word> words, int at) {
        boolean tens = Words.is(words, at, "twenty", "thirty");
        int last = tens ? at + 1 : at;
        int day = last < words.size() ? ORDINALS.getOrDefault(words.get(last).lower(), 0) : 0;
        if (day == 0 || (tens && day > 9)) {
            return Optional.empty();
        }
        int whole = tens ? day + (Words.is(words, at, "twenty") ? 20 : 30) : day;
        boolean behind = isMonth(words, Words.is(words, at - 1, "the") ? at - 2 : at - 1);
        boolean before = isMonth(words, Words.is(words, last + 1, "of", "day") ? last + 2 : last + 1);
        return (behind || before) && whole <= 31
                ? Optional.of(new Part(word(whole + "th", Word.Kind.MIXED), last + 1))
                : Optional.empty();
    }

    /** {@code march fifteen [twenty twenty four]}: a day in one word behind a month and before a year or a price. */
    private static Optional<Part> dayAndYear(List<Word> words, SpokenNumber numbers, int at) {
        if (!isMonth(words, at - 1)
                || numbers.at(at)
                        .filter(each -> each.text().matches("(19|20)\\d\\d"))
                        .isPresent()) {
            return Optional.empty();
        }
        Counting.Count day = Counting.at(words.subList(0, at + 1), at);
        boolean follows = numbers.at(at + 1).isPresent();
        return day.exists() && words.get(at).kind() == Word.Kind.WORD && follows && day.value() <= 31
                ? Optional.of(new Part(word((int) day.value() + "th", Word.Kind.MIXED), at + 1))
                : Optional.empty();
    }

    private static boolean isMonth(List<Word> words, int at) {
        return at >= 0 && at < words.size() && Days.monthNamed(words.get(at).lower()) > 0;
    }
}
