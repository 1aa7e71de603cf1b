package dev.mvq.runtime.vector;

import dev.mvq.runtime.market.Modality;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Consecutive days with dense ordinals, before (or without) indices. Everything in it follows from its days.
 *
 * @param id hash of its days
 * @param days in order, with their first ordinals
 * @param rows number of rows; ordinals are 0..rows-1
 * @param encoderVersion the one encoder of all its days
 * @param present per modality how many rows have it
 * @param underlyings identities of the underlyings, sorted
 * @param ranges value ranges of columns that have values
 * @param filters the columns in ordinal order
 */
public record SegmentDraft(
        String id,
        List<SegmentDay> days,
        int rows,
        String encoderVersion,
        Map<Modality, Integer> present,
        List<String> underlyings,
        List<ColumnRange> ranges,
        StoredFile filters) {
    /** The most rows of a segment unless told otherwise. */
    public static final int MAX_ROWS = 5_000_000;

    public SegmentDraft {
        days = List.copyOf(days);
        present = Collections.unmodifiableMap(new EnumMap<>(present));
        underlyings = List.copyOf(underlyings);
        ranges = List.copyOf(ranges);
    }

    /**
     * Splits days into runs of at most {@code maxRows} rows, filling each from the first day on, so that days added at the end change
     * the last run only. A single day larger than that is a run of its own.
     *
     * @param days in order of date
     */
    public static List<List<DayRef>> partition(List<DayRef> days, int maxRows) {
        List<List<DayRef>> runs = new ArrayList<>();
        List<DayRef> run = new ArrayList<>();
        long rows = 0;
        for (DayRef day : days) {
            if (!run.isEmpty() && rows + day.rows() > maxRows) {
                runs.add(List.copyOf(run));
                run.clear();
                rows = 0;
            }
            run.add(day);
            rows += day.rows();
        }
        if (!run.isEmpty()) {
            runs.add(List.copyOf(run));
        }
        return runs;
    }

    /** The days that have rows left without these, and days that never had any; in order. */
    List<SegmentDay> liveDays(Tombstones without) {
        return without.isEmpty()
                ? days
                : days.stream()
                        .filter(day -> !without.hasAll(day.firstOrdinal(), day.endOrdinal()))
                        .toList();
    }

    /** Key under which a generation keeps this segment's index of the modality. */
    public String indexKey(String generation, Modality modality) {
        return Layout.index(generation, id, modality);
    }
}
