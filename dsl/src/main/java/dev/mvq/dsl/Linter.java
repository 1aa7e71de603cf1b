package dev.mvq.dsl;

import dev.mvq.dsl.diagnostic.Diagnostic;
import java.util.List;

/** Finds everything that is wrong with texts, and runs nothing. */
public interface Linter {
    /**
     * A problem and its place.
     *
     * @param file the text's name
     * @param line from 1
     * @param column from 1, in code points
     * @param length code points; 0 for what is missing there
     * @param diagnostic what is wrong and what was probably meant
     * @param rendered as every way in draws it
     */
    record Problem(String file, int line, int column, int length, Diagnostic diagnostic, String rendered) {}

    /** The problems of a text and of the files it runs, in order of their places. */
    List<Problem> check(String name, String text);
}
