package dev.mvq.runtime.simulation.path;

/**
 * A source of returns with stochastic volatility ({@link LogVariance}): the market, a sector, or what is a name's own. A session is one
 * overnight move, which carries the jumps, and {@link #STEPS} moves of the day, busier at its ends. Some sessions are busier than variance
 * says, so that even a normal draw has the tails of a lognormal mixture (Clark 1973).
 *
 * <p>All is by session of the world; nothing at session t uses a draw of a later one. A session's moves come from a stream of their
 * own, so they need not be stored: {@link #moves} draws them again, to the same bits.
 */
public final class Factor {
    public static final int STEPS = 8;
    public static final double SESSIONS_A_YEAR = 252;

    /** Share of a session's variance that falls in the night, jumps apart. */
    static final double OVERNIGHT_SHARE = 0.22;
    /** Moves of a session: the night's, then those of the day. */
    static final int MOVES = 1 + STEPS;

    private static final double[] STEP_SHARE = {0.175, 0.105, 0.075, 0.06, 0.06, 0.07, 0.095, 0.14};
    private static final double[] NONE = {};
    private static final long SHOCKS = 1;
    private static final long SESSIONS = 2;

    /** What pushes a factor on a session. */
    public interface Driver {
        /** Expected log return of the session. */
        double drift(int session);

        /** Log of the annual variance that is reverted to. */
        double target(int session);

        /** Share of the distance to the target closed in a session. */
        double reversion(int session);

        /** Log size of the session's jumps, 0 for none; draws what it needs. */
        double jump(int session, Noise noise);

        /** Told each session's log return in order, so that later drifts can answer it. */
        default void settled(int session, double logReturn) {}
    }

    private final long key;
    private final Driver driver;
    private final double busy;
    private final double[] variance;
    private final double[] near;
    private final double[] far;
    private final double[] level;
    /** All moves, session by session; empty when they are not kept. */
    private double[] kept = NONE;

    private Factor(long key, int sessions, Driver driver, LogVariance.Shape shape) {
        this.key = Noise.key(key, SESSIONS);
        this.driver = driver;
        this.busy = shape.busy();
        this.variance = new double[sessions];
        this.near = new double[sessions];
        this.far = new double[sessions];
        this.level = new double[sessions];
        draw(new LogVariance(shape, driver.target(0)), new Noise(Noise.key(key, SHOCKS)));
    }

    /** Draws a path from the world's first session. Its moves are kept until {@link #forget()}. */
    static Factor draw(long key, int sessions, Driver driver, LogVariance.Shape shape) {
        return new Factor(key, sessions, driver, shape);
    }

    /** Lets go of the moves, which are drawn again from now on: for factors that are asked for seldom. */
    void forget() {
        kept = NONE;
    }

    private void draw(LogVariance log, Noise shocks) {
        double[] all = new double[variance.length * MOVES];
        double[] moves = new double[MOVES];
        for (int t = 0; t < variance.length; t++) {
            variance[t] = StrictMath.exp(log.now());
            moves(t, moves);
            System.arraycopy(moves, 0, all, t * MOVES, MOVES);
            double sum = sum(moves);
            driver.settled(t, sum);
            double surprise = (sum - driver.drift(t)) / Math.sqrt(variance[t] / SESSIONS_A_YEAR);
            log.advance(surprise, driver.target(t), driver.reversion(t), shocks);
            near[t] = StrictMath.exp(log.near());
            far[t] = StrictMath.exp(log.far());
            level[t] = log.level();
        }
        kept = all;
    }

    private static double sum(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum;
    }

    /** Fills in the session's log moves: from the previous close to the open, then the steps of the day. */
    void moves(int t, double[] into) {
        if (kept.length > 0) {
            System.arraycopy(kept, t * MOVES, into, 0, MOVES);
            return;
        }
        Noise noise = new Noise(Noise.key(key, t));
        double daily = variance[t] / SESSIONS_A_YEAR;
        double drift = driver.drift(t);
        double deviation = Math.sqrt(daily) * StrictMath.exp(busy * noise.normal() - busy * busy);
        into[0] = deviation * Math.sqrt(OVERNIGHT_SHARE) * noise.normal() + drift * OVERNIGHT_SHARE;
        for (int i = 0; i < STEPS; i++) {
            double share = STEP_SHARE[i];
            into[1 + i] = deviation * Math.sqrt(share) * noise.normal() + drift * share;
        }
        into[0] += driver.jump(t, noise);
    }

    /** Share of a session's variance that falls in a step of the day, jumps apart. */
    static double stepShare(int step) {
        return STEP_SHARE[step];
    }

    /** Annual variance that the session's moves are drawn with. */
    public double variance(int session) {
        return variance[session];
    }

    /** Annual variance of the weeks ahead as the session's close knows it. */
    public double near(int session) {
        return near[session];
    }

    /** Annual variance of the months ahead as the session's close knows it: a slow memory. */
    public double far(int session) {
        return far[session];
    }

    /** Log of the level that variance moves around; it follows the driver's target with a delay. */
    double level(int session) {
        return level[session];
    }
}
