package dev.mvq.runtime.encoder;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import dev.mvq.runtime.simulation.path.Noise;
import java.util.Arrays;

/** The directions in which rows differ most, by subspace iteration on their products (Halko, Martinsson and Tropp 2011, algorithm 4.4). */
public final class LeadingDirections {
    private static final int ITERATIONS = 12;
    private static final int EXTRA = 8;

    private LeadingDirections() {}

    /**
     * Orthonormal directions by falling mean square; centre the rows first for principal components.
     *
     * @param rows {@code [n, width]}
     * @param count at most {@code width}
     * @param seed of the directions that the iteration starts with
     * @return {@code [count][width]}
     */
    public static double[][] of(float[] rows, int width, int count, long seed) {
        int block = Math.min(width, count + EXTRA);
        double[][] basis = start(width, block, seed);
        try (NDManager manager = PyTorch.manager(DeviceChoice.CPU)) {
            NDArray all = manager.create(rows, new Shape(rows.length / width, width));
            NDArray products = all.transpose().matMul(all);
            for (int i = 0; i < ITERATIONS; i++) {
                NDArray turned =
                        manager.create(flat(basis), new Shape(block, width)).matMul(products);
                float[] values = turned.toFloatArray();
                for (int at = 0; at < values.length; at++) {
                    basis[at / width][at % width] = values[at];
                }
                orthonormalise(basis);
            }
        }
        return Arrays.copyOf(basis, count);
    }

    private static double[][] start(int width, int block, long seed) {
        Noise noise = Noise.of(seed, "principal components");
        double[][] basis = new double[block][width];
        for (int at = 0; at < width; at++) {
            for (double[] direction : basis) {
                direction[at] = noise.normal();
            }
        }
        orthonormalise(basis);
        return basis;
    }

    /** Modified Gram-Schmidt; iteration orders the directions by what they explain. */
    private static void orthonormalise(double[][] basis) {
        for (int i = 0; i < basis.length; i++) {
            for (int before = 0; before < i; before++) {
                add(basis[i], -dot(basis[i], basis[before]), basis[before]);
            }
            double length = Math.sqrt(Math.max(1e-30, dot(basis[i], basis[i])));
            for (int at = 0; at < basis[i].length; at++) {
                basis[i][at] /= length;
            }
        }
    }

    static float[] flat(double[][] rows) {
        float[] flat = new float[rows.length * rows[0].length];
        for (int at = 0; at < flat.length; at++) {
            flat[at] = (float) rows[at / rows[0].length][at % rows[0].length];
        }
        return flat;
    }

    /** {@code sums += factor row}. */
    static void add(double[] sums, double factor, double[] row) {
        for (int i = 0; i < sums.length; i++) {
            sums[i] += factor * row[i];
        }
    }

    static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }
}
