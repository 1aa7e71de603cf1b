package dev.mvq.runtime.vector;

/**
 * How large segments become.
 *
 * @param maxRows the most rows of a segment, at least 1; a single day larger than that is a segment of its own
 * @param smallRows a segment of so few rows is made anew rather than kept with corrections beside it; 0: none is
 * @param growingRows a segment of so few rows takes in any day behind it; a larger one only so many rows at once that writing it again is
 *     worth it
 */
public record SegmentSizes(int maxRows, int smallRows, int growingRows) {
    /** Rows whose filter file and indices are made in about a second. */
    private static final int SMALL = 20_000;

    /** Rows whose vectors and indices together are some 20 MB. */
    private static final int GROWING = 5_000;

    /** A segment that grows is written again: at most so many rows for each that it takes in. */
    private static final int REWRITTEN = 4;

    /** Segments that take in what is behind them until they are full. */
    public SegmentSizes(int maxRows, int smallRows) {
        this(maxRows, smallRows, maxRows);
    }

    public SegmentSizes {
        if (maxRows < 1 || smallRows < 0) {
            throw new IllegalArgumentException("a segment has 1 row or more, not " + maxRows);
        }
    }

    /** Segments of at most so many rows, to which days are added without writing again much more than they have. */
    public static SegmentSizes upTo(int maxRows) {
        return new SegmentSizes(maxRows, Math.min(SMALL, maxRows / 2), Math.min(GROWING, maxRows));
    }

    /** Whether a segment of so many rows is worth writing again for so many more. */
    boolean grows(long rows, long more) {
        return rows <= growingRows || rows <= REWRITTEN * more;
    }

    /** Whether segments may be too large to grow by a day, so that there come to be several that are not full. */
    boolean inSteps() {
        return growingRows < maxRows;
    }

    /** Of one in so many rows that no longer count, a segment is made anew. */
    static final int WORN = 5;

    /** Whether a segment is to be made anew because of rows that no longer count. */
    boolean worn(int dead, int rows) {
        return dead > 0 && (rows <= smallRows || (long) dead * WORN > rows);
    }
}
