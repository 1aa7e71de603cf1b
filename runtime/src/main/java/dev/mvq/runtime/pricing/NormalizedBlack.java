package dev.mvq.runtime.pricing;

/**
 * Black's formula per unit of the forward and without discounting, for the side that is out of the money: the put below the forward, the
 * call at and above it. Arguments are k = ln(K/F) and the total deviation s = σ√T. Everything else follows by parity. Plain arithmetic
 * over {@link StrictMath}: the same bits on every machine.
 *
 * <p>The solver works on the logarithm of the value, which is close to a parabola in 1/s where the value is small, with Halley's steps
 * kept within a bracket: the choice of objective follows P. Jäckel, Let's be rational, Wilmott 2015, section 4.
 */
public final class NormalizedBlack {
    private static final int MOST_STEPS = 60;
    private static final double ENOUGH = 1e-13;
    private static final double LEAST = 1e-9;
    private static final double GREATEST = 60;

    private NormalizedBlack() {}

    /** Value of the side out of the money over the forward: 0 .. min(1, e^k). */
    public static double outOfTheMoney(double k, double s) {
        double strike = StrictMath.exp(k);
        if (!(s > 0)) {
            return s == 0 ? 0 : Double.NaN;
        }
        double d1 = -k / s + 0.5 * s;
        double d2 = d1 - s;
        double value = k >= 0
                ? StandardNormal.distribution(d1) - strike * StandardNormal.distribution(d2)
                : strike * StandardNormal.distribution(-d2) - StandardNormal.distribution(-d1);
        return Math.max(0, value);
    }

    /** Derivative of the value by s: the normal density at d1. */
    public static double slope(double k, double s) {
        return StandardNormal.density(-k / s + 0.5 * s);
    }

    /**
     * The total deviation at which {@link #outOfTheMoney} gives a value, or NaN where none does.
     *
     * @param value per unit of the forward
     * @param guess where to begin; the result does not depend on it beyond rounding
     */
    public static double deviation(double k, double value, double guess) {
        if (!(value > 0 && value < Math.min(1, StrictMath.exp(k)))) {
            return Double.NaN;
        }
        double target = StrictMath.log(value);
        double low = LEAST;
        double high = GREATEST;
        double s = Math.clamp(guess, 1e-4, 10);
        for (int step = 0; step < MOST_STEPS; step++) {
            double at = outOfTheMoney(k, s);
            if (at < value) {
                low = s;
            } else {
                high = s;
            }
            double next = next(k, s, at, target);
            if (!(next > low && next < high)) {
                next = 0.5 * (low + high);
            }
            if (Math.abs(next - s) <= ENOUGH * s) {
                return next;
            }
            s = next;
        }
        return s;
    }

    /** Halley's step on f(s) = ln value(s) − ln target; NaN where the value has underflowed. */
    private static double next(double k, double s, double at, double target) {
        if (!(at > 0)) {
            return Double.NaN;
        }
        double first = slope(k, s) / at;
        double d1 = -k / s + 0.5 * s;
        double second = first * d1 * (d1 - s) / s - first * first;
        double newton = (StrictMath.log(at) - target) / first;
        double bend = 1 - 0.5 * newton * second / first;
        return s - newton / Math.clamp(bend, 0.5, 2);
    }
}
