package dev.mvq.runtime.pricing;

/**
 * The standard normal distribution in plain arithmetic over {@link StrictMath}, so that the same argument gives the same bits on every
 * machine.
 */
public final class StandardNormal {
    private static final double ROOT_TWO_PI = 2.5066282746310002;
    /** Beyond this many deviations the tail is below the least double. */
    private static final double FARTHEST = 38;

    private static final double FRACTION_FROM = 7.07106781186547;
    private static final int FRACTION_TERMS = 24;

    private StandardNormal() {}

    /** The density at x. */
    public static double density(double x) {
        return StrictMath.exp(-0.5 * x * x) / ROOT_TWO_PI;
    }

    /**
     * The distribution function at x, to about 1e-15 and, in the tail, 1e-13 of its value: the rational approximation of J. F. Hart et al., Computer Approximations, 1968,
     * number 5666, with a continued fraction in the tail, as set out by G. West, Better approximations to cumulative normal functions,
     * Wilmott 2005.
     */
    public static double distribution(double x) {
        double tail = tail(Math.abs(x));
        return x > 0 ? 1 - tail : tail;
    }

    /** The chance of more than {@code x}, which is not negative. */
    private static double tail(double x) {
        if (!(x < FARTHEST)) {
            return x >= FARTHEST ? 0 : Double.NaN;
        }
        double bell = StrictMath.exp(-0.5 * x * x);
        if (x >= FRACTION_FROM) {
            double fraction = x;
            for (int term = FRACTION_TERMS; term > 0; term--) {
                fraction = x + term / fraction;
            }
            return bell / (fraction * ROOT_TWO_PI);
        }
        double above = 3.52624965998911e-02 * x + 0.700383064443688;
        above = above * x + 6.37396220353165;
        above = above * x + 33.912866078383;
        above = above * x + 112.079291497871;
        above = above * x + 221.213596169931;
        above = above * x + 220.206867912376;
        double below = 8.83883476483184e-02 * x + 1.75566716318264;
        below = below * x + 16.064177579207;
        below = below * x + 86.7807322029461;
        below = below * x + 296.564248779674;
        below = below * x + 637.333633378831;
        below = below * x + 793.826512519948;
        below = below * x + 440.413735824752;
        return bell * above / below;
    }
}
