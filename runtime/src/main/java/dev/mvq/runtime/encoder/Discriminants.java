package dev.mvq.runtime.encoder;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;

/**
 * The directions that tell rows apart best for how little they move when the same row is looked at otherwise: the leading eigenvectors of
 * the rows' covariance after whitening by the covariance of the looks' differences (the linear discriminants of Fisher 1936 with every
 * row a class of its own; for speakers, the within-class covariance normalisation of Hatch, Kajarekar and Stolcke 2006). Distances along
 * them, each in units of the looks' noise, are what tells a row seen again from all others where both are Gaussian. Principal components
 * ask only how much rows differ, and so keep what noise makes differ.
 */
final class Discriminants {
    /** Share of the mean noise variance that every direction has at least: noise that the sample did not show. */
    private static final double RIDGE = 0.03;

    private Discriminants() {}

    /**
     * Directions by falling ratio of variance to noise, each with noise variance about 1.
     *
     * @param rows {@code [n, width]}, centred
     * @param moves {@code [m, width]}, what other looks at a row change
     * @param count at most {@code width}
     * @param seed of the directions that the iteration starts with
     * @return {@code [count][width]}; principal components where the looks do not differ at all
     */
    static double[][] of(float[] rows, float[] moves, int width, int count, long seed) {
        double[][] noise = new double[width][width];
        try (NDManager manager = PyTorch.manager(DeviceChoice.CPU)) {
            NDArray all = manager.create(moves, new Shape(moves.length / width, width));
            float[] products = all.transpose().matMul(all).toFloatArray();
            double scale = (double) width / moves.length;
            for (int at = 0; at < products.length; at++) {
                noise[at / width][at % width] = scale * products[at];
            }
            if (!ridge(noise)) {
                return LeadingDirections.of(rows, width, count, seed);
            }
            double[][] whitening = inverse(factor(noise));
            NDArray white = manager.create(rows, new Shape(rows.length / width, width))
                    .matMul(manager.create(LeadingDirections.flat(whitening), new Shape(width, width))
                            .transpose());
            double[][] found = LeadingDirections.of(white.toFloatArray(), width, count, seed);
            for (double[] direction : found) {
                unwhiten(direction, whitening);
            }
            return found;
        }
    }

    /** Adds the ridge; false where there is no noise to add it to. */
    private static boolean ridge(double[][] noise) {
        double trace = 0;
        for (int i = 0; i < noise.length; i++) {
            trace += noise[i][i];
        }
        for (int i = 0; i < noise.length; i++) {
            noise[i][i] += RIDGE * trace / noise.length;
        }
        return trace > 0;
    }

    /** The lower triangle L with L Lᵀ the given positive definite matrix, which it replaces (Cholesky, row by row). */
    static double[][] factor(double[][] matrix) {
        for (int row = 0; row < matrix.length; row++) {
            double[] own = matrix[row];
            for (int column = 0; column <= row; column++) {
                double[] other = matrix[column];
                double sum = own[column];
                for (int k = 0; k < column; k++) {
                    sum -= own[k] * other[k];
                }
                own[column] = column == row ? Math.sqrt(sum) : sum / other[column];
            }
            for (int column = row + 1; column < own.length; column++) {
                own[column] = 0;
            }
        }
        return matrix;
    }

    /** The inverse of a lower triangle, a lower triangle too. */
    static double[][] inverse(double[][] lower) {
        double[][] inverse = new double[lower.length][lower.length];
        for (int row = 0; row < lower.length; row++) {
            double[] own = inverse[row];
            for (int k = 0; k < row; k++) {
                LeadingDirections.add(own, -lower[row][k], inverse[k]);
            }
            own[row] = 1;
            for (int column = 0; column <= row; column++) {
                own[column] /= lower[row][row];
            }
        }
        return inverse;
    }

    /** From a direction among whitened rows to one among the rows themselves: the whitening's transpose, applied. */
    private static void unwhiten(double[] direction, double[][] whitening) {
        double[] own = new double[direction.length];
        for (int i = 0; i < direction.length; i++) {
            LeadingDirections.add(own, direction[i], whitening[i]);
        }
        System.arraycopy(own, 0, direction, 0, own.length);
    }
}
