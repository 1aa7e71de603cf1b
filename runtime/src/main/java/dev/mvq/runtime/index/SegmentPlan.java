package dev.mvq.runtime.index;

import dev.mvq.runtime.market.DateRange;
import java.util.Optional;

/**
 * How one segment is going to be searched.
 *
 * @param days its first and last day
 * @param rows its rows
 * @param eligible those that meet all conditions
 * @param index what proposes, such as {@code HNSW32}; empty: its eligible rows are all scored
 */
public record SegmentPlan(DateRange days, int rows, int eligible, Optional<String> index) {
    @Override
    public String toString() {
        String how = index.map(type -> type + " proposes among").orElse("exact scan of");
        return "segment %s: %s %,d of %,d rows".formatted(days, how, eligible, rows);
    }
}
