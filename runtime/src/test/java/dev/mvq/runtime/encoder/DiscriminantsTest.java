package dev.mvq.runtime.encoder;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class DiscriminantsTest {
    private static final int WIDTH = 40;
    private static final int ROWS = 4000;

    @Test
    void what_differs_much_but_is_seen_badly_comes_after_what_differs_less_and_is_seen_well() {
        float[] rows = normal(1, column -> column == 7 ? 9 : column == 3 ? 5 : 1);
        float[] moves = normal(2, column -> column == 7 ? 9 : column == 3 ? 0.5 : 1);
        double[][] found = Discriminants.of(rows, moves, WIDTH, 2, 5);
        assertEquals(1, alignment(found[0], 3), 0.02, "5 of signal to 0.5 of noise");
        double[][] principal = LeadingDirections.of(rows, WIDTH, 1, 5);
        assertEquals(1, alignment(principal[0], 7), 0.02, "the largest differences are noise");
    }

    @Test
    void noise_along_every_direction_found_is_about_one_and_independent_of_the_others() {
        float[] rows = normal(1, column -> 3);
        float[] moves = normal(2, column -> 1 + column / 40.0);
        double[][] found = Discriminants.of(rows, moves, WIDTH, 6, 5);
        for (int one = 0; one < found.length; one++) {
            for (int other = 0; other < found.length; other++) {
                double sum = 0;
                for (int row = 0; row < ROWS; row++) {
                    sum += along(moves, row, found[one]) * along(moves, row, found[other]) / ROWS;
                }
                assertEquals(one == other ? 1 : 0, sum, one == other ? 0.1 : 0.05, one + "," + other);
            }
        }
    }

    @Test
    void a_direction_that_only_tells_looks_apart_is_left_out() {
        float[] rows = normal(1, column -> 2);
        float[] moves = normal(2, column -> 0.1);
        for (int row = 0; row < ROWS; row += 2) {
            moves[row * WIDTH + 11] += 4;
        }
        double[][] found = Discriminants.of(rows, moves, WIDTH, WIDTH - 1, 5);
        for (double[] direction : found) {
            assertTrue(alignment(direction, 11) < 0.1, "alignment " + alignment(direction, 11));
        }
    }

    @Test
    void looks_that_do_not_differ_leave_the_principal_components() {
        float[] rows = normal(1, column -> column == 7 ? 9 : 1);
        double[][] found = Discriminants.of(rows, new float[rows.length], WIDTH, 1, 5);
        assertEquals(1, alignment(found[0], 7), 0.02);
    }

    @Test
    void a_factor_times_its_transpose_is_the_matrix_and_its_inverse_undoes_it() {
        SplittableRandom random = new SplittableRandom(3);
        int size = 12;
        double[][] matrix = new double[size][size];
        double[][] half = new double[size][size];
        for (double[] row : half) {
            for (int i = 0; i < size; i++) {
                row[i] = random.nextGaussian();
            }
        }
        for (int i = 0; i < size; i++) {
            for (int j = 0; j < size; j++) {
                matrix[i][j] = LeadingDirections.dot(half[i], half[j]) + (i == j ? 0.1 : 0);
            }
        }
        double[][] lower =
                Discriminants.factor(Arrays.stream(matrix).map(double[]::clone).toArray(double[][]::new));
        double[][] inverse = Discriminants.inverse(lower);
        for (int i = 0; i < size; i++) {
            for (int j = 0; j < size; j++) {
                assertEquals(matrix[i][j], LeadingDirections.dot(lower[i], lower[j]), 1e-10);
                double unit = 0;
                for (int k = 0; k < size; k++) {
                    unit += inverse[i][k] * lower[k][j];
                }
                assertEquals(i == j ? 1 : 0, unit, 1e-9);
                assertTrue(j <= i || lower[i][j] == 0, "upper triangle");
            }
        }
    }

    private interface Deviation {
        double of(int column);
    }

    private static float[] normal(long seed, Deviation deviation) {
        SplittableRandom random = new SplittableRandom(seed);
        float[] values = new float[ROWS * WIDTH];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (random.nextGaussian() * deviation.of(i % WIDTH));
        }
        return values;
    }

    /** Cosine with a column. */
    private static double alignment(double[] direction, int column) {
        return Math.abs(direction[column]) / Math.sqrt(LeadingDirections.dot(direction, direction));
    }

    private static double along(float[] rows, int row, double[] direction) {
        double sum = 0;
        for (int i = 0; i < WIDTH; i++) {
            sum += rows[row * WIDTH + i] * direction[i];
        }
        return sum;
    }
}
