package dev.mvq.runtime.encoder;

import dev.mvq.runtime.feature.FeatureBatch;
import dev.mvq.runtime.feature.FeatureSchema;
import dev.mvq.runtime.market.Modality;
import java.util.List;

/**
 * Mean and deviation of every feature over the values present in the training data. A window is never scaled by itself: how large a
 * move was must survive.
 *
 * @param mean {@code [width]}
 * @param deviation {@code [width]}, positive
 */
record Normalisation(float[] mean, float[] deviation) {
    /** Where z-scores bend: {@code z / (1 + |z| / BEND)}, straight near zero, bounded by ±BEND, and still monotone. */
    private static final float BEND = 8f;

    private static final double LEAST_DEVIATION = 1e-6;

    /** The feature's value as networks read it; NaN stays NaN. */
    float scale(float value, int feature) {
        float z = (value - mean[feature]) / deviation[feature];
        return z / (1f + Math.abs(z) / BEND);
    }

    /** Over the finite values of one modality in the rows that have it; features never seen get mean 0 and deviation 1. */
    static Normalisation of(List<FeatureBatch> batches, Modality modality, InputShape shape) {
        int width = shape.width();
        double[] sum = new double[width];
        double[] squares = new double[width];
        long[] count = new long[width];
        for (FeatureBatch batch : batches) {
            float[] values = FeatureSchema.values(batch, modality);
            for (int i = 0; i < values.length; i++) {
                if (Float.isFinite(values[i])) {
                    int feature = i % width;
                    sum[feature] += values[i];
                    squares[feature] += (double) values[i] * values[i];
                    count[feature]++;
                }
            }
        }
        float[] mean = new float[width];
        float[] deviation = new float[width];
        for (int feature = 0; feature < width; feature++) {
            double n = Math.max(1, count[feature]);
            double centre = sum[feature] / n;
            double spread = Math.sqrt(Math.max(0, squares[feature] / n - centre * centre));
            mean[feature] = (float) centre;
            deviation[feature] = spread > LEAST_DEVIATION ? (float) spread : 1f;
        }
        return new Normalisation(mean, deviation);
    }
}
