package dev.mvq.runtime.simulation.path;

/**
 * The log of an annual variance as a level that follows a target, and three components around it that revert to nothing in days, weeks
 * and the better part of a year. One component forgets too fast: the autocorrelation of absolute returns falls slowly, like a power of
 * the lag (Ding, Granger & Engle 1993), and a sum of a few half-lives looks the same (Corsi 2009, HAR; Bollerslev & Zhou 2002).
 * Components are shocked together by the session's return, the leverage effect, and each by noise of its own (Scott 1987).
 */
final class LogVariance {
    private static final double LEAST = 2 * StrictMath.log(0.0005);
    /** A surprise beyond this many deviations tells no more about the variance to come. */
    private static final double MOST_SURPRISE = 3.5;
    /** Share of what is new in the fast component that the close believes at once: single shocks reach implied levels late. */
    private static final double BELIEVED = 0.35;
    /** How much of the components of days and of weeks is left in an average of weeks ahead. */
    private static final double FAST_IN_NEAR = 0.30;

    private static final double MIDDLE_IN_FAR = 0.30;
    private static final double TARGET_IN_FAR = 0.35;
    /** A variance that the target will have in the mean lies above the exponential of the target's mean. */
    private static final double LEVEL_CONVEXITY = 0.15;

    private static final double SLOW_MEMORY = 0.006;

    /**
     * How variance moves.
     *
     * @param fast days
     * @param middle weeks
     * @param slow most of a year
     * @param most highest annual volatility
     * @param leverage correlation of a session's return with the shocks after it
     * @param busy log deviation of a session's own standard deviation around what variance says
     */
    record Shape(Component fast, Component middle, Component slow, double most, double leverage, double busy) {}

    private final Component[] components;
    private final double[] state = new double[3];
    private final double[] convexity;
    private final double most;
    private final double leverage;
    private final double unleaned;
    private double target;
    private double believed;
    private double longRun;

    LogVariance(Shape shape, double target) {
        this.components = new Component[] {shape.fast, shape.middle, shape.slow};
        this.convexity = new double[] {shape.fast.convexity(), shape.middle.convexity(), shape.slow.convexity()};
        this.most = 2 * StrictMath.log(shape.most);
        this.leverage = shape.leverage;
        this.unleaned = StrictMath.sqrt(1 - leverage * leverage);
        this.target = target;
        this.longRun = target;
    }

    /** Goes on by a session: {@code surprise} is its return in standard deviations. */
    void advance(double surprise, double nextTarget, double reversion, Noise noise) {
        target += reversion * (nextTarget - target);
        double leaned = leverage * Math.clamp(surprise, -MOST_SURPRISE, MOST_SURPRISE);
        for (int i = 0; i < state.length; i++) {
            state[i] = components[i].next(state[i], leaned + unleaned * noise.normal());
        }
        believed += BELIEVED * (state[0] - believed);
        longRun += SLOW_MEMORY * (target - longRun);
    }

    /** Log variance of the session to come. */
    double now() {
        return bounded(target + state[0] - convexity[0] + state[1] - convexity[1] + state[2] - convexity[2]);
    }

    /** Log variance of the weeks to come, as the close knows it. */
    double near() {
        return bounded(target + FAST_IN_NEAR * believed + state[1] - convexity[1] + state[2] - convexity[2]);
    }

    /** Log variance of the months to come, as the close knows it: it leans on a long memory of the level. */
    double far() {
        double level = longRun + TARGET_IN_FAR * (target - longRun);
        return bounded(level + LEVEL_CONVEXITY + MIDDLE_IN_FAR * state[1] + state[2] - convexity[2]);
    }

    /** The level that the quicker components move around. */
    double level() {
        return target + state[2] - convexity[2];
    }

    private double bounded(double log) {
        return Math.clamp(log, LEAST, most);
    }
}
