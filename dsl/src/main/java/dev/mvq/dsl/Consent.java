package dev.mvq.dsl;

import java.util.Locale;

/** Whoever runs the statements, asked before something that should not happen unasked. */
@FunctionalInterface
public interface Consent {
    /** Nobody is there to be asked. */
    Consent OF_NOBODY = question -> Answer.NOBODY;

    /** Said beforehand, to whatever is asked. */
    Consent GIVEN = question -> Answer.YES;

    /** What was said. */
    enum Answer {
        YES,
        NO,
        /** Nobody could be asked. */
        NOBODY
    }

    /** Whether what was typed means yes; anything but a clear yes does not. */
    static boolean isYes(String typed) {
        String word = typed.strip().toLowerCase(Locale.ROOT);
        return word.equals("y") || word.equals("yes");
    }

    /** @param question one sentence with its question mark */
    Answer ask(String question);
}
