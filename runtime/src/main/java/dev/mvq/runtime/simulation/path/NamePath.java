package dev.mvq.runtime.simulation.path;

import dev.mvq.runtime.market.Bar;
import dev.mvq.runtime.market.QuoteFlag;
import java.time.LocalDate;

/**
 * One name through the sessions that are kept: its bars and the latent state that its options are priced from. Returns are factors times
 * loadings plus the name's own; the whole path is scaled so that the close on {@link MarketClock#ANCHOR} is the roster's price. There
 * are no splits.
 */
public final class NamePath {
    /** The source that every row of a made market names. */
    public static final String SOURCE = "made-market";

    private static final double IMPACT = 0.10;
    private static final double FLOW_MEMORY = 0.90;
    private static final double OWN_JUMPS_A_YEAR = 4;
    private static final double HALF_DAY_VOLUME = 0.55;

    private final Roster.Name name;
    private final MarketClock clock;
    private final Climate climate;
    private final Habits habits;
    private final double[] flow;
    private final Factor own;
    private final Factor sector;
    private final int offset;
    private final Bar[] bars;
    private final double[] activity;
    private final long key;

    public NamePath(long seed, Roster.Name name, MarketClock clock, Climate climate) {
        this.name = name;
        this.clock = clock;
        this.climate = climate;
        this.key = Noise.key(seed, "name " + name.ticker());
        this.habits = new Habits(name, key);
        this.flow = drawFlow(new Noise(Noise.key(key, 2)), clock.count(), climate);
        this.sector = climate.sector(name.sector());
        this.own = Factor.draw(
                new Noise(Noise.key(key, 3)),
                clock.count(),
                new OwnDriver(),
                new Factor.VolatilityOfVolatility(0.16, -0.40));
        this.offset = clock.firstKept();
        this.bars = new Bar[clock.last() - offset + 1];
        this.activity = new double[bars.length];
        drawBars(logScale());
    }

    private static double[] drawFlow(Noise noise, int sessions, Climate climate) {
        double[] flow = new double[sessions];
        double state = 0;
        double fresh = StrictMath.sqrt(1 - FLOW_MEMORY * FLOW_MEMORY);
        for (int t = 0; t < sessions; t++) {
            double mood = switch (climate.regime(t)) {
                case CALM -> 0;
                case TRENDING, RECOVERY -> 0.3;
                case STRESSED -> -0.3;
                case CRASH -> -0.9;
            };
            state = FLOW_MEMORY * state + (1 - FLOW_MEMORY) * mood + fresh * noise.normal();
            flow[t] = StrictMath.tanh(0.7 * state);
        }
        return flow;
    }

    /** The log by which the path starts, so that it closes at the anchor price on the anchor day. */
    private double logScale() {
        double sum = 0;
        for (int t = 0; t <= clock.anchor(); t++) {
            sum += overnight(t);
            for (int i = 0; i < Factor.STEPS; i++) {
                sum += step(t, i);
            }
        }
        return StrictMath.log(name.anchor()) - sum;
    }

    private void drawBars(double logStart) {
        Noise noise = new Noise(Noise.key(key, 4));
        double log = logStart;
        double chatter = 0;
        for (int t = 0; t <= clock.last(); t++) {
            double before = log;
            double open = log + overnight(t);
            double high = open;
            double low = open;
            log = open;
            for (int i = 0; i < Factor.STEPS; i++) {
                log += step(t, i);
                high = Math.max(high, log);
                low = Math.min(low, log);
            }
            chatter = 0.6 * chatter + 0.18 * noise.normal();
            if (t >= offset) {
                activity[t - offset] = activity(t, log - before, chatter);
                bars[t - offset] = bar(t, new double[] {before, open, high, low, log});
            }
        }
    }

    private Bar bar(int t, double[] logs) {
        double dividend =
                habits.goesEx(clock, t) ? StrictMath.rint(StrictMath.exp(logs[0]) * name.yield() / 4 * 100) / 100 : 0;
        return new Bar(
                name.ticker(),
                name.ticker(),
                clock.day(t),
                cents(logs[1]),
                cents(logs[2]),
                cents(logs[3]),
                cents(logs[4]),
                StrictMath.rint(name.shares() * activity[t - offset]),
                dividend,
                1,
                SOURCE,
                QuoteFlag.MADE.bit());
    }

    private static double cents(double log) {
        return Math.max(1, StrictMath.rint(100 * StrictMath.exp(log))) / 100;
    }

    /** Shares traded over the usual: more when variance is high, on large moves and after earnings (Karpoff 1987). */
    private double activity(int t, double move, double chatter) {
        double variance = variance(t);
        double typical = typicalVariance(t);
        double surprise = Math.abs(move) / StrictMath.sqrt(variance / Factor.SESSIONS_A_YEAR);
        double log = 0.35 * StrictMath.log(variance / typical) + 0.30 * Math.min(surprise - 0.8, 3) + chatter;
        double session = clock.calendar().isHalfDay(clock.day(t)) ? HALF_DAY_VOLUME : 1;
        double news = !name.fund() && habits.reports(clock, t) ? 1.6 : 1;
        return StrictMath.exp(log) * session * news;
    }

    private double overnight(int t) {
        double dividend = habits.goesEx(clock, t) ? StrictMath.log1p(-name.yield() / 4) : 0;
        return name.beta() * climate.market().overnight(t)
                + name.loading() * sector.overnight(t)
                + own.overnight(t)
                + dividend;
    }

    private double step(int t, int i) {
        return name.beta() * climate.market().step(t, i) + name.loading() * sector.step(t, i) + own.step(t, i);
    }

    private double mixed(double market, double sectorVariance, double ownVariance) {
        return name.beta() * name.beta() * market + name.loading() * name.loading() * sectorVariance + ownVariance;
    }

    /** Annual variance that the session's moves were drawn with, jumps apart. */
    public double variance(int t) {
        return mixed(climate.market().variance(t), sector.variance(t), own.variance(t));
    }

    private double typicalVariance(int t) {
        return mixed(climate.market().level(t), sector.level(t), own.level(t));
    }

    /** What the close of the session knows of variance to come: what its options are priced from. */
    public VarianceOutlook outlook(int t) {
        double near = mixed(climate.market().outlook(t), sector.outlook(t), own.outlook(t));
        double mood = new Noise(Noise.key(Noise.key(key, 5), t)).normal();
        double premium = climate.premium(t) * StrictMath.exp(0.02 * mood);
        return new VarianceOutlook(
                near * premium,
                typicalVariance(t) * premium,
                climate.skew(t),
                name.earningsMove() * name.earningsMove(),
                day -> habits.earningsBetween(clock.day(t), day));
    }

    public Roster.Name name() {
        return name;
    }

    /** The session's bar; only from {@link MarketClock#firstKept()} on. */
    public Bar bar(int t) {
        return bars[t - offset];
    }

    /** How many shares a share held at the close of {@code from} has become at the close of {@code to}: the splits between. */
    public double shares(int from, int to) {
        double shares = 1;
        for (int t = from + 1; t <= to; t++) {
            shares *= bar(t).splitFactor();
        }
        return shares;
    }

    /** Trading activity over the usual, 1 on a usual day. */
    public double activityOn(int t) {
        return activity[t - offset];
    }

    /** Persistent order-flow imbalance, -1..1. */
    public double flow(int t) {
        return flow[t];
    }

    /** What the name's contracts draw from. */
    public long key() {
        return key;
    }

    /** What the market knows of the name on a session. */
    public LatentState state(int t) {
        LocalDate day = clock.day(t);
        return new LatentState(day, name.ticker(), climate.regime(t), variance(t), flow(t));
    }

    /** The name's own returns: pushed by its order flow, jumping on earnings and seldom otherwise. */
    private final class OwnDriver implements Factor.Driver {
        @Override
        public double drift(int t) {
            double daily = name.ownVolatility() / StrictMath.sqrt(Factor.SESSIONS_A_YEAR);
            // Half the own variance is handed back: names would drift down without it, and nobody pays for own risk.
            return IMPACT * daily * flow[t] + 0.5 * daily * daily;
        }

        @Override
        public double target(int t) {
            return climate.swinging(name.ownVolatility(), 0.7, t);
        }

        @Override
        public double reversion(int t) {
            return 0.05;
        }

        @Override
        public double jump(int t, Noise noise) {
            double earnings = name.earningsMove() * noise.normal();
            double other = 3.0 * name.ownVolatility() / StrictMath.sqrt(Factor.SESSIONS_A_YEAR) * noise.normal();
            boolean jumped = noise.happens(OWN_JUMPS_A_YEAR / Factor.SESSIONS_A_YEAR);
            return (habits.reports(clock, t) ? earnings : 0) + (jumped ? other : 0);
        }
    }
}
