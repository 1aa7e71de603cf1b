package dev.mvq.runtime.generation;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;

/**
 * Days that are encoded before anything else is done.
 *
 * @param days every day of it that the run is about, whole years unless it is the last
 */
record Stretch(NavigableSet<LocalDate> days) {
    /** Years between checkpoints, which are the years that this divides. */
    static final int CHECKPOINT_YEARS = 5;

    /** The year it ends in. */
    int year() {
        return days.last().getYear();
    }

    /** Whether a checkpoint is due behind it. */
    boolean endsAtCheckpoint() {
        return year() % CHECKPOINT_YEARS == 0;
    }

    /** Of the days, those in order up to each checkpoint; up to the end of each year where each year is to be judged. */
    static List<Stretch> of(NavigableSet<LocalDate> days, boolean yearly) {
        List<Stretch> stretches = new ArrayList<>();
        NavigableSet<LocalDate> part = new TreeSet<>();
        for (LocalDate day : days) {
            if (!part.isEmpty() && part.last().getYear() != day.getYear()) {
                Stretch before = new Stretch(part);
                if (yearly || before.endsAtCheckpoint()) {
                    stretches.add(before);
                    part = new TreeSet<>();
                }
            }
            part.add(day);
        }
        stretches.add(new Stretch(part));
        return stretches;
    }
}
