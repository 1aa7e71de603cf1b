package dev.mvq.runtime.simulation.planting;

import dev.mvq.runtime.market.Contract;
import java.util.List;

/**
 * A planted oddity that leaves the day free of arbitrage: quotes are widened, never moved past each other.
 *
 * @param underlyingId the underlying
 * @param changes every field that differs from the clean day, but for the analytics that follow from a mid
 */
public record PlantedAnomaly(AnomalyKind kind, String underlyingId, List<Change> changes) {
    /**
     * A changed field.
     *
     * @param field column of a contract-day: {@code volume}, {@code bid_size}
     * @param before the clean day's value
     * @param after the planted one
     */
    public record Change(Contract contract, String field, double before, double after) {}

    public PlantedAnomaly {
        changes = List.copyOf(changes);
    }
}
