package dev.mvq.runtime.generation;

import dev.mvq.runtime.vector.Generation;

/** Judges a year that has been encoded and indexed, before anybody else can see it. */
@FunctionalInterface
public interface YearTest {
    /**
     * What a year came to.
     *
     * @param passed whether the run may go on
     * @param words the figures, as part of a sentence
     */
    record Verdict(boolean passed, String words) {}

    /**
     * Judges the year.
     *
     * @param candidate a generation with the year and everything before it; not to be closed
     */
    Verdict test(int year, Generation candidate);
}
