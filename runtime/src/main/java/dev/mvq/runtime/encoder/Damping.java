package dev.mvq.runtime.encoder;

import java.util.SplittableRandom;

/**
 * Damps in the learnt half of an encoder's output the directions that a lack of fields moves, the more the larger the move is beside how
 * rows differ: the linear estimate of what the embedding would be with all fields (Wiener's filter, with rows alike in all directions).
 * Folded into the output layers, it costs nothing later.
 */
final class Damping {
    /** How much heavier a lack's variance weighs than the rows' own. */
    private static final double STRENGTH = 3;

    private final int width;
    private final double[][] moves;
    private double variance;
    private int count;

    Damping(int width) {
        this.width = width;
        moves = new double[width][width];
    }

    /** Changes the network; leaves it as it is where no source lacks anything. */
    static void apply(LackingLooks looks, SplittableRandom random) {
        Damping damping = new Damping(looks.width());
        looks.visit(0, random, damping::add);
        if (damping.count > 0 && damping.variance > 0) {
            looks.network().mapLearnt(damping.filter());
        }
    }

    /** Counts in rows, {@code [rows][width]}, as they are and without a field. */
    void add(double[][] plain, double[][] lacking) {
        double[] mean = new double[width];
        for (double[] row : plain) {
            LeadingDirections.add(mean, 1.0 / plain.length, row);
        }
        for (int row = 0; row < plain.length; row++, count++) {
            double[] move = lacking[row].clone();
            LeadingDirections.add(move, -1, plain[row]);
            for (int i = 0; i < width; i++) {
                LeadingDirections.add(moves[i], move[i], move);
            }
            double[] own = plain[row].clone();
            LeadingDirections.add(own, -1, mean);
            variance += LeadingDirections.dot(own, own) / width;
        }
    }

    /** The inverse of the unit matrix and the moves' covariance in units of the rows' variance along a direction. */
    double[][] filter() {
        double[][] sum = new double[width][];
        for (int row = 0; row < width; row++) {
            sum[row] = moves[row].clone();
            for (int column = 0; column < width; column++) {
                sum[row][column] *= STRENGTH / variance;
            }
            sum[row][row] += 1;
        }
        double[][] inverse = Discriminants.inverse(Discriminants.factor(sum));
        double[][] filter = new double[width][width];
        for (double[] row : inverse) {
            for (int i = 0; i < width; i++) {
                LeadingDirections.add(filter[i], row[i], row);
            }
        }
        return filter;
    }
}
