package dev.mvq.runtime.simulation.listing;

/**
 * How far apart strikes may lie: wider for dearer underlyings and for far expiries, closer near the end. Prices and steps are in
 * thousandths of the currency, as strikes are. After the exchanges' strike-interval rules (Cboe rule 4.5 and its policies), without
 * the pilot programmes by which they came about.
 */
final class Intervals {
    /** Days to go from which the intervals are wider, and up to which they are closer. */
    private static final int FAR_DAYS = 250;

    private static final int NEAR_DAYS = 45;
    private static final int INDEX_FAR_DAYS = 130;

    private static final long[] STOCK = {500, 1_000, 2_500, 5_000, 10_000, 20_000};
    private static final long[] STOCK_FROM = {0, 25_000, 80_000, 200_000, 700_000};
    private static final long[] FUND = {500, 1_000, 5_000};
    private static final long[] ROUND = {
        500, 1_000, 2_000, 2_500, 5_000, 10_000, 20_000, 25_000, 50_000, 100_000, 250_000, 500_000
    };

    private final Style style;

    Intervals(Style style) {
        this.style = style;
    }

    /** The least step that the exchange lists. */
    long least(long spot, long daysToGo) {
        int maturity = daysToGo > FAR_DAYS ? 1 : daysToGo <= NEAR_DAYS && style.weeklies() ? -1 : 0;
        return switch (style.kind()) {
            case INDEX -> daysToGo > INDEX_FAR_DAYS ? 25_000 : 5_000;
            case FUND -> FUND[Math.clamp((spot < 100_000 && maturity < 0 ? 0 : 1) + Math.max(maturity, 0), 0, 2)];
            case STOCK -> STOCK[Math.max(0, level(spot) + maturity)];
        };
    }

    private static int level(long spot) {
        int level = 0;
        while (level + 1 < STOCK_FROM.length && spot >= STOCK_FROM[level + 1]) {
            level++;
        }
        return level;
    }

    /** The widest round step that is not above what is wished for, on the exchange's grid; at least the least. */
    long step(long spot, long daysToGo, double wished) {
        long least = least(spot, daysToGo);
        long step = least;
        for (long round : ROUND) {
            if (round <= wished && round > least && round % least == 0) {
                step = round;
            }
        }
        return step;
    }
}
