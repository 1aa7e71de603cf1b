package dev.mvq.dsl.diagnostic;

import dev.mvq.runtime.market.EditDistance;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Nearness of words by edit distance, where swapping two neighbours is one edit. */
public final class Spelling {
    private static final int MOST = 3;
    private static final int LISTED = 12;

    private Spelling() {}

    /** The valid words that the word was probably meant to be, nearest first: at most two edits, one in short words. */
    public static List<String> nearest(String word, Collection<String> valid) {
        String meant = word.toLowerCase(Locale.ROOT);
        int tolerance = meant.length() <= 2 ? 0 : meant.length() <= 4 ? 1 : 2;
        record Near(String word, int distance) {}
        List<Near> near = valid.stream()
                .distinct()
                .map(each -> new Near(each, EditDistance.between(meant, each.toLowerCase(Locale.ROOT))))
                .filter(each -> each.distance <= tolerance || extended(meant, each.word))
                .sorted(Comparator.comparingInt(Near::distance).thenComparing(Near::word))
                .toList();
        if (near.isEmpty()) {
            return List.of();
        }
        // What is clearly nearer leaves the rest unsaid.
        int best = near.getFirst().distance;
        return near.stream()
                .filter(each -> each.distance == best)
                .map(Near::word)
                .limit(MOST)
                .toList();
    }

    /** {@code 'a'}, {@code 'a' or 'b'}, {@code 'a', 'b' or 'c'}. */
    public static String alternatives(List<String> words) {
        return joined(words.stream().map(word -> "'" + word + "'").toList());
    }

    /** {@code one of a, b or c} for as many as one can read; empty for more or none. */
    public static String oneOf(List<String> words) {
        if (words.isEmpty() || words.size() > LISTED) {
            return "";
        }
        return words.size() == 1 ? "it can be " + words.getFirst() : "one of " + joined(words);
    }

    /** {@code a}, {@code a or b}, {@code a, b or c}. */
    public static String joined(List<String> words) {
        if (words.size() < 2) {
            return words.stream().collect(Collectors.joining());
        }
        return String.join(", ", words.subList(0, words.size() - 1)) + " or " + words.getLast();
    }

    /** {@code greek} for {@code greeks}, {@code micro} for {@code microstructure}. */
    private static boolean extended(String word, String valid) {
        return word.length() >= 4 && valid.toLowerCase(Locale.ROOT).startsWith(word);
    }
}
