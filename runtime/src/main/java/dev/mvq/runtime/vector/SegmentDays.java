package dev.mvq.runtime.vector;

import java.util.List;

/** Finds days by ordinal. */
final class SegmentDays {
    private SegmentDays() {}

    /** Index of the day that holds the ordinal; days without rows hold none. */
    static int dayOf(List<SegmentDay> days, int ordinal) {
        int low = 0;
        int high = days.size() - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            if (ordinal < days.get(middle).firstOrdinal()) {
                high = middle - 1;
            } else if (ordinal >= days.get(middle).endOrdinal()) {
                low = middle + 1;
            } else {
                return middle;
            }
        }
        throw new IndexOutOfBoundsException("no row has ordinal " + ordinal);
    }
}
