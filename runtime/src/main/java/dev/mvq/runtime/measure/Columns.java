package dev.mvq.runtime.measure;

/**
 * Mean and deviation of the columns of a matrix, over what is known.
 *
 * @param mean {@code [width]}
 * @param deviation {@code [width]}, 1 where nothing varies
 */
record Columns(float[] mean, float[] deviation) {
    private static final float BOUND = 8f;
    private static final double LEAST_VARIANCE = 1e-10;

    static Columns of(float[] values, int width) {
        double[] sum = new double[width];
        double[] squares = new double[width];
        int[] count = new int[width];
        for (int i = 0; i < values.length; i++) {
            if (Float.isFinite(values[i])) {
                sum[i % width] += values[i];
                squares[i % width] += (double) values[i] * values[i];
                count[i % width]++;
            }
        }
        Columns columns = new Columns(new float[width], new float[width]);
        for (int i = 0; i < width; i++) {
            double mean = sum[i] / Math.max(1, count[i]);
            double variance = squares[i] / Math.max(1, count[i]) - mean * mean;
            columns.mean[i] = (float) mean;
            columns.deviation[i] = variance > LEAST_VARIANCE ? (float) Math.sqrt(variance) : 1f;
        }
        return columns;
    }

    /** Makes the values deviations from the mean, within ±8; what is missing becomes the mean. */
    void apply(float[] values) {
        int width = mean.length;
        for (int i = 0; i < values.length; i++) {
            float z = (values[i] - mean[i % width]) / deviation[i % width];
            values[i] = Float.isNaN(z) ? 0f : Math.clamp(z, -BOUND, BOUND);
        }
    }
}
