package dev.mvq.runtime.simulation.path;

import static dev.mvq.runtime.simulation.path.Roster.Sector.ENERGY;
import static dev.mvq.runtime.simulation.path.Roster.Sector.FINANCE;
import static dev.mvq.runtime.simulation.path.Roster.Sector.HEALTH;
import static dev.mvq.runtime.simulation.path.Roster.Sector.INDEX;
import static dev.mvq.runtime.simulation.path.Roster.Sector.STAPLES;
import static dev.mvq.runtime.simulation.path.Roster.Sector.TECH;

import java.util.List;

/** The names of the made market, in the order in which {@code underlyings} takes them. Tickers are real, everything else is made. */
public final class Roster {
    /** Industries; each has a factor of its own. */
    public enum Sector {
        INDEX(0.04),
        TECH(0.14),
        FINANCE(0.12),
        ENERGY(0.20),
        STAPLES(0.08),
        HEALTH(0.11);

        private final double volatility;

        Sector(double volatility) {
            this.volatility = volatility;
        }

        /** Annual volatility of the sector's factor beside the market's. */
        public double volatility() {
            return volatility;
        }
    }

    /**
     * A name and how it behaves.
     *
     * @param ticker ticker, root and identity
     * @param sector industry
     * @param anchor close on {@link MarketClock#ANCHOR}; the whole path is scaled to it
     * @param beta to the market factor
     * @param loading on the sector's factor
     * @param ownVolatility annual volatility of its own
     * @param earningsMove standard deviation of the overnight move on earnings, 0 for funds
     * @param yield dividends a year over price, paid quarterly
     * @param shares typical shares traded a day
     * @param liquidity of its options, 1 for the most liquid stocks, less is wider
     * @param cycle month of the quarterly expiry cycle: 1 January, 2 February, 3 March
     * @param penny whether all its options are quoted in cents
     */
    public record Name(
            String ticker,
            Sector sector,
            double anchor,
            double beta,
            double loading,
            double ownVolatility,
            double earningsMove,
            double yield,
            double shares,
            double liquidity,
            int cycle,
            boolean penny) {
        /** Whether it is a fund, which reports no earnings. */
        public boolean fund() {
            return earningsMove == 0;
        }
    }

    private static final List<Name> NAMES = List.of(
            new Name("AAPL", TECH, 158.00, 1.10, 0.7, 0.150, 0.035, 0.005, 60e6, 1.00, 1, true),
            new Name("MSFT", TECH, 388.50, 1.05, 0.8, 0.140, 0.040, 0.008, 25e6, 0.90, 1, false),
            new Name("NVDA", TECH, 547.10, 1.60, 1.4, 0.280, 0.070, 0.001, 45e6, 0.95, 2, false),
            new Name("JPM", FINANCE, 169.05, 1.05, 1.0, 0.120, 0.030, 0.025, 10e6, 0.70, 3, false),
            new Name("XOM", ENERGY, 99.95, 0.85, 0.9, 0.120, 0.025, 0.036, 18e6, 0.65, 1, true),
            new Name("KO", STAPLES, 60.40, 0.60, 0.9, 0.090, 0.018, 0.031, 13e6, 0.50, 2, true),
            fund("SPY", INDEX, 476.70, 1.00, 0.1, 0.010, 0.014, 80e6, 1.60),
            fund("QQQ", TECH, 409.60, 1.10, 0.6, 0.020, 0.006, 50e6, 1.40),
            fund("IWM", INDEX, 193.30, 1.20, 1.0, 0.060, 0.014, 30e6, 1.10),
            new Name("AMD", TECH, 146.60, 1.60, 1.4, 0.300, 0.070, 0.000, 60e6, 0.85, 1, true),
            new Name("META", TECH, 374.50, 1.25, 1.0, 0.220, 0.080, 0.000, 20e6, 0.90, 3, false),
            new Name("GOOG", TECH, 144.20, 1.10, 0.9, 0.160, 0.045, 0.000, 20e6, 0.70, 3, false),
            new Name("BAC", FINANCE, 32.80, 1.20, 1.2, 0.150, 0.035, 0.029, 40e6, 0.70, 2, true),
            new Name("GS", FINANCE, 377.75, 1.20, 1.2, 0.130, 0.030, 0.029, 2e6, 0.45, 1, false),
            new Name("WFC", FINANCE, 47.40, 1.15, 1.2, 0.150, 0.035, 0.029, 16e6, 0.50, 1, true),
            new Name("CVX", ENERGY, 149.20, 0.85, 1.0, 0.120, 0.022, 0.040, 8e6, 0.50, 3, false),
            new Name("OXY", ENERGY, 57.00, 1.10, 1.4, 0.190, 0.030, 0.012, 9e6, 0.45, 2, true),
            new Name("PFE", HEALTH, 28.40, 0.60, 1.2, 0.150, 0.025, 0.058, 35e6, 0.50, 3, true),
            new Name("JNJ", HEALTH, 161.90, 0.50, 0.8, 0.090, 0.018, 0.030, 7e6, 0.45, 1, false),
            new Name("LLY", HEALTH, 643.20, 0.70, 1.2, 0.190, 0.045, 0.008, 3e6, 0.50, 1, false),
            new Name("UNH", HEALTH, 521.50, 0.70, 1.0, 0.140, 0.030, 0.014, 3e6, 0.45, 3, false),
            new Name("ABBV", HEALTH, 161.80, 0.55, 1.0, 0.130, 0.025, 0.038, 6e6, 0.40, 2, false),
            new Name("AMGN", HEALTH, 304.60, 0.60, 1.1, 0.150, 0.028, 0.028, 3e6, 0.35, 1, false),
            new Name("WMT", STAPLES, 161.30, 0.55, 0.9, 0.110, 0.030, 0.014, 7e6, 0.55, 3, false),
            new Name("TGT", STAPLES, 142.70, 0.90, 1.3, 0.200, 0.070, 0.031, 5e6, 0.50, 1, false),
            new Name("INTC", TECH, 47.10, 1.20, 1.1, 0.220, 0.065, 0.011, 40e6, 0.70, 1, true),
            new Name("MU", TECH, 82.30, 1.40, 1.3, 0.240, 0.050, 0.006, 16e6, 0.65, 1, false),
            new Name("AVGO", TECH, 1108.00, 1.30, 1.2, 0.190, 0.045, 0.019, 2e6, 0.40, 3, false),
            new Name("QCOM", TECH, 140.30, 1.30, 1.2, 0.190, 0.050, 0.023, 8e6, 0.50, 1, false),
            new Name("UPS", STAPLES, 158.60, 0.95, 1.1, 0.170, 0.045, 0.041, 3e6, 0.40, 1, false),
            new Name("MRNA", HEALTH, 102.50, 1.00, 1.8, 0.450, 0.080, 0.000, 5e6, 0.45, 3, false));

    public static final int SIZE = 31;

    private Roster() {}

    /** The first names, at most {@link #SIZE}. */
    public static List<Name> first(int count) {
        return NAMES.subList(0, count);
    }

    private static Name fund(
            String ticker,
            Sector sector,
            double anchor,
            double beta,
            double loading,
            double ownVolatility,
            double yield,
            double shares,
            double liquidity) {
        return new Name(ticker, sector, anchor, beta, loading, ownVolatility, 0, yield, shares, liquidity, 3, true);
    }
}
