package dev.mvq.runtime.measure;

import dev.mvq.runtime.market.Modality;
import dev.mvq.runtime.simulation.path.Noise;
import java.util.Arrays;
import java.util.Optional;

/**
 * The principal components of the raw vectors, as many as the embedding has dimensions, by subspace iteration on their covariance
 * (Halko, Martinsson and Tropp 2011, algorithm 4.4).
 */
final class LeadingComponents implements Method {
    private static final int ITERATIONS = 6;
    private static final int EXTRA = 8;

    private final RawFeatures raw = new RawFeatures();
    private final long seed;

    LeadingComponents(long seed) {
        this.seed = seed;
    }

    @Override
    public String name() {
        return "pca";
    }

    @Override
    public boolean isBaseline() {
        return true;
    }

    @Override
    public Optional<Vectors> vectors(Pool pool, Modality modality) {
        return raw.vectors(pool, modality).map(vectors -> of(vectors, modality.dimension()));
    }

    /** The vectors in their leading components; as they are where they have no more. */
    Vectors of(Vectors vectors, int dimension) {
        int width = vectors.width();
        if (width <= dimension) {
            return vectors;
        }
        float[] directions = directions(vectors.pool(), width, dimension);
        return new Vectors(
                dimension,
                Matrices.times(vectors.pool(), width, directions, dimension),
                Matrices.times(vectors.views(), width, directions, dimension));
    }

    /** {@code [width, dimension]}, orthonormal columns by falling variance. */
    private float[] directions(float[] rows, int width, int dimension) {
        float[] covariance = Matrices.product(rows, width, rows, width);
        int block = Math.min(width, dimension + EXTRA);
        double[][] basis = start(width, block);
        for (int i = 0; i < ITERATIONS; i++) {
            float[] turned = Matrices.times(covariance, width, Matrices.flat(basis), block);
            basis = orthonormal(Matrices.rows(turned, block), block);
        }
        double[][] kept = new double[width][];
        for (int row = 0; row < width; row++) {
            kept[row] = Arrays.copyOf(basis[row], dimension);
        }
        return Matrices.flat(kept);
    }

    private double[][] start(int width, int block) {
        Noise noise = Noise.of(seed, "principal components");
        double[][] basis = new double[width][block];
        for (double[] row : basis) {
            Arrays.setAll(row, i -> noise.normal());
        }
        return orthonormal(basis, block);
    }

    /** Modified Gram-Schmidt over the columns; iteration orders them by variance. */
    private static double[][] orthonormal(double[][] basis, int block) {
        int width = basis.length;
        double[][] columns = new double[block][width];
        for (int c = 0; c < block; c++) {
            for (int r = 0; r < width; r++) {
                columns[c][r] = basis[r][c];
            }
            for (int before = 0; before < c; before++) {
                Matrices.add(columns[c], -Matrices.dot(columns[c], columns[before]), columns[before]);
            }
            double length = Math.sqrt(Math.max(1e-30, Matrices.dot(columns[c], columns[c])));
            for (int r = 0; r < width; r++) {
                columns[c][r] /= length;
                basis[r][c] = columns[c][r];
            }
        }
        return basis;
    }
}
