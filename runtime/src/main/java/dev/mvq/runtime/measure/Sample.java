package dev.mvq.runtime.measure;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * What was found of each subject, from which a figure is made, also of any resample.
 *
 * @param kind how
 * @param blocks number of each subject's day and underlying
 * @param truth what is so; not read for a mean
 * @param found what vectors say, or whether they are right
 */
record Sample(Kind kind, int[] blocks, double[] truth, double[] found) {
    /** Relative to the mean square; below it all are the same but for rounding. */
    private static final double LEAST_VARIANCE = 1e-9;

    /** How a figure is made. */
    enum Kind {
        /** Mean of what was found. */
        MEAN,
        /** {@code 1 - Σ(truth - found)² / Σ(truth - mean)²}: one where all is explained, zero where no more than by the mean. */
        EXPLAINED
    }

    /** Leaves out subjects of which either is unknown. */
    static Sample of(Kind kind, int[] blocks, double[] truth, double[] found) {
        int[] known = IntStream.range(0, found.length)
                .filter(i -> Double.isFinite(found[i]) && (kind == Kind.MEAN || Double.isFinite(truth[i])))
                .toArray();
        return new Sample(
                kind,
                IntStream.of(known).map(i -> blocks[i]).toArray(),
                IntStream.of(known)
                        .mapToDouble(i -> kind == Kind.MEAN ? 0 : truth[i])
                        .toArray(),
                IntStream.of(known).mapToDouble(i -> found[i]).toArray());
    }

    static Sample mean(int[] blocks, double[] found) {
        return of(Kind.MEAN, blocks, found, found);
    }

    static Sample explained(int[] blocks, double[] truth, double[] found) {
        return of(Kind.EXPLAINED, blocks, truth, found);
    }

    int size() {
        return found.length;
    }

    /** Of the subjects as they are. */
    double figure() {
        int[] once = new int[found.length];
        Arrays.fill(once, 1);
        return figure(once);
    }

    /**
     * Of subjects taken so many times each; NaN where there are too few. What is to be explained is the variance of the whole sample in
     * every resample: a resample of a few quiet days has next to none of its own, and would say more of that than of the vectors.
     */
    double figure(int[] times) {
        double weights = 0;
        double values = 0;
        double errors = 0;
        for (int i = 0; i < found.length; i++) {
            weights += times[i];
            values += times[i] * found[i];
            errors += times[i] * (truth[i] - found[i]) * (truth[i] - found[i]);
        }
        if (weights == 0) {
            return Double.NaN;
        }
        return kind == Kind.MEAN ? values / weights : 1 - errors / weights / variance();
    }

    /** Of the truth; NaN where nothing varies. */
    private double variance() {
        double mean = Arrays.stream(truth).average().orElse(Double.NaN);
        double squares =
                Arrays.stream(truth).map(value -> value * value).average().orElse(0);
        double variance = squares - mean * mean;
        return truth.length < 2 || variance <= LEAST_VARIANCE * squares ? Double.NaN : variance;
    }
}
