package dev.mvq.runtime.index;

import java.util.List;

/**
 * The rows most alike.
 *
 * @param hits best first; ties by newer date, then by name
 * @param leftOut rows (with DISTINCT: contracts, underlyings, dates) at or above the threshold beyond those returned; 0 where k was given
 * @param statistics how they were found
 */
public record SearchResult(List<Hit> hits, long leftOut, SearchStatistics statistics) {
    public SearchResult {
        hits = List.copyOf(hits);
    }
}
