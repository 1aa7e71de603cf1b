package dev.mvq.dsl.run;

import dev.mvq.runtime.storage.DeepStack;
import java.util.function.Supplier;

/**
 * The stack on which a text is read, checked and compiled. All three walk by calling themselves, so what nests deep needs a {@link
 * DeepStack}; starting its thread takes longer than reading a statement, so a text that is too short to nest deep stays on the caller's.
 */
final class ReadingStack {
    /** Words and signs of a text that surely fits on the caller's stack: none of them opens more than one level. */
    static final int FEW = 200;

    private ReadingStack() {}

    /** Does the work that the text gives. */
    static <T> T read(String text, Supplier<T> work) {
        return isShort(text) ? work.get() : DeepStack.get(work);
    }

    private static boolean isShort(String text) {
        int count = 0;
        boolean inWord = false;
        for (int at = 0; at < text.length(); at++) {
            char c = text.charAt(at);
            boolean word = Character.isLetterOrDigit(c) || c == '_';
            if (!Character.isWhitespace(c) && !(word && inWord) && ++count > FEW) {
                return false;
            }
            inWord = word;
        }
        return true;
    }
}
