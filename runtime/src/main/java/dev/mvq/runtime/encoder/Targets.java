package dev.mvq.runtime.encoder;

/**
 * What should be readable from an embedding by a linear map: of a vector its features; of a sequence each feature's last value, and
 * its mean and deviation over a few windows, which weigh less. Standardised over all examples.
 */
final class Targets {
    private static final int[] WINDOWS = {5, 20, 60};
    private static final int LEAST_COUNT = 3;
    /** How large the windows' figures are beside today's: their squared error counts less. */
    private static final float WINDOW_SHARE = 0.6f;

    private static final float BOUND = 4f;

    private final float[] values;
    private final int width;

    Targets(float[] scaled, InputShape shape) {
        int count = scaled.length / shape.size();
        int perFeature = shape.sessions() == 1 ? 1 : 1 + 2 * WINDOWS.length;
        width = shape.width() * perFeature;
        values = new float[count * width];
        for (int example = 0; example < count; example++) {
            for (int feature = 0; feature < shape.width(); feature++) {
                describe(scaled, example * shape.size(), feature, shape, example * width + feature * perFeature);
            }
        }
        standardise(values, width);
        for (int i = 0; i < values.length; i++) {
            values[i] *= i % perFeature == 0 ? 1f : WINDOW_SHARE;
        }
    }

    int width() {
        return width;
    }

    float[] of(int[] examples) {
        return rows(values, width, examples);
    }

    /** The rows of these numbers. */
    static float[] rows(float[] values, int width, int[] examples) {
        float[] rows = new float[examples.length * width];
        for (int i = 0; i < examples.length; i++) {
            System.arraycopy(values, examples[i] * width, rows, i * width, width);
        }
        return rows;
    }

    private void describe(float[] scaled, int from, int feature, InputShape shape, int to) {
        int last = shape.sessions() - 1;
        values[to] = scaled[from + last * shape.width() + feature];
        if (last == 0) {
            return;
        }
        for (int w = 0; w < WINDOWS.length; w++) {
            double sum = 0;
            double squares = 0;
            int count = 0;
            for (int t = Math.max(0, shape.sessions() - WINDOWS[w]); t <= last; t++) {
                float value = scaled[from + t * shape.width() + feature];
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
