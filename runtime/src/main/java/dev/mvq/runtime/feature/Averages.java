package dev.mvq.runtime.feature;

/**
 * Recursive averages over a whole series from its first value on. ta4j has them too, at a hundred times the price: every step of every
 * series behind a lock and a cache; tests hold these to ta4j's.
 */
final class Averages {
    private Averages() {}

    /** Exponential average with weight 2 / (n + 1). */
    static double[] exponential(double[] values, int sessions) {
        return recursive(values, 2.0 / (sessions + 1));
    }

    /** Wilder's average: exponential with weight 1 / n. */
    static double[] wilder(double[] values, int sessions) {
        return recursive(values, 1.0 / sessions);
    }

    private static double[] recursive(double[] values, double weight) {
        double[] averages = new double[values.length];
        double average = values.length == 0 ? Double.NaN : values[0];
        for (int i = 0; i < values.length; i++) {
            average += weight * (values[i] - average);
            averages[i] = average;
        }
        return averages;
    }

    /** Differences of two series of one length. */
    static double[] minus(double[] a, double[] b) {
        double[] differences = new double[a.length];
        for (int i = 0; i < a.length; i++) {
            differences[i] = a[i] - b[i];
        }
        return differences;
    }

    /** The last value. */
    static double last(double[] values) {
        return values[values.length - 1];
    }
}
