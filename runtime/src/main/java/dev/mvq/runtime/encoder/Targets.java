package dev.mvq.runtime.encoder;

import java.util.Set;

/**
 * What should be readable from an embedding by a linear map: of a vector its features; of a sequence each feature's last value, and
 * its mean and deviation over a few windows, which weigh less. Standardised over all examples.
 */
final class Targets {
    private static final int[] WINDOWS = {5, 20, 60};
    private static final int LEAST_COUNT = 3;
    /** The windows' figures count less than today's. */
    private static final float WINDOW_WEIGHT = 0.36f;

    private static final float BOUND = 4f;

    /** By trial: days like those of 2008 are found among other years' by it, and volatility to come is better foretold. */
    private static final float VOLATILITY_WEIGHT = 5f;

    private static final Set<String> VOLATILITIES = Set.of("iv", "contract_iv", "atr_14");

    private final float[] values;
    private final int width;
    private final int perFeature;
    private final InputShape shape;

    /** Gives the scaled row of an example. */
    interface Rows {
        void read(int example, float[] to);
    }

    Targets(int count, InputShape shape, Rows rows) {
        this.shape = shape;
        perFeature = shape.sessions() == 1 ? 1 : 1 + 2 * WINDOWS.length;
        width = shape.width() * perFeature;
        values = new float[count * width];
        float[] scaled = new float[shape.size()];
        for (int example = 0; example < count; example++) {
            rows.read(example, scaled);
            for (int feature = 0; feature < shape.width(); feature++) {
                describe(scaled, feature, example * width + feature * perFeature);
            }
        }
        standardise(values, width);
    }

    int width() {
        return width;
    }

    float[] of(int[] examples) {
        return rows(values, width, examples);
    }

    /** How much each target's squared error counts, {@code [width]}. */
    float[] weights() {
        float[] weights = new float[width];
        for (int i = 0; i < width; i++) {
            weights[i] = i % perFeature == 0 ? 1f : WINDOW_WEIGHT;
        }
        return weights;
    }

    /** How much each target counts in what makes examples alike, {@code [width]}: most, how much the market moves. */
    float[] likeness() {
        float[] weights = weights();
        for (int i = 0; i < width; i++) {
            String feature = shape.features().get(i / perFeature);
            boolean level = feature.contains("volatility") || VOLATILITIES.contains(feature);
            weights[i] *= level ? VOLATILITY_WEIGHT : 1f;
        }
        return weights;
    }

    /** The rows of these numbers. */
    static float[] rows(float[] values, int width, int[] examples) {
        float[] rows = new float[examples.length * width];
        for (int i = 0; i < examples.length; i++) {
            System.arraycopy(values, examples[i] * width, rows, i * width, width);
        }
        return rows;
    }

    private void describe(float[] scaled, int feature, int to) {
        int last = shape.sessions() - 1;
        values[to] = scaled[last * shape.width() + feature];
        if (last == 0) {
            return;
        }
        for (int w = 0; w < WINDOWS.length; w++) {
            double sum = 0;
            double squares = 0;
            int count = 0;
            for (int t = Math.max(0, shape.sessions() - WINDOWS[w]); t <= last; t++) {
                float value = scaled[t * shape.width() + feature];
                if (!Float.isNaN(value)) {
                    sum += value;
                    squares += value * value;
                    count++;
                }
            }
            boolean enough = count >= LEAST_COUNT;
            double mean = sum / Math.max(1, count);
            values[to + 1 + 2 * w] = enough ? (float) mean : Float.NaN;
            values[to + 2 + 2 * w] = enough ? (float) Math.sqrt(Math.max(0, squares / count - mean * mean)) : Float.NaN;
        }
    }

    /** Each column to mean 0 and deviation 1 over its known values, within ±{@link #BOUND}. */
    static void standardise(float[] values, int width) {
        for (int column = 0; column < width; column++) {
            double sum = 0;
            double squares = 0;
            int count = 0;
            for (int i = column; i < values.length; i += width) {
                if (!Float.isNaN(values[i])) {
                    sum += values[i];
                    squares += (double) values[i] * values[i];
                    count++;
                }
            }
            double mean = sum / Math.max(1, count);
            double deviation = Math.sqrt(Math.max(1e-10, squares / Math.max(1, count) - mean * mean));
            for (int i = column; i < values.length; i += width) {
                float z = (float) ((values[i] - mean) / deviation);
                values[i] = Float.isNaN(z) ? z : Math.clamp(z, -BOUND, BOUND);
            }
        }
    }
}
