package dev.mvq.runtime.vector;

import java.time.LocalDate;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * A generation as it was committed, not open for reading.
 *
 * @param head name, number, encoder
 * @param manifests of its segments, in order of first days
 */
public record Committed(Root.Head head, List<Manifest> manifests) {
    public Committed {
        manifests = List.copyOf(manifests);
    }

    /** Its days whose rows count. */
    public NavigableMap<LocalDate, DayRef> days() {
        NavigableMap<LocalDate, DayRef> days = new TreeMap<>();
        manifests.forEach(manifest -> manifest.liveDays().forEach(day -> days.put(day.date(), day.day())));
        return days;
    }

    /** Number of rows that count. */
    public long rows() {
        return manifests.stream().mapToLong(Manifest::liveRows).sum();
    }

    /** Number of rows that were corrected since and still lie in vectors and indices. */
    public long deadRows() {
        return manifests.stream()
                .mapToLong(manifest -> manifest.tombstones().size())
                .sum();
    }
}
