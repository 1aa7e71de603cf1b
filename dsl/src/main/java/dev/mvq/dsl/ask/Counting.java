package dev.mvq.dsl.ask;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** Numbers in figures and in words. */
final class Counting {
    private static final Map<String, Integer> SMALL = Map.ofEntries(
            Map.entry("one", 1),
            Map.entry("two", 2),
            Map.entry("three", 3),
            Map.entry("four", 4),
            Map.entry("five", 5),
            Map.entry("six", 6),
            Map.entry("seven", 7),
            Map.entry("eight", 8),
            Map.entry("nine", 9),
            Map.entry("ten", 10),
            Map.entry("eleven", 11),
            Map.entry("twelve", 12),
            Map.entry("thirteen", 13),
            Map.entry("fourteen", 14),
            Map.entry("fifteen", 15),
            Map.entry("sixteen", 16),
            Map.entry("seventeen", 17),
            Map.entry("eighteen", 18),
            Map.entry("nineteen", 19),
            Map.entry("dozen", 12),
            Map.entry("zero", 0));
    private static final Map<String, Integer> TENS = Map.of(
            "twenty", 20, "thirty", 30, "forty", 40, "fifty", 50, "sixty", 60, "seventy", 70, "eighty", 80, "ninety",
            90);
    private static final Map<String, Integer> LARGE = Map.of("hundred", 100, "thousand", 1000, "million", 1_000_000);
    private static final Map<String, Double> COINS = Map.of("nickel", 0.05, "dime", 0.1, "penny", 0.01);
    private static final List<String> ORDINALS = List.of(
            "zeroth", "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth");

    /** A number and where it ends. */
    record Count(double value, int end, boolean percent, boolean money) {
        static final Count NONE = new Count(Double.NaN, -1, false, false);

        boolean exists() {
            return end >= 0;
        }
    }

    private Counting() {}

    /** Whether the word is one of those that numbers are written in. */
    static boolean isNumberWord(String word) {
        return SMALL.containsKey(word) || TENS.containsKey(word) || LARGE.containsKey(word);
    }

    /** Place of an ordinal, from 1; 0 for none. */
    static int ordinal(String word) {
        int place = ORDINALS.indexOf(word);
        if (place > 0) {
            return place;
        }
        return word.matches("\\d{1,2}(st|nd|rd|th)") ? Integer.parseInt(word.replaceAll("\\D", "")) : 0;
    }

    /** The number that begins at a word. */
    static Count at(List<Word> words, int at) {
        if (at >= words.size()) {
            return Count.NONE;
        }
        Word word = words.get(at);
        if (word.kind() == Word.Kind.NUMBER) {
            return figures(words, at, word.text());
        }
        if (word.kind() == Word.Kind.MIXED && word.lower().matches("\\$?\\d+(\\.\\d+)?[km]")) {
            double unit = word.lower().endsWith("k") ? 1e3 : 1e6;
            return new Count(Double.parseDouble(word.lower().replaceAll("[$km]", "")) * unit, at + 1, false, false);
        }
        if (word.kind() == Word.Kind.MIXED && word.lower().matches("\\d+c")) {
            return new Count(Double.parseDouble(word.lower().replace("c", "")) / 100, at + 1, false, true);
        }
        return pieces(words, at).orElseGet(() -> spelled(words, at));
    }

    /** {@code half a dozen}, {@code a couple of}, {@code a nickel}. */
    private static Optional<Count> pieces(List<Word> words, int at) {
        if (Words.is(words, at, "half") && Words.is(words, at + 1, "a") && Words.is(words, at + 2, "dozen")) {
            return Optional.of(new Count(6, at + 3, false, false));
        }
        int one = Words.is(words, at, "a") ? at + 1 : at;
        if (one > at && Words.is(words, one, "dollar", "buck")) {
            return Optional.of(new Count(1, one + 1, false, true));
        }
        if (one > at && Words.is(words, one, "percent", "pct")) {
            return Optional.of(new Count(0.01, one + 1, true, false));
        }
        if (Words.is(words, one, "couple")) {
            return Optional.of(new Count(2, Words.is(words, one + 1, "of") ? one + 2 : one + 1, false, false));
        }
        return one < words.size() && COINS.containsKey(words.get(one).lower())
                ? Optional.of(new Count(COINS.getOrDefault(words.get(one).lower(), 0.0), one + 1, false, true))
                : Optional.empty();
    }

    private static Count figures(List<Word> words, int at, String text) {
        OptionalDouble value = parse(text.replaceAll("[$%+,_]", ""));
        if (value.isEmpty()) {
            return Count.NONE;
        }
        return united(words, value.getAsDouble(), at + 1, text.contains("%"), text.contains("$"));
    }

    private static OptionalDouble parse(String text) {
        return text.matches("-?(\\d+(\\.\\d+)?|\\.\\d+)")
                ? OptionalDouble.of(Double.parseDouble(text))
                : OptionalDouble.empty();
    }

    private static Count united(List<Word> words, double value, int end, boolean percent, boolean money) {
        String next = end < words.size() ? words.get(end).lower() : "";
        return switch (next) {
            case "percent", "pct" -> new Count(value / 100, end + 1, true, false);
            case "cents", "cent" -> new Count(Math.rint(value * 100) / 10_000, end + 1, false, true);
            case "dollars", "dollar", "bucks", "usd" -> new Count(value, end + 1, false, true);
            case "hundred", "thousand", "million" ->
                new Count(value * LARGE.getOrDefault(next, 1), end + 1, false, money);
            default -> new Count(percent ? value / 100 : value, end, percent, money);
        };
    }

    private static Count spelled(List<Word> words, int at) {
        int end = at;
        boolean article = words.get(at).is("a")
                && at + 1 < words.size()
                && isLarge(words.get(at + 1).lower());
        double total = article ? 1 : 0;
        boolean any = false;
        end += article ? 1 : 0;
        while (end < words.size()) {
            String word = words.get(end).lower();
            if (SMALL.containsKey(word)) {
                total = word.equals("dozen") ? Math.max(total, 1) * 12 : total + SMALL.getOrDefault(word, 0);
            } else if (TENS.containsKey(word)) {
                total += TENS.getOrDefault(word, 0);
            } else if (LARGE.containsKey(word)) {
                total = Math.max(total, 1) * LARGE.getOrDefault(word, 1);
            } else if (!(word.equals("and")
                    && any
                    && end + 1 < words.size()
                    && total >= 100
                    && isNumberWord(words.get(end + 1).lower()))) {
                break;
            }
            any = true;
            end++;
        }
        boolean half =
                any && Words.is(words, end, "and") && Words.is(words, end + 1, "a") && Words.is(words, end + 2, "half");
        if (half) {
            return united(words, total + 0.5, end + 3, false, false);
        }
        return any ? united(words, total, end, false, false) : Count.NONE;
    }

    private static boolean isLarge(String word) {
        return LARGE.containsKey(word) || word.equals("dozen");
    }
}
