package dev.mvq.runtime.simulation.planting;

/**
 * How much is planted over all option days together.
 *
 * @param arbitrage portfolios that pay at bid and ask
 * @param nearMisses portfolios that pay at the mid only
 * @param anomalies oddities that pay nobody
 */
public record PlantingCounts(int arbitrage, int nearMisses, int anomalies) {
    /** A clean market. */
    public static final PlantingCounts NONE = new PlantingCounts(0, 0, 0);
}
