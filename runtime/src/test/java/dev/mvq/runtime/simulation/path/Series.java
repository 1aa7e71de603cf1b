package dev.mvq.runtime.simulation.path;

import java.util.Arrays;

/** Statistics of series, as the stylised facts are stated with. */
final class Series {
    private Series() {}

    static double mean(double[] values) {
        return Arrays.stream(values).average().orElseThrow();
    }

    static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    static double moment(double[] values, int power) {
        double mean = mean(values);
        return Arrays.stream(values)
                .map(value -> Math.pow(value - mean, power))
                .average()
                .orElseThrow();
    }

    static double kurtosis(double[] values) {
        return moment(values, 4) / Math.pow(moment(values, 2), 2);
    }

    static double correlation(double[] one, double[] other) {
        return lagged(one, other, 0);
    }

    /** Correlation of the one with the other {@code lag} later. */
    static double lagged(double[] one, double[] other, int lag) {
        double meanOne = mean(one);
        double meanOther = mean(other);
        double sum = 0;
        for (int t = lag; t < one.length; t++) {
            sum += (one[t - lag] - meanOne) * (other[t] - meanOther);
        }
        return sum / one.length / Math.sqrt(moment(one, 2) * moment(other, 2));
    }

    static double[] absolute(double[] values) {
        return Arrays.stream(values).map(Math::abs).toArray();
    }
}
