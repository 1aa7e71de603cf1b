package dev.mvq.runtime.measure;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import dev.mvq.runtime.encoder.DeviceChoice;
import dev.mvq.runtime.encoder.PyTorch;

/** The little linear algebra that baselines and read-outs need. Row-major. */
final class Matrices {
    private static final int BLOCK = 128;
    private static final double LEAST_PIVOT = 1e-12;

    private Matrices() {}

    /**
     * {@code XᵀY} by the engine's matrix product.
     *
     * @param x {@code [n, p]}
     * @param y {@code [n, q]}
     * @return {@code [p, q]}
     */
    static float[] product(float[] x, int p, float[] y, int q) {
        try (NDManager manager = PyTorch.manager(DeviceChoice.CPU)) {
            NDArray left = manager.create(x, new Shape(x.length / p, p));
            return left.transpose()
                    .matMul(manager.create(y, new Shape(y.length / q, q)))
                    .toFloatArray();
        }
    }

    /** {@code X W}: {@code [n, p]} by {@code [p, q]}. */
    static float[] times(float[] x, int p, float[] w, int q) {
        try (NDManager manager = PyTorch.manager(DeviceChoice.CPU)) {
            NDArray left = manager.create(x, new Shape(x.length / p, p));
            return left.matMul(manager.create(w, new Shape(p, q))).toFloatArray();
        }
    }

    /** {@code [n, p]} as n rows. */
    static double[][] rows(float[] x, int p) {
        double[][] rows = new double[x.length / p][p];
        for (int i = 0; i < x.length; i++) {
            rows[i / p][i % p] = x[i];
        }
        return rows;
    }

    /** Rows side by side. */
    static float[] flat(double[][] rows) {
        int p = rows.length == 0 ? 0 : rows[0].length;
        float[] flat = new float[rows.length * p];
        for (int i = 0; i < flat.length; i++) {
            flat[i] = (float) rows[i / p][i % p];
        }
        return flat;
    }

    /** {@code [n, p]} as {@code [p, n]}. */
    static float[] transposed(float[] x, int p) {
        int n = x.length / p;
        float[] turned = new float[x.length];
        for (int i = 0; i < x.length; i++) {
            turned[i % p * n + i / p] = x[i];
        }
        return turned;
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

    /**
     * Solves {@code A X = B} for a symmetric positive definite A by Cholesky's factors; both are overwritten.
     *
     * @param a {@code [p][p]}
     * @param b {@code [p][q]}, then the solution
     */
    static void solve(double[][] a, double[][] b) {
        int p = a.length;
        factor(a);
        for (int i = 0; i < p; i++) {
            for (int k = 0; k < i; k++) {
                add(b[i], -a[i][k], b[k]);
            }
            scale(b[i], 1 / a[i][i]);
        }
        for (int i = p - 1; i >= 0; i--) {
            for (int k = i + 1; k < p; k++) {
                add(b[i], -a[k][i], b[k]);
            }
            scale(b[i], 1 / a[i][i]);
        }
    }

    /** A becomes its lower factor, block by block; what stands above the diagonal is not read. */
    private static void factor(double[][] a) {
        for (int from = 0; from < a.length; from += BLOCK) {
            int to = Math.min(a.length, from + BLOCK);
            factorColumns(a, from, to);
            if (to < a.length) {
                reduce(a, from, to);
            }
        }
    }

    /** The factor's columns of a block, from what the blocks before left. */
    private static void factorColumns(double[][] a, int from, int to) {
        double[] column = new double[to];
        for (int k = from; k < to; k++) {
            a[k][k] = Math.sqrt(Math.max(a[k][k], LEAST_PIVOT));
            for (int i = k + 1; i < a.length; i++) {
                a[i][k] /= a[k][k];
                if (i < to) {
                    column[i] = a[i][k];
                }
            }
            for (int i = k + 1; i < a.length; i++) {
                double[] row = a[i];
                double factor = -row[k];
                for (int j = k + 1; j < Math.min(to, i + 1); j++) {
                    row[j] += factor * column[j];
                }
            }
        }
    }

    /** Takes the block's part out of what is left: nearly all of the work, so the engine does it, in single precision. */
    private static void reduce(double[][] a, int from, int to) {
        int rest = a.length - to;
        float[] panel = new float[rest * (to - from)];
        for (int i = 0; i < panel.length; i++) {
            panel[i] = (float) a[to + i / (to - from)][from + i % (to - from)];
        }
        float[] part = times(panel, to - from, transposed(panel, to - from), rest);
        for (int i = 0; i < rest; i++) {
            for (int j = 0; j <= i; j++) {
                a[to + i][to + j] -= part[i * rest + j];
            }
        }
    }

    private static void scale(double[] row, double factor) {
        for (int i = 0; i < row.length; i++) {
            row[i] *= factor;
        }
    }
}
