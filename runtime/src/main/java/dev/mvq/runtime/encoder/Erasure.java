package dev.mvq.runtime.encoder;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Takes out of the learnt half of an encoder's output the directions that tell which fields a source lacks: where the embeddings of the same rows with and
 * without a field differ in the mean, no linear map finds the difference after the projection (Belrose et al. 2023, LEACE, without the
 * whitening). Folded into the output layers, it costs nothing later.
 */
final class Erasure {
    /** Directions of a smaller share of the mean squared difference are noise. */
    private static final double LEAST_SHARE = 0.01;

    private static final int ROUNDS = 2;

    /** Directions of a round at most. */
    private static final int A_ROUND = 3;

    private static final int SWEEPS = 60;

    private Erasure() {}

    /**
     * Changes the network, round by round, for normalising after a projection brings a little back.
     *
     * @return the number of directions taken out
     */
    static int apply(LackingLooks looks, SplittableRandom random) {
        int taken = 0;
        for (int round = 1; round <= ROUNDS; round++) {
            List<double[]> differences = new ArrayList<>();
            looks.visit(round, random, (plain, lacking) -> differences.add(difference(plain, lacking)));
            List<double[]> directions = principal(differences, A_ROUND);
            looks.network().mapLearnt(without(directions, looks.width()));
            taken += directions.size();
        }
        return taken;
    }

    /** The projection that leaves these orthonormal directions out. */
    static double[][] without(List<double[]> directions, int width) {
        double[][] map = new double[width][width];
        for (int row = 0; row < width; row++) {
            map[row][row] = 1;
            for (double[] direction : directions) {
                LeadingDirections.add(map[row], -direction[row], direction);
            }
        }
        return map;
    }

    private static double[] difference(double[][] plain, double[][] lacking) {
        double[] mean = new double[plain[0].length];
        for (int row = 0; row < plain.length; row++) {
            LeadingDirections.add(mean, 1.0 / plain.length, lacking[row]);
            LeadingDirections.add(mean, -1.0 / plain.length, plain[row]);
        }
        return mean;
    }

    /** Orthonormal directions of the largest mean squares, by power iteration with deflation. */
    static List<double[]> principal(List<double[]> rows, int most) {
        List<double[]> left = rows.stream().map(double[]::clone).toList();
        double all = left.stream().mapToDouble(Erasure::square).sum();
        List<double[]> found = new ArrayList<>();
        while (found.size() < most && all > 0) {
            double[] direction = left.stream()
                    .max((a, b) -> Double.compare(square(a), square(b)))
                    .orElseThrow()
                    .clone();
            scale(direction, 1 / Math.sqrt(Math.max(square(direction), 1e-300)));
            double explained = 0;
            for (int sweep = 0; sweep < SWEEPS; sweep++) {
                double[] next = new double[direction.length];
                for (double[] row : left) {
                    LeadingDirections.add(next, LeadingDirections.dot(row, direction), row);
                }
                explained = Math.sqrt(square(next));
                if (explained == 0) {
                    break;
                }
                scale(next, 1 / explained);
                direction = next;
            }
            if (explained < LEAST_SHARE * all) {
                break;
            }
            for (double[] row : left) {
                LeadingDirections.add(row, -LeadingDirections.dot(row, direction), direction);
            }
            found.add(direction);
        }
        return found;
    }

    private static double square(double[] a) {
        return LeadingDirections.dot(a, a);
    }

    private static void scale(double[] a, double factor) {
        for (int i = 0; i < a.length; i++) {
            a[i] *= factor;
        }
    }
}
