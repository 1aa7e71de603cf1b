package dev.mvq.runtime.simulation.path;

/**
 * A source of returns with stochastic volatility: the market, a sector, or what is a name's own. Log variance reverts to a target that
 * moves (Scott 1987), and its shocks lean against the day's return: the leverage effect. A session is one overnight move, which carries
 * the jumps, and {@link #STEPS} moves of the day, busier at its ends.
 *
 * <p>All arrays are by session of the world; nothing at index t uses a draw of a later session.
 */
public final class Factor {
    public static final int STEPS = 8;
    public static final double SESSIONS_A_YEAR = 252;

    private static final double OVERNIGHT_SHARE = 0.22;
    private static final double[] STEP_SHARE = {0.175, 0.105, 0.075, 0.06, 0.06, 0.07, 0.095, 0.14};
    /** Log deviation of a session's own standard deviation around what variance says: busy and dull days in between. */
    private static final double BUSY = 0.12;

    private static final double LAG = 0.30;
    private static final double SLOW = 0.008;
    private static final double LEAST = StrictMath.log(0.004 * 0.004);
    private static final double MOST = StrictMath.log(1.5 * 1.5);

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
    }

    /**
     * How variance itself moves.
     *
     * @param deviation standard deviation of log variance a session
     * @param leverage correlation of a session's return with the shock to log variance after it
     */
    record VolatilityOfVolatility(double deviation, double leverage) {}

    private final double[] variance;
    private final double[] outlook;
    private final double[] level;
    private final double[] overnight;
    private final double[] steps;

    private Factor(int sessions) {
        this.variance = new double[sessions];
        this.outlook = new double[sessions];
        this.level = new double[sessions];
        this.overnight = new double[sessions];
        this.steps = new double[sessions * STEPS];
    }

    /** Draws a path from the world's first session. */
    public static Factor draw(Noise noise, int sessions, Driver driver, VolatilityOfVolatility shape) {
        Factor factor = new Factor(sessions);
        double unleaned = StrictMath.sqrt(1 - shape.leverage * shape.leverage);
        double x = driver.target(0);
        double near = x;
        double slow = x;
        for (int t = 0; t < sessions; t++) {
            double surprise = factor.drawReturns(t, x, noise, driver);
            double shock = shape.leverage * Math.clamp(surprise, -5, 5) + unleaned * noise.normal();
            x += driver.reversion(t) * (driver.target(t) - x) + shape.deviation * shock;
            x = Math.clamp(x, LEAST, MOST);
            // What the close of t knows: implied levels follow with a lag, and revert to a slow memory.
            near += LAG * (x - near);
            slow += SLOW * (x - slow);
            factor.outlook[t] = StrictMath.exp(near);
            factor.level[t] = StrictMath.exp(slow);
        }
        return factor;
    }

    /** Draws the session's moves; returns its surprise in standard deviations. */
    private double drawReturns(int t, double logVariance, Noise noise, Driver driver) {
        variance[t] = StrictMath.exp(logVariance);
        double daily = variance[t] / SESSIONS_A_YEAR;
        double drift = driver.drift(t) - 0.5 * daily;
        double deviation = StrictMath.sqrt(daily) * StrictMath.exp(BUSY * noise.normal() - BUSY * BUSY);
        double sum = driver.jump(t, noise) + deviation * StrictMath.sqrt(OVERNIGHT_SHARE) * noise.normal();
        overnight[t] = sum + drift * OVERNIGHT_SHARE;
        for (int i = 0; i < STEPS; i++) {
            double share = STEP_SHARE[i];
            double move = deviation * StrictMath.sqrt(share) * noise.normal();
            steps[t * STEPS + i] = move + drift * share;
            sum += move;
        }
        return sum / StrictMath.sqrt(daily);
    }

    /** Annual variance that the session's moves are drawn with. */
    public double variance(int session) {
        return variance[session];
    }

    /** Near variance as the market sees it at the session's close: a lagged memory. */
    public double outlook(int session) {
        return outlook[session];
    }

    /** Variance far ahead as the market sees it at the session's close: a slow memory. */
    public double level(int session) {
        return level[session];
    }

    /** Log move from the previous close to the open. */
    public double overnight(int session) {
        return overnight[session];
    }

    /** Log move of a step of the day, 0..{@link #STEPS}-1. */
    public double step(int session, int step) {
        return steps[session * STEPS + step];
    }
}
