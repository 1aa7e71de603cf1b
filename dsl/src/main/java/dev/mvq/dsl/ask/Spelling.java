package dev.mvq.dsl.ask;

import dev.mvq.runtime.market.EditDistance;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Misspelt words as the one word they are nearest to. */
final class Spelling {
    private static final int LONG_WORD = 8;
    private static final int SHORTEST = 4;

    /** In shorter words letters are swapped or left out, but none is another. */
    private static final int SHORT_WORD = 5;

    private final Lexicon lexicon;

    Spelling(Lexicon lexicon) {
        this.lexicon = lexicon;
    }

    List<Word> mended(List<Word> words) {
        List<Word> mended = new ArrayList<>();
        for (Word word : words) {
            boolean plain =
                    word.lower().length() >= SHORT_WORD || (word.lower().length() == SHORTEST && !word.isUpper());
            boolean strange = word.kind() == Word.Kind.WORD
                    && plain
                    && !lexicon.knows(word.lower())
                    && !lexicon.isTicker(word.text().toUpperCase(Locale.ROOT))
                    && Days.monthNamed(word.lower()) == 0
                    && Days.weekdayNamed(word.lower()).isEmpty()
                    && !Counting.isNumberWord(word.lower());
            mended.add(strange ? word.mended(nearest(word.lower())) : word);
        }
        return mended;
    }

    private String nearest(String word) {
        int most = word.length() >= LONG_WORD ? 2 : 1;
        List<String> near = new ArrayList<>();
        int best = most;
        for (String known : lexicon.vocabulary()) {
            if (isNear(word, known, best)) {
                int distance = EditDistance.between(word, known);
                if (distance < best) {
                    near.clear();
                    best = distance;
                }
                if (distance <= best) {
                    near.add(known);
                }
            }
        }
        boolean one = near.size() == 1 || isOneCompany(near);
        return one ? near.getFirst() : word;
    }

    private static boolean isNear(String word, String known, int most) {
        boolean near = Math.abs(known.length() - word.length()) <= most && known.charAt(0) == word.charAt(0);
        return near
                && (word.length() < SHORT_WORD
                        ? isDoubled(word, known) || sameLetters(word, known)
                        : known.length() >= SHORT_WORD);
    }

    private static boolean sameLetters(String word, String other) {
        char[] one = word.toCharArray();
        char[] two = other.toCharArray();
        Arrays.sort(one);
        Arrays.sort(two);
        return Arrays.equals(one, two);
    }

    /** {@code cals} for {@code calls}: a letter that stands twice was typed once. */
    private static boolean isDoubled(String word, String known) {
        return known.length() == word.length() + 1
                && known.replaceAll("(.)\\1", "$1").equals(word.replaceAll("(.)\\1", "$1"));
    }

    /** Names of one company differ, and it is meant by any of them. */
    private boolean isOneCompany(List<String> near) {
        return near.size() > 1
                && near.stream().allMatch(lexicon.companies()::containsKey)
                && near.stream().map(lexicon.companies()::get).distinct().count() == 1;
    }
}
