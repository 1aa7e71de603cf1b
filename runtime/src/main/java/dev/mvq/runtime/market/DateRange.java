package dev.mvq.runtime.market;

import java.time.LocalDate;

/**
 * Days from first to last, both included.
 *
 * @param first first day
 * @param last last day, not before first
 */
public record DateRange(LocalDate first, LocalDate last) {
    public DateRange {
        if (last.isBefore(first)) {
            throw new IllegalArgumentException("the period " + first + " .. " + last + " is inverted");
        }
    }

    /** Whether the day lies in the range. */
    public boolean contains(LocalDate day) {
        return !day.isBefore(first) && !day.isAfter(last);
    }

    @Override
    public String toString() {
        return first.equals(last) ? first.toString() : first + " .. " + last;
    }
}
