package dev.mvq.repl.output;

/**
 * What the rows are written on.
 *
 * @param terminal whether a person looks at it now; if not, nothing is ever left out and nothing is made harmless by escaping
 * @param columns width in character cells; {@link #UNBOUNDED} where nothing bounds it
 */
public record Page(boolean terminal, int columns) {
    /** As wide as need be. */
    public static final int UNBOUNDED = Integer.MAX_VALUE;

    /** A file or a pipe. */
    public static Page file() {
        return new Page(false, UNBOUNDED);
    }

    /** A terminal window; a width that is not known is not a bound. */
    public static Page terminal(int columns) {
        return new Page(true, columns > 0 ? columns : UNBOUNDED);
    }
}
