package dev.mvq.runtime.measure;

import java.util.Arrays;

/** The little linear algebra that baselines and read-outs need. Row-major. */
final class Matrices {
    private static final int CHUNK = 512;
    private static final double LEAST_PIVOT = 1e-12;

    private Matrices() {}

    /**
     * {@code XᵀY}, summed in chunks so that single precision suffices within one.
     *
     * @param x {@code [n, p]}
     * @param y {@code [n, q]}
     * @return {@code [p, q]}
     */
    static double[][] product(float[] x, int p, float[] y, int q, Workers workers) {
        int n = x.length / p;
        double[][] product = new double[p][q];
        workers.each((p + 7) / 8, group -> {
            float[] sums = new float[q];
            for (int a = group * 8; a < Math.min(p, group * 8 + 8); a++) {
                for (int from = 0; from < n; from += CHUNK) {
                    Arrays.fill(sums, 0);
                    accumulate(x, p, a, y, q, from, Math.min(n, from + CHUNK), sums);
                    for (int b = 0; b < q; b++) {
                        product[a][b] += sums[b];
                    }
                }
            }
        });
        return product;
    }

    private static void accumulate(float[] x, int p, int a, float[] y, int q, int from, int to, float[] sums) {
        int row = from;
        for (; row + 3 < to; row += 4) {
            float x0 = x[row * p + a];
            float x1 = x[(row + 1) * p + a];
            float x2 = x[(row + 2) * p + a];
            float x3 = x[(row + 3) * p + a];
            int at0 = row * q;
            int at1 = at0 + q;
            int at2 = at1 + q;
            int at3 = at2 + q;
            for (int b = 0; b < q; b++) {
                sums[b] += x0 * y[at0 + b] + x1 * y[at1 + b] + x2 * y[at2 + b] + x3 * y[at3 + b];
            }
        }
        for (; row < to; row++) {
            for (int b = 0; b < q; b++) {
                sums[b] += x[row * p + a] * y[row * q + b];
            }
        }
    }

    /** {@code X W}: {@code [n, p]} by {@code [p][q]}. */
    static float[] times(float[] x, int p, double[][] w, int q, Workers workers) {
        int n = x.length / p;
        float[] result = new float[n * q];
        workers.each((n + CHUNK - 1) / CHUNK, chunk -> {
            double[] sums = new double[q];
            for (int row = chunk * CHUNK; row < Math.min(n, (chunk + 1) * CHUNK); row++) {
                Arrays.fill(sums, 0);
                for (int k = 0; k < p; k++) {
                    add(sums, x[row * p + k], w[k]);
                }
                for (int b = 0; b < q; b++) {
                    result[row * q + b] = (float) sums[b];
                }
            }
        });
        return result;
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

    /** A becomes its lower factor; what stands above the diagonal is not read. */
    private static void factor(double[][] a) {
        int p = a.length;
        double[] column = new double[p];
        for (int k = 0; k < p; k++) {
            a[k][k] = Math.sqrt(Math.max(a[k][k], LEAST_PIVOT));
            for (int i = k + 1; i < p; i++) {
                a[i][k] /= a[k][k];
                column[i] = a[i][k];
            }
            for (int i = k + 1; i < p; i++) {
                double[] row = a[i];
                double factor = -row[k];
                for (int j = k + 1; j <= i; j++) {
                    row[j] += factor * column[j];
                }
            }
        }
    }

    private static void scale(double[] row, double factor) {
        for (int i = 0; i < row.length; i++) {
            row[i] *= factor;
        }
    }
}
