package dev.mvq.runtime.simulation.path;

import dev.mvq.runtime.simulation.path.Roster.Sector;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * What all names share: the regimes, the market factor, the sectors, and how the pricing of risk moves with them.
 *
 * <p><b>Lead and lag of implied variance.</b> Realised variance follows a regime with a delay ({@link Regime#reversion()}). The pricing of
 * risk has a mood with two minds: the informed one knows the regime at once and prices part of the way that variance still has to go
 * ({@link #expected}), the other sees only what variance has done. So implied variance leads when a regime turns, the more so for names
 * whose options are traded by the informed ({@link Roster.Name#informed()}), and it lags after single shocks, of which a close believes
 * only a part ({@link LogVariance}). Premium and skew of the regime come in over weeks for the uninformed, and within days for the others.
 */
public final class Climate {
    /** The market's typical variance: sectors and names swing with the market's distance from it. */
    public static final double TYPICAL_LOG_VARIANCE = 2 * StrictMath.log(0.135);

    /** Share of the distance to the regime's mood that is closed in a session by those who watch prices only, and by those who know. */
    private static final double LATE_MOOD = 0.06;

    private static final double EARLY_MOOD = 0.25;
    /** Share of the way still to go that the informed price. */
    private static final double ANTICIPATED = 0.20;
    /** Annual variance of crashes that options insure against in the calmest of times (Bollerslev & Todorov 2011). */
    private static final double FEARED = 0.05 * 0.05;
    /** Annual variance of the regimes' jumps in the mean over many years. */
    private static final double USUAL_JUMPS = 0.0015;
    /** Wandering of the premium on risk: sessions of its half-life, deviation of its log. */
    private static final Component WHIM = new Component(12, 0.06);

    private static final LogVariance.Shape MARKET_SHAPE = new LogVariance.Shape(
            new Component(2.5, 0.42), new Component(45, 0.42), new Component(400, 0.62), 1.00, -0.84, 0.26);
    private static final LogVariance.Shape SECTOR_SHAPE = new LogVariance.Shape(
            new Component(3, 0.40), new Component(60, 0.45), new Component(450, 0.80), 1.50, -0.30, 0.28);

    /**
     * Which of all worlds belong to the seeds. This one was chosen so that the default seed's winter of 2023/24, which demonstrations show,
     * is an ordinary one: calm or trending, with a stressed spell. It says nothing about other seeds.
     */
    private static final String EDITION = "2";

    private final long seed;
    private final Regime[] regimes;
    /** Log of the market's variance, components apart, as far as it has followed the regimes at each close. */
    private final double[] reached;

    private final double[] earlySkew;
    private final double[] lateSkew;
    private final double[] earlyPremium;
    private final double[] latePremium;
    private final double[] earlyJumps;
    private final double[] lateJumps;
    private final double[] whim;
    private final Factor market;
    private final Map<Sector, Factor> sectors = new EnumMap<>(Sector.class);

    public Climate(long seed, int sessions) {
        this.seed = streams(seed);
        this.regimes = drawRegimes(Noise.of(this.seed, "regimes"), sessions);
        this.reached = drawReached();
        this.earlySkew = followed(Regime::skew, EARLY_MOOD);
        this.lateSkew = followed(Regime::skew, LATE_MOOD);
        this.earlyPremium = followed(Regime::premium, EARLY_MOOD);
        this.latePremium = followed(Regime::premium, LATE_MOOD);
        this.earlyJumps = followed(regime -> regime.jumps().variance(), EARLY_MOOD);
        this.lateJumps = followed(regime -> regime.jumps().variance(), LATE_MOOD);
        this.whim = drawWhim(Noise.of(this.seed, "whim"), sessions);
        this.market = Factor.draw(Noise.key(this.seed, "market"), sessions, new MarketDriver(), MARKET_SHAPE);
        for (Sector sector : Sector.values()) {
            sectors.put(sector, drawSector(this.seed, sector, sessions));
        }
    }

    /** The seed of all streams of a world. */
    static long streams(long seed) {
        return Noise.key(seed, EDITION);
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

    private double[] drawReached() {
        double[] values = new double[regimes.length];
        double log = regimes[0].logVariance();
        for (int t = 0; t < values.length; t++) {
            log += regimes[t].reversion() * (regimes[t].logVariance() - log);
            values[t] = log;
        }
        return values;
    }

    private double[] followed(ToDoubleFunction<Regime> mood, double speed) {
        double[] values = Arrays.stream(regimes).mapToDouble(mood).toArray();
        for (int t = 1; t < values.length; t++) {
            values[t] = values[t - 1] + speed * (values[t] - values[t - 1]);
        }
        return values;
    }

    private static double[] drawWhim(Noise noise, int sessions) {
        double[] whim = new double[sessions];
        for (int t = 1; t < sessions; t++) {
            whim[t] = WHIM.next(whim[t - 1], noise.normal());
        }
        return whim;
    }

    private Factor drawSector(long seed, Sector sector, int sessions) {
        Factor.Driver driver = new SectorDriver(sector.volatility());
        return Factor.draw(Noise.key(seed, "sector " + sector), sessions, driver, SECTOR_SHAPE);
    }

    public Regime regime(int session) {
        return regimes[session];
    }

    /** The first sessions of each new state, ascending. */
    IntStream changes() {
        return IntStream.range(1, regimes.length).filter(t -> regimes[t] != regimes[t - 1]);
    }

    /**
     * Factor on the smile's slope.
     *
     * @param informed weight of those who know the regime at once, 0..1
     */
    public double skew(int session, double informed) {
        return informed * earlySkew[session] + (1 - informed) * lateSkew[session];
    }

    /** Implied over expected variance. */
    public double premium(int session, double informed) {
        double premium = informed * earlyPremium[session] + (1 - informed) * latePremium[session];
        return premium * StrictMath.exp(whim[session]);
    }

    /** Log of the factor by which variance expected exceeds what the close has seen, as the regime that began is not in it yet. */
    double expected(int session, double informed) {
        return ANTICIPATED * informed * (regimes[session].logVariance() - reached[session]);
    }

    /** Annual variance that the market's jumps add: those that the regime makes, and those that are feared but seldom come. */
    double jumpVariance(int session, double informed) {
        return FEARED + informed * earlyJumps[session] + (1 - informed) * lateJumps[session];
    }

    /** The same in the long run. */
    double usualJumpVariance() {
        return FEARED + USUAL_JUMPS;
    }

    /** What the minutes of names draw from together: the market's noise, or a sector's. */
    long minutesKey(String shared) {
        return Noise.key(seed, shared);
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
    double swinging(double volatility, double share, int session) {
        return 2 * StrictMath.log(volatility) + share * (market.level(session) - TYPICAL_LOG_VARIANCE);
    }

    private final class MarketDriver implements Factor.Driver {
        @Override
        public double drift(int session) {
            return regimes[session].drift() / Factor.SESSIONS_A_YEAR;
        }

        @Override
        public double target(int session) {
            return regimes[session].logVariance();
        }

        @Override
        public double reversion(int session) {
            return regimes[session].reversion();
        }

        @Override
        public double jump(int session, Noise noise) {
            Regime.Jumps jumps = regimes[session].jumps();
            boolean jumped = noise.happens(jumps.aYear() / Factor.SESSIONS_A_YEAR);
            double jump = jumped ? jumps.mean() + jumps.deviation() * noise.normal() : 0;
            boolean turned = session > 0 && regimes[session] != regimes[session - 1];
            return turned ? jump + regimes[session].news() * (1 + 0.5 * noise.normal()) : jump;
        }
    }

    /** A factor without jumps whose variance swings with the market's. */
    private final class SectorDriver implements Factor.Driver {
        private static final double SWING = 0.8;
        private static final double REVERSION = 0.10;

        private final double volatility;
        private final Reversal reversal;

        private SectorDriver(double volatility) {
            this.volatility = volatility;
            this.reversal = new Reversal(regimes.length);
        }

        @Override
        public double drift(int session) {
            return reversal.drift(session);
        }

        @Override
        public void settled(int session, double logReturn) {
            reversal.settled(session, logReturn);
        }

        @Override
        public double target(int session) {
            return swinging(volatility, SWING, session);
        }

        @Override
        public double reversion(int session) {
            return REVERSION;
        }

        @Override
        public double jump(int session, Noise noise) {
            return 0;
        }
    }
}
