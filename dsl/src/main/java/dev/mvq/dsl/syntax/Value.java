package dev.mvq.dsl.syntax;

import dev.mvq.dsl.diagnostic.Span;

/**
 * A value after {@code =} in SET and WITH, a path, a pattern.
 *
 * @param text the value itself: a text without its quotes, a parameter's name without its colon
 * @param kind how it was written
 * @param span where
 */
public record Value(String text, Kind kind, Span span) implements Node {
    /** Whether it is a parameter: its value is checked when it is known. */
    public boolean isParameter() {
        return kind == Kind.PARAMETER;
    }

    /** How a value is written. */
    public enum Kind {
        WORD,
        TEXT,
        NUMBER,
        DAY,
        PARAMETER
    }
}
