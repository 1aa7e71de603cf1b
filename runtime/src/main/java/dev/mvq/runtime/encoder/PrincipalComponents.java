package dev.mvq.runtime.encoder;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.SplittableRandom;

/**
 * The leading principal components of centred rows, by subspace iteration on their covariance (Halko, Martinsson and Tropp 2011): a
 * baseline to measure encoders against.
 */
final class PrincipalComponents {
    private static final int ITERATIONS = 12;
    private static final int EXTRA = 8;

    private final float[] directions;
    private final int width;
    private final int components;

    /**
     * @param rows centred, {@code [n, width]}
     * @param wanted components; fewer where there are fewer columns
     */
    PrincipalComponents(NDManager manager, float[] rows, int width, int wanted, long seed) {
        this.width = width;
        components = Math.min(wanted, width);
        int block = Math.min(width, components + EXTRA);
        SplittableRandom random = new SplittableRandom(seed);
        float[] basis = new float[width * block];
        for (int i = 0; i < basis.length; i++) {
            basis[i] = (float) random.nextGaussian();
        }
        try (NDManager sub = manager.newSubManager()) {
            NDArray data = sub.create(rows, new Shape(rows.length / width, width));
            NDArray covariance = data.transpose().matMul(data).div((float) rows.length / width);
            for (int i = 0; i < ITERATIONS; i++) {
                basis = orthonormal(
                        covariance
                                .matMul(sub.create(basis, new Shape(width, block)))
                                .toFloatArray(),
                        block);
            }
        }
        directions = leading(basis, block);
    }

    int components() {
        return components;
    }

    /** Rows in the leading components, {@code [n, components]}. */
    float[] project(NDManager manager, float[] rows) {
        try (NDManager sub = manager.newSubManager()) {
            NDArray data = sub.create(rows, new Shape(rows.length / width, width));
            return data.matMul(sub.create(directions, new Shape(width, components)))
                    .toFloatArray();
        }
    }

    /** Modified Gram-Schmidt over the columns; iteration orders them by variance. */
    private float[] orthonormal(float[] basis, int block) {
        double[][] columns = new double[block][width];
        for (int c = 0; c < block; c++) {
            for (int r = 0; r < width; r++) {
                columns[c][r] = basis[r * block + c];
            }
            for (int before = 0; before < c; before++) {
                double along = dot(columns[c], columns[before]);
                for (int r = 0; r < width; r++) {
                    columns[c][r] -= along * columns[before][r];
                }
            }
            double length = Math.sqrt(Math.max(1e-30, dot(columns[c], columns[c])));
            for (int r = 0; r < width; r++) {
                columns[c][r] /= length;
                basis[r * block + c] = (float) columns[c][r];
            }
        }
        return basis;
    }

    private float[] leading(float[] basis, int block) {
        float[] kept = new float[width * components];
        for (int r = 0; r < width; r++) {
            System.arraycopy(basis, r * block, kept, r * components, components);
        }
        return kept;
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }
}
