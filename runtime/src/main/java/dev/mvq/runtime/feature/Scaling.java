package dev.mvq.runtime.feature;

/** The few functions that bring every feature to a small, finite range. NaN stays NaN: missing. */
final class Scaling {
    /** Trading days a year, for annual volatilities. */
    static final double TRADING_DAYS = 252;

    /** No feature lies beyond this. */
    static final double LIMIT = 10;

    private static final double LOG_QUARTER = Math.log(0.25);
    private static final float[] EXPIRY_DISTANCES = expiryDistances(4096);

    private Scaling() {}

    /** {@code asinh(x)} within ±{@link #LIMIT}: linear near zero, logarithmic in the tails, sign kept. */
    static float squash(double x) {
        double size = Math.abs(x);
        double compressed = size < 1e-4 ? size : Math.log(size + Math.sqrt(size * size + 1));
        return (float) Math.copySign(compressed > LIMIT ? LIMIT : compressed, x);
    }

    /** The value within ±{@link #LIMIT}. */
    static float clip(double x) {
        return (float) (x > LIMIT ? LIMIT : x < -LIMIT ? -LIMIT : x);
    }

    /** {@code ln(a / b)}; NaN unless both are positive. */
    static double logRatio(double a, double b) {
        return a > 0 && b > 0 ? Math.log(a / b) : Double.NaN;
    }

    /** {@code a / b}; NaN where b is zero. */
    static double ratio(double a, double b) {
        return b == 0 ? Double.NaN : a / b;
    }

    /** {@code ln(1 + dte / 30)}: 0 at expiry, 0.7 at a month, 2.6 at a year. */
    static float expiryDistance(double dte) {
        return EXPIRY_DISTANCES[(int) Math.clamp(dte, 0, EXPIRY_DISTANCES.length - 1)];
    }

    private static float[] expiryDistances(int days) {
        float[] distances = new float[days];
        for (int day = 0; day < days; day++) {
            distances[day] = (float) Math.log(1 + day / 30.0);
        }
        return distances;
    }

    /** {@code log(volatility / 0.25)} of a volatility's logarithm. */
    static float logVolatility(double logarithm) {
        return clip(logarithm - LOG_QUARTER);
    }

    /** Years to expiry of an implied volatility, calendar days / 365; half a day at the least. */
    static double years(double dte) {
        return Math.max(0.5, dte) / 365;
    }
}
