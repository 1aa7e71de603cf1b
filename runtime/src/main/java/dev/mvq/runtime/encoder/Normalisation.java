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
 * @param carry {@code [width]}, 0..1: what is left after one session of a scaled value that is not renewed, by its autocorrelation from
 *     session to session; zeros where features are no sequence
 */
record Normalisation(float[] mean, float[] deviation, float[] carry) {
    /** Where z-scores bend: {@code z / (1 + |z| / BEND)}, straight near zero, bounded by ±BEND, and still monotone. */
    private static final float BEND = 8f;

    private static final double LEAST_DEVIATION = 1e-6;

    private static final double MOST_CARRIED = 0.999;

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
        Normalisation plain = new Normalisation(mean, deviation, new float[width]);
        return shape.sessions() == 1
                ? plain
                : new Normalisation(mean, deviation, plain.carry(batches, modality, shape));
    }

    /** Least squares of a scaled value on the one a session before, where both are known. */
    private float[] carry(List<FeatureBatch> batches, Modality modality, InputShape shape) {
        int width = shape.width();
        double[] products = new double[width];
        double[] squares = new double[width];
        for (FeatureBatch batch : batches) {
            float[] values = FeatureSchema.values(batch, modality);
            for (int i = 0; i < values.length; i++) {
                if (i / width % shape.sessions() > 0
                        && Float.isFinite(values[i])
                        && Float.isFinite(values[i - width])) {
                    int feature = i % width;
                    double before = scale(values[i - width], feature);
                    products[feature] += before * scale(values[i], feature);
                    squares[feature] += before * before;
                }
            }
        }
        float[] carry = new float[width];
        for (int feature = 0; feature < width; feature++) {
            carry[feature] = (float) Math.clamp(products[feature] / Math.max(1e-9, squares[feature]), 0, MOST_CARRIED);
        }
        return carry;
    }
}
