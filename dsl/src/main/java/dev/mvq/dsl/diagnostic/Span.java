package dev.mvq.dsl.diagnostic;

/**
 * A stretch of a text, in code points from 0.
 *
 * @param start the first code point
 * @param end one past the last; equal to start for what is missing there
 */
public record Span(int start, int end) {
    /** Of a node that was not read from a text. */
    public static final Span NONE = new Span(0, 0);

    public Span {
        if (start < 0 || end < start) {
            throw new IllegalArgumentException("no span from " + start + " to " + end);
        }
    }

    /** From this one's start to the other's end. */
    public Span to(Span other) {
        return new Span(start, Math.max(end, other.end));
    }

    /** The first {@code length} code points. */
    public Span first(int length) {
        return new Span(start, Math.min(end, start + length));
    }

    /** A part, by its offset in this span. */
    public Span part(int offset, int length) {
        int from = Math.min(start + offset, end);
        return new Span(from, Math.min(from + length, end));
    }
}
