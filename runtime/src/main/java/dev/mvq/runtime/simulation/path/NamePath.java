package dev.mvq.runtime.simulation.path;

import dev.mvq.runtime.market.Bar;
import dev.mvq.runtime.market.QuoteFlag;
import dev.mvq.runtime.source.Importer;
import java.util.List;

/**
 * One name through the sessions of the world: its bars and the latent state that its options are priced from. Returns are factors times
 * loadings plus the name's own, which its order flow pushes; the whole path is scaled so that the close on {@link MarketClock#ANCHOR} is
 * the roster's price. Prices are raw, so they drop where the name goes ex and jump where it {@link Splits splits}.
 *
 * <p>Any session can be asked for, in any order and by many threads: what is kept is some ten numbers a session, and all else is made when
 * asked for. What is drawn depends on the seed and the name alone, and on no later session but through the one scale.
 */
public final class NamePath {
    /** The source that every row of a made market names. */
    public static final String SOURCE = Importer.MADE;

    private static final double HALF_DAY_VOLUME = 0.55;
    private static final double NEWS_VOLUME = 1.6;

    /** Answers of volume to log variance over its long level, and to the size of the move in deviations (Karpoff 1987). */
    private static final double VOLUME_ON_VARIANCE = 0.28;

    private static final double VOLUME_ON_MOVE = 0.15;
    private static final double USUAL_MOVE = 0.8;
    private static final double MOST_MOVE = 3;
    /** What moves volume for no reason: it lasts for days, or for weeks. */
    private static final Component CHATTER = new Component(2.5, 0.24);

    private static final Component FASHION = new Component(40, 0.18);

    /** Deviation of the log by which a close's implied variance wanders for no reason. */
    private static final double QUIRK = 0.03;
    /** Variance of the name's own has half the market's premium in logs (Driessen, Maenhout & Vilkov 2009). */
    private static final double OWN_PREMIUM = 0.5;
    /** What the months ahead take of what the informed expect of the weeks ahead. */
    private static final double EXPECTED_IN_FAR = 0.35;

    /** The market's variance of months ahead is dearer than that of weeks (Egloff, Leippold & Wu 2010). */
    private static final double FAR_PREMIUM = 1.25;
    /** Premium on the variance of an earnings day (Dubinsky, Johannes, Kaeck & Seeger 2019). */
    private static final double EARNINGS_PREMIUM = 1.6;

    private static final long FLOW = 2;
    private static final long OWN = 3;
    private static final long VOLUME = 4;
    private static final long QUIRKS = 5;
    private static final long EXTREMES = 6;
    private static final long SPLITS = 7;
    private static final long INTRADAY = 8;
    private static final long MOODS = 9;

    private final Roster.Name name;
    private final MarketClock clock;
    private final Climate climate;
    private final Habits habits;
    private final long key;
    private final double[] flow;
    private final Factor own;
    private final Factor sector;
    private final List<Split> splits;
    private final double[] open;
    private final double[] high;
    private final double[] low;
    private final double[] close;
    private final double[] activity;
    private final Moods moods;

    public NamePath(long seed, Roster.Name name, MarketClock clock, Climate climate) {
        this.name = name;
        this.clock = clock;
        this.climate = climate;
        this.key = Noise.key(Climate.streams(seed), "name " + name.ticker());
        this.habits = new Habits(name, key);
        this.flow = OrderFlow.draw(new Noise(Noise.key(key, FLOW)), clock.count(), climate);
        this.sector = climate.sector(name.sector());
        OwnReturns returns = new OwnReturns(name, clock, climate, habits, flow);
        this.own = Factor.draw(Noise.key(key, OWN), clock.count(), returns, returns.shape());
        this.open = new double[clock.count()];
        this.high = new double[clock.count()];
        this.low = new double[clock.count()];
        this.close = new double[clock.count()];
        this.activity = new double[clock.count()];
        this.moods = new Moods(name, Noise.key(key, MOODS), clock.count());
        drawLogs();
        own.forget();
        Splits.Decided decided = new Splits(name, clock, Noise.key(key, SPLITS), close).decide();
        this.splits = decided.splits();
        toPrices(decided.logStart());
    }

    private SessionTrace trace() {
        return new SessionTrace(name, climate.market(), sector, own, Noise.key(key, EXTREMES));
    }

    /** Fills the arrays with log prices over the price that the path begins with, as if there were no splits. */
    private void drawLogs() {
        SessionTrace trace = trace();
        Noise noise = new Noise(Noise.key(key, VOLUME));
        double log = 0;
        double chatter = 0;
        double fashion = 0;
        for (int t = 0; t < close.length; t++) {
            trace.draw(t, payout(t));
            chatter = CHATTER.next(chatter, noise.normal());
            fashion = FASHION.next(fashion, noise.normal());
            activity[t] = activity(t, trace.close(), chatter + fashion);
            open[t] = log + trace.open();
            high[t] = log + trace.high();
            low[t] = log + trace.low();
            log += trace.close();
            close[t] = log;
        }
    }

    private void toPrices(double logStart) {
        int next = 0;
        double log = logStart;
        for (int t = 0; t < close.length; t++) {
            if (next < splits.size() && splits.get(next).session() == t) {
                log -= StrictMath.log(splits.get(next++).factor());
            }
            open[t] = cents(log + open[t]);
            high[t] = cents(log + high[t]);
            low[t] = cents(log + low[t]);
            close[t] = cents(log + close[t]);
        }
    }

    private static double cents(double log) {
        return Math.max(1, StrictMath.rint(100 * StrictMath.exp(log))) / 100;
    }

    /** Log by which the open is lower for what is paid out: an index loses a little every night, others on their ex-days. */
    private double payout(int t) {
        if (name.index()) {
            return name.yield() / Factor.SESSIONS_A_YEAR;
        }
        return habits.goesEx(clock, t) ? -StrictMath.log1p(-name.yield() / 4) : 0;
    }

    /** Shares traded over the usual: more when variance is high, on large moves and after earnings. */
    private double activity(int t, double move, double chatter) {
        double variance = variance(t);
        double surprise = Math.abs(move) / Math.sqrt(variance / Factor.SESSIONS_A_YEAR);
        double log = VOLUME_ON_VARIANCE * StrictMath.log(variance / farVariance(t))
                + VOLUME_ON_MOVE * Math.min(surprise - USUAL_MOVE, MOST_MOVE)
                + chatter;
        double session = clock.isHalfDay(t) ? HALF_DAY_VOLUME : 1;
        double news = !name.fund() && habits.reports(clock, t) ? NEWS_VOLUME : 1;
        return StrictMath.exp(log) * session * news;
    }

    private double mixed(double market, double sectorVariance, double ownVariance) {
        return name.beta() * name.beta() * market + name.loading() * name.loading() * sectorVariance + ownVariance;
    }

    private double farVariance(int t) {
        return mixed(climate.market().far(t), sector.far(t), own.far(t));
    }

    /** Annual variance that the session's moves were drawn with, jumps apart. */
    public double variance(int t) {
        return mixed(climate.market().variance(t), sector.variance(t), own.variance(t));
    }

    /**
     * What the close of the session knows of variance to come: what its options are priced from. The premium and what is expected of
     * the regime are {@link Climate}'s; how variance itself is seen is {@link LogVariance}'s.
     */
    public VarianceOutlook outlook(int t) {
        double quirk = new Noise(Noise.key(Noise.key(key, QUIRKS), t)).normal();
        double premium = climate.premium(t, name.informed());
        double ownPremium = StrictMath.pow(premium, OWN_PREMIUM);
        double expected = climate.expected(t, name.informed());
        double ownJumps = OwnReturns.jumpVariance(name);
        double near = mixed(
                premium * (climate.market().near(t) + climate.jumpVariance(t, name.informed())),
                ownPremium * sector.near(t),
                ownPremium * (own.near(t) + ownJumps));
        double far = mixed(
                premium * (FAR_PREMIUM * climate.market().far(t) + climate.usualJumpVariance()),
                ownPremium * sector.far(t),
                ownPremium * (own.far(t) + ownJumps));
        return new VarianceOutlook(
                near * StrictMath.exp(expected + QUIRK * quirk + moods.haste(t)),
                far * StrictMath.exp(EXPECTED_IN_FAR * expected + 0.5 * QUIRK * quirk),
                climate.skew(t, name.informed()),
                moods.lean(t),
                EARNINGS_PREMIUM * name.earningsMove() * name.earningsMove() * StrictMath.exp(moods.haste(t)),
                day -> habits.earningsBetween(clock.day(t), day));
    }

    public Roster.Name name() {
        return name;
    }

    /** The session's bar, of any session of the world. */
    public Bar bar(int t) {
        return new Bar(
                name.ticker(),
                name.ticker(),
                clock.day(t),
                open[t],
                high[t],
                low[t],
                close[t],
                volume(t),
                dividend(t),
                splitFactor(t),
                SOURCE,
                QuoteFlag.MADE.bit());
    }

    /** The raw close of the session, as {@link #bar} has it. */
    public double close(int t) {
        return close[t];
    }

    /** Shares as they were counted then. */
    private double volume(int t) {
        double shares = t <= clock.anchor() ? 1 / shares(t, clock.anchor()) : shares(clock.anchor(), t);
        return Math.max(1, StrictMath.rint(name.shares() * activity[t] * shares));
    }

    private double dividend(int t) {
        if (t == 0 || name.index() || !habits.goesEx(clock, t)) {
            return 0;
        }
        return StrictMath.rint(close[t - 1] / splitFactor(t) * name.yield() / 4 * 100) / 100;
    }

    private double splitFactor(int t) {
        for (Split split : splits) {
            if (split.session() == t) {
                return split.factor();
            }
        }
        return 1;
    }

    /** Its splits, in order. */
    public List<Split> splits() {
        return splits;
    }

    /** How many shares a share held at the close of {@code from} has become at the close of {@code to}: the splits between. */
    public double shares(int from, int to) {
        double shares = 1;
        for (Split split : splits) {
            if (split.session() > from && split.session() <= to) {
                shares *= split.factor();
            }
        }
        return shares;
    }

    /** Trading activity over the usual, 1 on a usual day. */
    public double activityOn(int t) {
        return activity[t];
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
        return new LatentState(clock.day(t), name.ticker(), climate.regime(t), variance(t), flow(t));
    }

    /** Price and volume minute by minute, within the session's bar. */
    public IntradayPath intraday(int t) {
        SessionTrace trace = trace();
        trace.draw(t, payout(t));
        return new IntradayDraw(name, climate, sector, own, Noise.key(key, INTRADAY))
                .draw(t, clock.minutes(t), bar(t), trace);
    }
}
