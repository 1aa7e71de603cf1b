package dev.mvq.dsl.ask;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Numbers as they are spoken: four hundred fifty, one fifty, twenty twenty four, minus zero point three. */
final class SpokenNumber {
    private static final Map<String, Integer> UNITS =
            Map.of("one", 1, "two", 2, "three", 3, "four", 4, "five", 5, "six", 6, "seven", 7, "eight", 8, "nine", 9);
    private static final Map<String, Integer> TEENS = Map.of(
            "ten",
            10,
            "eleven",
            11,
            "twelve",
            12,
            "thirteen",
            13,
            "fourteen",
            14,
            "fifteen",
            15,
            "sixteen",
            16,
            "seventeen",
            17,
            "eighteen",
            18,
            "nineteen",
            19);
    private static final Map<String, Integer> TENS = Map.of(
            "twenty", 20, "thirty", 30, "forty", 40, "fifty", 50, "sixty", 60, "seventy", 70, "eighty", 80, "ninety",
            90);
    private static final int FIRST_YEAR = 1990;
    private static final int LAST_YEAR = 2049;

    /** What may follow a price that is spoken without its hundred: {@code the one fifty call}. */
    private static final String[] BEHIND_PRICE = {
        "call", "calls", "put", "puts", "strike", "dollar", "dollars", "and", "to", "until", "through"
    };

    private static final String[] BEFORE_PRICE = {"strike", "and", "to", "between", "struck", "at", "above", "below"};

    /** A number in figures and where its words end. */
    record Figures(String text, int end) {}

    private final List<Word> words;

    SpokenNumber(List<Word> words) {
        this.words = words;
    }

    /** The number that begins at a word, where it takes two words or more. */
    Optional<Figures> at(int at) {
        return signed(at)
                .or(() -> year(at))
                .or(() -> fraction(at))
                .or(() -> price(at))
                .or(() -> whole(at))
                .filter(figures -> figures.end() > at + 1 || isStrike(figures.end()));
    }

    private boolean isStrike(int at) {
        return is(at, "call", "put", "strike");
    }

    private Optional<Figures> signed(int at) {
        if (!is(at, "minus", "negative")) {
            return Optional.empty();
        }
        Optional<Figures> spoken =
                fraction(at + 1).or(() -> whole(at + 1)).map(each -> new Figures("-" + each.text(), each.end()));
        boolean written = at + 1 < words.size()
                && words.get(at + 1).kind() == Word.Kind.NUMBER
                && !words.get(at + 1).text().startsWith("-");
        return spoken.or(() ->
                written ? Optional.of(new Figures("-" + words.get(at + 1).text(), at + 2)) : Optional.empty());
    }

    /** {@code twenty nineteen}, {@code nineteen ninety nine}, {@code two thousand and eight}, {@code twenty oh eight}. */
    private Optional<Figures> year(int at) {
        if (is(at, "two") && is(at + 1, "thousand")) {
            Optional<Figures> rest = belowHundred(is(at + 2, "and") ? at + 3 : at + 2);
            return rest.map(each -> new Figures(String.valueOf(2000 + Integer.parseInt(each.text())), each.end()))
                    .filter(SpokenNumber::isYear);
        }
        if (!is(at, "twenty", "nineteen")) {
            return Optional.empty();
        }
        int century = is(at, "twenty") ? 2000 : 1900;
        boolean early = is(at + 1, "oh", "o");
        return belowHundred(early ? at + 2 : at + 1)
                .filter(each -> early == (Integer.parseInt(each.text()) < 10))
                .map(each -> new Figures(String.valueOf(century + Integer.parseInt(each.text())), each.end()))
                .filter(SpokenNumber::isYear);
    }

    private static boolean isYear(Figures figures) {
        int year = Integer.parseInt(figures.text());
        return year >= FIRST_YEAR && year <= LAST_YEAR;
    }

    /** {@code point three}, {@code zero point four five}, {@code one half}. */
    private Optional<Figures> fraction(int at) {
        if (is(at, "one") && is(at + 1, "half") && !is(at + 2, "of")) {
            return Optional.of(new Figures("0.5", at + 2));
        }
        Optional<Figures> before = is(at, "zero")
                ? Optional.of(new Figures("0", at + 1))
                : is(at, "point") ? Optional.of(new Figures("0", at)) : whole(at);
        if (before.isEmpty() || !is(before.get().end(), "point")) {
            return Optional.empty();
        }
        StringBuilder digits = new StringBuilder();
        int end = before.get().end() + 1;
        for (Optional<Figures> next = digit(end); next.isPresent(); next = digit(end)) {
            digits.append(next.get().text());
            end = next.get().end();
        }
        return digits.isEmpty()
                ? Optional.empty()
                : Optional.of(new Figures(before.get().text() + "." + digits, end));
    }

    private Optional<Figures> digit(int at) {
        if (is(at, "zero", "oh")) {
            return Optional.of(new Figures("0", at + 1));
        }
        boolean written = at < words.size()
                && words.get(at).kind() == Word.Kind.NUMBER
                && words.get(at).text().matches("\\d+");
        return written ? Optional.of(new Figures(words.get(at).text(), at + 1)) : belowHundred(at);
    }

    /** {@code one fifty}: the hundred goes unspoken in a price. */
    private Optional<Figures> price(int at) {
        if (at >= words.size() || !UNITS.containsKey(words.get(at).lower()) || is(at + 1, UNITS.keySet())) {
            return Optional.empty();
        }
        int hundreds = UNITS.getOrDefault(words.get(at).lower(), 0);
        return belowHundred(at + 1)
                .filter(rest -> is(rest.end(), BEHIND_PRICE) || is(at - 1, BEFORE_PRICE))
                .map(rest -> new Figures(String.valueOf(hundreds * 100 + Integer.parseInt(rest.text())), rest.end()));
    }

    /** {@code four hundred [and] fifty}, {@code forty eight hundred}, {@code two thousand five hundred}. */
    private Optional<Figures> whole(int at) {
        int start = is(at, "a") && is(at + 1, "hundred", "thousand", "million") ? at + 1 : at;
        boolean bare = is(start, "hundred", "thousand", "million");
        Optional<Figures> first = bare ? Optional.of(new Figures("1", start)) : belowHundred(start);
        if (first.isEmpty()) {
            return first;
        }
        long total = 0;
        long group = Integer.parseInt(first.get().text());
        int end = first.get().end();
        while (is(end, "hundred", "thousand", "million")) {
            boolean hundred = is(end, "hundred");
            total += hundred ? 0 : group * (is(end, "thousand") ? 1_000 : 1_000_000);
            group = hundred ? group * 100 : 0;
            Optional<Figures> rest = belowHundred(is(end + 1, "and") ? end + 2 : end + 1);
            group += rest.map(each -> Integer.parseInt(each.text())).orElse(0);
            end = rest.map(Figures::end).orElse(end + 1);
        }
        return Optional.of(new Figures(String.valueOf(total + group), end));
    }

    /** 1 .. 99. */
    private Optional<Figures> belowHundred(int at) {
        if (at >= words.size()) {
            return Optional.empty();
        }
        String word = words.get(at).lower();
        if (TENS.containsKey(word)) {
            int unit =
                    at + 1 < words.size() ? UNITS.getOrDefault(words.get(at + 1).lower(), 0) : 0;
            return Optional.of(
                    new Figures(String.valueOf(TENS.getOrDefault(word, 0) + unit), unit == 0 ? at + 1 : at + 2));
        }
        int small = UNITS.getOrDefault(word, TEENS.getOrDefault(word, 0));
        return small == 0 ? Optional.empty() : Optional.of(new Figures(String.valueOf(small), at + 1));
    }

    private boolean is(int at, Set<String> any) {
        return at >= 0 && at < words.size() && any.contains(words.get(at).lower());
    }

    private boolean is(int at, String... any) {
        return Words.is(words, at, any);
    }
}
