package dev.mvq.runtime.engine;

import java.time.Duration;

/**
 * {@code mvq gc}: what may go from the store.
 *
 * @param grace how long a generation is kept after it was replaced; not negative
 * @param dryRun whether nothing goes, and it is only said what would
 */
public record CollectQuery(Duration grace, boolean dryRun) {
    /** Kept so long unless told otherwise. */
    public static final Duration GRACE = Duration.ofDays(7);
}
