package dev.mvq.dsl.ask;

import java.util.Locale;

/**
 * A word of a question.
 *
 * @param text as typed, without a possessive 's
 * @param lower the same in lower case, its spelling mended where one known word is near
 * @param kind what it looks like
 */
record Word(String text, String lower, Kind kind) {
    /** What a word looks like before it means anything. */
    enum Kind {
        WORD,
        NUMBER,
        MIXED,
        DATE,
        CONTRACT,
        QUOTED,
        FILE,
        SPARK,
        ROW,
        SIGN
    }

    boolean is(String... words) {
        for (String word : words) {
            if (lower.equals(word)) {
                return true;
            }
        }
        return false;
    }

    boolean isUpper() {
        return text.equals(text.toUpperCase(Locale.ROOT)) && !text.equals(lower);
    }

    Word mended(String spelling) {
        return new Word(text, spelling, kind);
    }
}
