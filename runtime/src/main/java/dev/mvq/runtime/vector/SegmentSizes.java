package dev.mvq.runtime.vector;

/**
 * How large segments become.
 *
 * @param maxRows the most rows of a segment, at least 1; a single day larger than that is a segment of its own
 * @param smallRows a segment of so few rows is made anew rather than kept with corrections beside it; 0: none is
 */
public record SegmentSizes(int maxRows, int smallRows) {
    /** Rows whose filter file and indices are made in about a second. */
    private static final int SMALL = 20_000;

    public SegmentSizes {
        if (maxRows < 1 || smallRows < 0) {
            throw new IllegalArgumentException("a segment has 1 row or more, not " + maxRows);
        }
    }

    /** Segments of at most so many rows. */
    public static SegmentSizes upTo(int maxRows) {
        return new SegmentSizes(maxRows, Math.min(SMALL, maxRows / 2));
    }

    /** Of one in so many rows that no longer count, a segment is made anew. */
    static final int WORN = 5;

    /** Whether a segment is to be made anew because of rows that no longer count. */
    boolean worn(int dead, int rows) {
        return dead > 0 && (rows <= smallRows || (long) dead * WORN > rows);
    }
}
