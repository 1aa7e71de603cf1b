package dev.mvq.runtime.simulation.path;

import static dev.mvq.runtime.simulation.path.Roster.Sector.ENERGY;
import static dev.mvq.runtime.simulation.path.Roster.Sector.FINANCE;
import static dev.mvq.runtime.simulation.path.Roster.Sector.HEALTH;
import static dev.mvq.runtime.simulation.path.Roster.Sector.INDEX;
import static dev.mvq.runtime.simulation.path.Roster.Sector.INDUSTRY;
import static dev.mvq.runtime.simulation.path.Roster.Sector.MEDIA;
import static dev.mvq.runtime.simulation.path.Roster.Sector.RETAIL;
import static dev.mvq.runtime.simulation.path.Roster.Sector.STAPLES;
import static dev.mvq.runtime.simulation.path.Roster.Sector.TECH;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The names of the made market, in the order in which {@code underlyings} takes them. The first have real tickers, everything else
 * about them is made; those after are made altogether ({@link MadeNames}). No seed changes the roster.
 */
public final class Roster {
    /** How many names there are. */
    public static final int SIZE = 600;

    /** Industries; each has a factor of its own. */
    public enum Sector {
        INDEX(0.04),
        TECH(0.14),
        FINANCE(0.12),
        ENERGY(0.20),
        STAPLES(0.08),
        HEALTH(0.11),
        INDUSTRY(0.09),
        RETAIL(0.12),
        MEDIA(0.13),
        MATERIALS(0.13),
        UTILITIES(0.11),
        REALTY(0.11);

        private final double volatility;

        Sector(double volatility) {
            this.volatility = volatility;
        }

        /** Annual volatility of the sector's factor beside the market's. */
        public double volatility() {
            return volatility;
        }
    }

    /** What a name is. */
    public enum Kind {
        /** A company's share: reports earnings, splits. */
        STOCK,
        /** A fund on an index, traded like a share. */
        FUND,
        /** An index: not traded itself, pays nothing, its options settle in cash. */
        INDEX
    }

    /** When the holder of an option may exercise it. */
    public enum Exercise {
        AMERICAN,
        EUROPEAN
    }

    /**
     * A name and how it behaves.
     *
     * @param ticker ticker, root and identity
     * @param kind share, fund or index
     * @param sector industry
     * @param anchor close on {@link MarketClock#ANCHOR}; the whole path is scaled to it
     * @param beta to the market factor
     * @param loading on the sector's factor
     * @param ownVolatility annual volatility of its own
     * @param earningsMove standard deviation of the overnight move on earnings, 0 for funds
     * @param yield dividends a year over price; paid quarterly by shares and funds, while an index drifts that much less
     * @param shares typical shares traded a day, in shares of {@link MarketClock#ANCHOR}
     * @param liquidity of its options, 1 for the most liquid stocks, less is wider
     * @param cycle month of the quarterly expiry cycle: 1 January, 2 February, 3 March
     * @param penny whether all its options are quoted in cents
     * @param informed how far those who price its options know the market's state before prices show it, 0..1 ({@link Climate})
     */
    public record Name(
            String ticker,
            Kind kind,
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
            boolean penny,
            double informed) {
        /** Whether it is a fund or an index, which report no earnings. */
        public boolean fund() {
            return kind != Kind.STOCK;
        }

        /** Whether it is an index: its options are settled in cash, and its forward bears the yield without ex-days. */
        public boolean index() {
            return kind == Kind.INDEX;
        }

        /** Index options are European, all others American. */
        public Exercise exercise() {
            return index() ? Exercise.EUROPEAN : Exercise.AMERICAN;
        }
    }

    private static final List<Name> KNOWN = List.of(
            stock("AAPL", TECH, 158.00, 1.10, 0.7, 0.150, 0.035, 0.005, 60e6, 1.00, 1, true, 0.60),
            stock("MSFT", TECH, 388.50, 1.05, 0.8, 0.140, 0.040, 0.008, 25e6, 0.90, 1, false, 0.50),
            stock("NVDA", TECH, 547.10, 1.60, 1.4, 0.280, 0.070, 0.001, 45e6, 0.95, 2, false, 0.70),
            stock("JPM", FINANCE, 169.05, 1.05, 1.0, 0.120, 0.030, 0.025, 10e6, 0.70, 3, false, 0.80),
            stock("XOM", ENERGY, 99.95, 0.85, 0.9, 0.120, 0.025, 0.036, 18e6, 0.65, 1, true, 0.40),
            stock("KO", STAPLES, 60.40, 0.60, 0.9, 0.090, 0.018, 0.031, 13e6, 0.50, 2, true, 0.20),
            fund("SPY", INDEX, 476.70, 1.00, 0.1, 0.002, 0.014, 80e6, 1.60, 0.90),
            fund("QQQ", TECH, 409.60, 1.10, 0.6, 0.004, 0.006, 50e6, 1.40, 0.80),
            fund("IWM", INDEX, 193.30, 1.20, 1.0, 0.060, 0.014, 30e6, 1.10, 0.70),
            index("SPX", INDEX, 4783.80, 1.00, 0.1, 0.002, 0.014, 2.4e9, 1.50, 0.95),
            index("NDX", TECH, 16832.90, 1.10, 0.6, 0.004, 0.006, 0.9e9, 0.60, 0.85),
            stock("AMD", TECH, 146.60, 1.60, 1.4, 0.300, 0.070, 0.000, 60e6, 0.85, 1, true, 0.50),
            stock("META", MEDIA, 374.50, 1.25, 1.0, 0.220, 0.080, 0.000, 20e6, 0.90, 3, false, 0.60),
            stock("GOOG", MEDIA, 144.20, 1.10, 0.9, 0.160, 0.045, 0.000, 20e6, 0.70, 3, false, 0.50),
            stock("BAC", FINANCE, 32.80, 1.20, 1.2, 0.150, 0.035, 0.029, 40e6, 0.70, 2, true, 0.60),
            stock("GS", FINANCE, 377.75, 1.20, 1.2, 0.130, 0.030, 0.029, 2e6, 0.45, 1, false, 0.90),
            stock("WFC", FINANCE, 47.40, 1.15, 1.2, 0.150, 0.035, 0.029, 16e6, 0.50, 1, true, 0.50),
            stock("CVX", ENERGY, 149.20, 0.85, 1.0, 0.120, 0.022, 0.040, 8e6, 0.50, 3, false, 0.30),
            stock("OXY", ENERGY, 57.00, 1.10, 1.4, 0.190, 0.030, 0.012, 9e6, 0.45, 2, true, 0.40),
            stock("PFE", HEALTH, 28.40, 0.60, 1.2, 0.150, 0.025, 0.058, 35e6, 0.50, 3, true, 0.20),
            stock("JNJ", HEALTH, 161.90, 0.50, 0.8, 0.090, 0.018, 0.030, 7e6, 0.45, 1, false, 0.20),
            stock("LLY", HEALTH, 643.20, 0.70, 1.2, 0.190, 0.045, 0.008, 3e6, 0.50, 1, false, 0.30),
            stock("UNH", HEALTH, 521.50, 0.70, 1.0, 0.140, 0.030, 0.014, 3e6, 0.45, 3, false, 0.30),
            stock("ABBV", HEALTH, 161.80, 0.55, 1.0, 0.130, 0.025, 0.038, 6e6, 0.40, 2, false, 0.20),
            stock("AMGN", HEALTH, 304.60, 0.60, 1.1, 0.150, 0.028, 0.028, 3e6, 0.35, 1, false, 0.30),
            stock("WMT", STAPLES, 161.30, 0.55, 0.9, 0.110, 0.030, 0.014, 7e6, 0.55, 3, false, 0.20),
            stock("TGT", RETAIL, 142.70, 0.90, 1.3, 0.200, 0.070, 0.031, 5e6, 0.50, 1, false, 0.30),
            stock("INTC", TECH, 47.10, 1.20, 1.1, 0.220, 0.065, 0.011, 40e6, 0.70, 1, true, 0.30),
            stock("MU", TECH, 82.30, 1.40, 1.3, 0.240, 0.050, 0.006, 16e6, 0.65, 1, false, 0.60),
            stock("AVGO", TECH, 1108.00, 1.30, 1.2, 0.190, 0.045, 0.019, 2e6, 0.40, 3, false, 0.40),
            stock("QCOM", TECH, 140.30, 1.30, 1.2, 0.190, 0.050, 0.023, 8e6, 0.50, 1, false, 0.40),
            stock("UPS", INDUSTRY, 158.60, 0.95, 1.1, 0.170, 0.045, 0.041, 3e6, 0.40, 1, false, 0.20),
            stock("MRNA", HEALTH, 102.50, 1.00, 1.8, 0.450, 0.080, 0.000, 5e6, 0.45, 3, false, 0.50));

    private static final List<Name> NAMES = Stream.concat(
                    KNOWN.stream(), IntStream.range(0, SIZE - KNOWN.size()).mapToObj(MadeNames::name))
            .toList();

    private Roster() {}

    /** The first names, at most {@link #SIZE}. */
    public static List<Name> first(int count) {
        return NAMES.subList(0, count);
    }

    private static Name stock(
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
            boolean penny,
            double informed) {
        return new Name(
                ticker,
                Kind.STOCK,
                sector,
                anchor,
                beta,
                loading,
                ownVolatility,
                earningsMove,
                yield,
                shares,
                liquidity,
                cycle,
                penny,
                informed);
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
            double liquidity,
            double informed) {
        return new Name(
                ticker,
                Kind.FUND,
                sector,
                anchor,
                beta,
                loading,
                ownVolatility,
                0,
                yield,
                shares,
                liquidity,
                3,
                true,
                informed);
    }

    /** Options on an index are quoted in nickels and dimes. */
    private static Name index(
            String ticker,
            Sector sector,
            double anchor,
            double beta,
            double loading,
            double ownVolatility,
            double yield,
            double shares,
            double liquidity,
            double informed) {
        return new Name(
                ticker,
                Kind.INDEX,
                sector,
                anchor,
                beta,
                loading,
                ownVolatility,
                0,
                yield,
                shares,
                liquidity,
                3,
                false,
                informed);
    }
}
