package dev.mvq.runtime.simulation.planting;

import dev.mvq.runtime.market.MarketDay;
import java.util.List;

/** A day, and what was planted in it. */
public record Planted(
        MarketDay day,
        List<PlantedArbitrage> arbitrage,
        List<PlantedArbitrage> nearMisses,
        List<PlantedAnomaly> anomalies) {
    public Planted {
        arbitrage = List.copyOf(arbitrage);
        nearMisses = List.copyOf(nearMisses);
        anomalies = List.copyOf(anomalies);
    }
}
