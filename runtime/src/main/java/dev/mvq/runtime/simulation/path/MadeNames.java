package dev.mvq.runtime.simulation.path;

import dev.mvq.runtime.simulation.path.Roster.Kind;
import dev.mvq.runtime.simulation.path.Roster.Name;
import dev.mvq.runtime.simulation.path.Roster.Sector;

/**
 * Names that no exchange knows: ZAAA, ZAAB, and so on, the most liquid first. What each is like is drawn once and for all from its
 * ticker; the spreads are those of American shares with options, by eye.
 */
final class MadeNames {
    private static final int LETTERS = 26;
    private static final long ROSTER = Noise.key(20240112, "roster");

    private static final Sector[] SECTORS = {
        Sector.TECH,
        Sector.TECH,
        Sector.FINANCE,
        Sector.FINANCE,
        Sector.HEALTH,
        Sector.HEALTH,
        Sector.INDUSTRY,
        Sector.INDUSTRY,
        Sector.RETAIL,
        Sector.RETAIL,
        Sector.ENERGY,
        Sector.STAPLES,
        Sector.MEDIA,
        Sector.MATERIALS,
        Sector.UTILITIES,
        Sector.REALTY
    };

    private MadeNames() {}

    /** The made name of a rank by liquidity, from 0. */
    static Name name(int rank) {
        String ticker = ticker(rank);
        Noise noise = new Noise(Noise.key(ROSTER, ticker));
        Sector sector = SECTORS[(int) (SECTORS.length * noise.uniform())];
        double anchor = cents(lognormal(noise, 45, 0.95, 3, 1500));
        // Cheap shares are wild shares.
        double own =
                Math.clamp(lognormal(noise, 0.20, 0.38, 0.08, 0.70) * StrictMath.pow(45 / anchor, 0.15), 0.08, 0.75);
        double liquidity = liquidity(rank, noise);
        double yield = payout(sector, own, noise);
        return new Name(
                ticker,
                Kind.STOCK,
                sector,
                anchor,
                thousandths(Math.clamp(beta(sector) + 0.25 * noise.normal(), 0.25, 2.2)),
                thousandths(Math.clamp(1 + 0.30 * noise.normal(), 0.3, 1.8)),
                thousandths(own),
                thousandths(own * lognormal(noise, 0.23, 0.3, 0.1, 0.5)),
                thousandths(yield),
                StrictMath.rint(shares(liquidity, anchor, noise) / 1e3) * 1e3,
                liquidity,
                1 + (int) (3 * noise.uniform()),
                noise.happens(liquidity > 0.15 ? 0.7 : 0.1),
                thousandths(noise.uniform() * noise.uniform()));
    }

    private static String ticker(int rank) {
        char first = (char) ('A' + rank / (LETTERS * LETTERS));
        char second = (char) ('A' + rank / LETTERS % LETTERS);
        char third = (char) ('A' + rank % LETTERS);
        return "Z" + first + second + third;
    }

    /** Trading in options falls with rank as Zipf's law says, and most names are hardly traded. */
    private static double liquidity(int rank, Noise noise) {
        double zipf = 0.50 * StrictMath.pow(1 + rank / 12.0, -0.60);
        return thousandths(Math.clamp(zipf * StrictMath.exp(0.15 * noise.normal()), 0.03, 0.60));
    }

    private static double shares(double liquidity, double anchor, Noise noise) {
        double dollars = 1.2e9 * StrictMath.pow(liquidity / 0.5, 1.6) * StrictMath.exp(0.5 * noise.normal());
        return Math.max(20e3, dollars / anchor);
    }

    private static double beta(Sector sector) {
        return switch (sector) {
            case UTILITIES, STAPLES -> 0.60;
            case HEALTH -> 0.85;
            case REALTY, INDEX -> 0.95;
            case ENERGY, INDUSTRY, MATERIALS -> 1.05;
            case FINANCE, MEDIA, RETAIL -> 1.10;
            case TECH -> 1.30;
        };
    }

    /** Dull shares pay, wild ones seldom do. */
    private static double payout(Sector sector, double own, Noise noise) {
        double usual = switch (sector) {
            case UTILITIES, REALTY -> 0.038;
            case ENERGY, STAPLES, FINANCE -> 0.026;
            case HEALTH, INDUSTRY, MATERIALS, MEDIA, RETAIL, INDEX -> 0.018;
            case TECH -> 0.010;
        };
        double yield = usual * StrictMath.exp(0.4 * noise.normal());
        return noise.happens(Math.clamp(1.5 - 4 * own, 0.05, 0.95)) ? yield : 0;
    }

    private static double lognormal(Noise noise, double median, double deviation, double least, double most) {
        return Math.clamp(median * StrictMath.exp(deviation * noise.normal()), least, most);
    }

    private static double cents(double value) {
        return StrictMath.rint(100 * value) / 100;
    }

    private static double thousandths(double value) {
        return StrictMath.rint(1000 * value) / 1000;
    }
}
