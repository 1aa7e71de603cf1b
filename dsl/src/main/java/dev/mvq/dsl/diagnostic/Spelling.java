package dev.mvq.dsl.diagnostic;

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
                .map(each -> new Near(each, distance(meant, each.toLowerCase(Locale.ROOT))))
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

    /** Optimal string alignment distance (Damerau 1964). */
    public static int distance(String a, String b) {
        int[][] edits = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                edits[i][j] = i == 0 ? j : j == 0 ? i : step(edits, a, b, i, j);
            }
        }
        return edits[a.length()][b.length()];
    }

    private static int step(int[][] edits, String a, String b, int i, int j) {
        int replaced = edits[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        int best = Math.min(replaced, Math.min(edits[i - 1][j], edits[i][j - 1]) + 1);
        boolean swapped = i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
        return swapped ? Math.min(best, edits[i - 2][j - 2] + 1) : best;
    }
}
