package dev.mvq.dsl.syntax;

import dev.mvq.dsl.diagnostic.Span;

/**
 * A value after {@code =} in SET and WITH.
 *
 * @param text the value itself; a text without its quotes
 * @param kind how it was written
 * @param span where
 */
public record Value(String text, Kind kind, Span span) implements Node {
    /** How a value is written. */
    public enum Kind {
        WORD,
        TEXT,
        NUMBER,
        DAY
    }
}
