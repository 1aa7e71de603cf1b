package dev.mvq.runtime.measure;

import java.util.Arrays;

/**
 * A figure over all seeds.
 *
 * @param bySeed the figure of each seed
 * @param resampled mean over the seeds of each resample's figure
 */
record Estimate(double[] bySeed, double[] resampled) {
    /** Two-sided 95 per cent of a normal. */
    private static final double NORMAL_95 = 1.959964;

    /** Mean over the seeds. */
    double mean() {
        return Arrays.stream(bySeed).average().orElse(Double.NaN);
    }

    /** Standard error of the mean over the seeds; NaN for one. */
    double seedError() {
        return Bootstrap.deviation(bySeed) / Math.sqrt(bySeed.length);
    }

    /** Standard error by the bootstrap over blocks of subjects. */
    double subjectError() {
        return Bootstrap.deviation(resampled);
    }

    /** Half the width of the interval of 95 per cent: by the larger of the two errors. */
    double reach() {
        double seeds = seedError();
        double subjects = subjectError();
        return NORMAL_95
                * (Double.isNaN(seeds) ? subjects : Double.isNaN(subjects) ? seeds : Math.max(seeds, subjects));
    }

    /** This less another, seed by seed and resample by resample. */
    Estimate minus(Estimate other) {
        return new Estimate(less(bySeed, other.bySeed), less(resampled, other.resampled));
    }

    private static double[] less(double[] a, double[] b) {
        double[] less = new double[Math.min(a.length, b.length)];
        Arrays.setAll(less, i -> a[i] - b[i]);
        return less;
    }
}
