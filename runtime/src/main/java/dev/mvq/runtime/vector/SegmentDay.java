package dev.mvq.runtime.vector;

import java.time.LocalDate;

/**
 * A day within a segment.
 *
 * @param day the stored day
 * @param firstOrdinal ordinal of its first row
 */
public record SegmentDay(DayRef day, int firstOrdinal) {
    /** The trading day. */
    public LocalDate date() {
        return day.date();
    }

    /** Ordinal behind its last row. */
    public int endOrdinal() {
        return firstOrdinal + day.rows();
    }
}
