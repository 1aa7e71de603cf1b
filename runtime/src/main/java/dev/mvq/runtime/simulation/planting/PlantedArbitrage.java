package dev.mvq.runtime.simulation.planting;

import java.util.List;
import java.util.Optional;

/**
 * A planted portfolio: an arbitrage where {@code profit} is above 0, else a near-miss, whose {@code midProfit} is above 0.
 *
 * @param underlyingId the underlying
 * @param legs its options
 * @param carry underlying and cash beside them, if any
 * @param profit what is left for certain after buying at the ask and selling at the bid, currency per share
 * @param midProfit the same were every option to trade at its mid
 * @param moved the quotes that were moved for it; without them the day is clean
 */
public record PlantedArbitrage(
        ArbitrageKind kind,
        String underlyingId,
        List<PlantedLeg> legs,
        Optional<Carry> carry,
        double profit,
        double midProfit,
        List<MovedQuote> moved) {
    public PlantedArbitrage {
        legs = List.copyOf(legs);
        moved = List.copyOf(moved);
    }
}
