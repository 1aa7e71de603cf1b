package dev.mvq.dsl.syntax;

import dev.mvq.dsl.diagnostic.Span;

/**
 * A number as written, or a parameter in a number's place.
 *
 * @param value what it means: {@code 2%} is 0.02; NaN for a parameter whose value is not known yet
 * @param text as written, sign included, without blanks; {@code :name} for a parameter
 * @param span where, sign included
 */
public record Num(double value, String text, Span span) implements Node {
    /** A parameter whose value is not known yet. */
    public static Num parameter(String name, Span span) {
        return new Num(Double.NaN, ":" + name, span);
    }

    /** Whether it is a parameter: its value is checked when it is known. */
    public boolean isParameter() {
        return text.startsWith(":");
    }

    /** Whether it is a whole number that a long holds exactly. */
    public boolean isWhole() {
        return value == Math.rint(value) && Math.abs(value) <= 1L << 53;
    }
}
