package dev.mvq.repl;

import dev.mvq.runtime.market.EditDistance;
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

    private static int distance(String left, String right) {
        return EditDistance.between(left.toLowerCase(Locale.ROOT), right.toLowerCase(Locale.ROOT));
    }
}
