package dev.mvq.runtime.simulation.path;

import dev.mvq.runtime.simulation.path.Roster.Sector;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;

/** What all names share: the regimes, the market factor, the sectors, and how the pricing of risk moves with them. */
public final class Climate {
    /** The market's typical variance: sectors and names swing with the market's distance from it. */
    public static final double TYPICAL_LOG_VARIANCE = 2 * StrictMath.log(0.14);

    private static final double MOOD_LAG = 0.15;

    private final Regime[] regimes;
    private final double[] skew;
    private final double[] premium;
    private final Factor market;
    private final Map<Sector, Factor> sectors = new EnumMap<>(Sector.class);

    public Climate(long seed, int sessions) {
        this.regimes = drawRegimes(Noise.of(seed, "regimes"), sessions);
        this.skew = lagged(Arrays.stream(regimes).mapToDouble(Regime::skew).toArray());
        this.premium =
                lagged(Arrays.stream(regimes).mapToDouble(Regime::premium).toArray());
        this.market = Factor.draw(
                Noise.of(seed, "market"), sessions, new MarketDriver(), new Factor.VolatilityOfVolatility(0.16, -0.70));
        for (Sector sector : Sector.values()) {
            sectors.put(sector, drawSector(seed, sector, sessions));
        }
    }

    private static Regime[] drawRegimes(Noise noise, int sessions) {
        Regime[] regimes = new Regime[sessions];
        Regime regime = Regime.CALM;
        for (int t = 0; t < sessions; t++) {
            regimes[t] = regime;
            regime = regime.next(noise.uniform());
        }
        return regimes;
    }

    private static double[] lagged(double[] values) {
        for (int t = 1; t < values.length; t++) {
            values[t] = values[t - 1] + MOOD_LAG * (values[t] - values[t - 1]);
        }
        return values;
    }

    private Factor drawSector(long seed, Sector sector, int sessions) {
        Factor.Driver driver = new CalmDriver(sector.volatility(), 0.8, 0.05);
        return Factor.draw(
                Noise.of(seed, "sector " + sector), sessions, driver, new Factor.VolatilityOfVolatility(0.14, -0.40));
    }

    public Regime regime(int session) {
        return regimes[session];
    }

    /** Factor on the smile's slope. */
    public double skew(int session) {
        return skew[session];
    }

    /** Implied over expected variance. */
    public double premium(int session) {
        return premium[session];
    }

    public Factor market() {
        return market;
    }

    public Factor sector(Sector sector) {
        Factor factor = sectors.get(sector);
        if (factor == null) {
            throw new IllegalStateException("no factor was drawn for " + sector);
        }
        return factor;
    }

    /** Log of a variance that swings with the market's. */
    public double swinging(double volatility, double share, int session) {
        double swing = StrictMath.log(market.variance(session)) - TYPICAL_LOG_VARIANCE;
        return 2 * StrictMath.log(volatility) + share * swing;
    }

    private final class MarketDriver implements Factor.Driver {
        @Override
        public double drift(int session) {
            return regimes[session].drift() / Factor.SESSIONS_A_YEAR;
        }

        @Override
        public double target(int session) {
            return 2 * StrictMath.log(regimes[session].volatility());
        }

        @Override
        public double reversion(int session) {
            return regimes[session].reversion();
        }

        @Override
        public double jump(int session, Noise noise) {
            Regime.Jumps jumps = regimes[session].jumps();
            boolean jumped = noise.happens(jumps.aYear() / Factor.SESSIONS_A_YEAR);
            double size = jumps.mean() + jumps.deviation() * noise.normal();
            return jumped ? size : 0;
        }
    }

    /** A factor without drift and jumps whose variance swings with the market's. */
    private final class CalmDriver implements Factor.Driver {
        private final double volatility;
        private final double share;
        private final double reversion;

        private CalmDriver(double volatility, double share, double reversion) {
            this.volatility = volatility;
            this.share = share;
            this.reversion = reversion;
        }

        @Override
        public double drift(int session) {
            return 0;
        }

        @Override
        public double target(int session) {
            return swinging(volatility, share, session);
        }

        @Override
        public double reversion(int session) {
            return reversion;
        }

        @Override
        public double jump(int session, Noise noise) {
            return 0;
        }
    }
}
