package dev.mvq.dsl.syntax;

import dev.mvq.dsl.diagnostic.Span;

/**
 * A number as written.
 *
 * @param value what it means: {@code 2%} is 0.02
 * @param text as written, sign included, without blanks
 * @param span where, sign included
 */
public record Num(double value, String text, Span span) implements Node {
    /** Whether it is a whole number that a long holds exactly. */
    public boolean isWhole() {
        return value == Math.rint(value) && Math.abs(value) <= 1L << 53;
    }
}
