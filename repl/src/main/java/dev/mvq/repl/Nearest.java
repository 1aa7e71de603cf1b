package dev.mvq.repl;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** What was probably meant by a word that is not known. */
final class Nearest {
    private static final int FAR = 2;

    private Nearest() {}

    /** The nearest of the words within two edits (and fewer than half the letters), case aside. */
    static Optional<String> to(String word, Collection<String> known) {
        int limit = Math.min(FAR, Math.max(1, word.length() / 2));
        return known.stream()
                .filter(candidate -> distance(word, candidate) <= limit)
                .min(Comparator.<String>comparingInt(candidate -> distance(word, candidate))
                        .thenComparing(Comparator.naturalOrder()));
    }

    /** {@code "; did you mean 'x'?"}, or nothing. */
    static String hint(String word, Collection<String> known) {
        return to(word, known).map("; did you mean '%s'?"::formatted).orElse("");
    }

    /** Edits between two words, a swap of neighbours counting as one (optimal string alignment). */
    static int distance(String left, String right) {
        String a = left.toLowerCase(Locale.ROOT);
        String b = right.toLowerCase(Locale.ROOT);
        int[][] d = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                if (i == 0 || j == 0) {
                    d[i][j] = i + j;
                    continue;
                }
                int swap = i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)
                        ? d[i - 2][j - 2] + 1
                        : Integer.MAX_VALUE;
                int change = d[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                d[i][j] = Math.min(Math.min(swap, change), Math.min(d[i - 1][j], d[i][j - 1]) + 1);
            }
        }
        return d[a.length()][b.length()];
    }
}
