package dev.mvq.runtime.measure;

/**
 * Vectors of a pool and of its views.
 *
 * @param width numbers a vector
 * @param pool {@code [rows, width]}; NaN rows where there is none
 * @param views {@code [subjects, width]}
 */
record Vectors(int width, float[] pool, float[] views) {
    /** The rows of these numbers, {@code [picked.length, width]}. */
    static float[] pick(float[] values, int width, int[] picked) {
        float[] rows = new float[picked.length * width];
        for (int i = 0; i < picked.length; i++) {
            System.arraycopy(values, picked[i] * width, rows, i * width, width);
        }
        return rows;
    }
}
