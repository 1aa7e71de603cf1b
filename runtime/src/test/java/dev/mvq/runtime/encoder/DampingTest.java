package dev.mvq.runtime.encoder;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class DampingTest {
    private static final int WIDTH = 5;
    private static final int ROWS = 3000;

    @Test
    void the_direction_that_a_lack_moves_is_damped_by_how_far_it_moves_and_the_others_stay() {
        double[][] plain = normal(1, 1);
        double[][] lacking = Arrays.stream(plain).map(double[]::clone).toArray(double[][]::new);
        SplittableRandom random = new SplittableRandom(2);
        double[] direction = {0.6, 0, 0.8, 0, 0};
        for (double[] row : lacking) {
            LeadingDirections.add(row, 2 * random.nextGaussian(), direction);
        }
        double[][] filter = filter(plain, lacking);
        double[] moved = applied(filter, direction);
        double factor = 1 / (1 + 3 * 4.0);
        for (int i = 0; i < WIDTH; i++) {
            assertEquals(factor * direction[i], moved[i], 0.02, "a variance of 4, three times as heavy");
        }
        double[] across = {0.8, 0, -0.6, 0, 0};
        double[] kept = applied(filter, across);
        for (int i = 0; i < WIDTH; i++) {
            assertEquals(across[i], kept[i], 0.02);
        }
    }

    @Test
    void a_shift_common_to_all_rows_is_damped_too() {
        double[][] plain = normal(1, 1);
        double[][] lacking = Arrays.stream(plain).map(double[]::clone).toArray(double[][]::new);
        for (double[] row : lacking) {
            row[3] += 3;
        }
        double[] unit = {0, 0, 0, 1, 0};
        assertEquals(1 / (1 + 3 * 9.0), applied(filter(plain, lacking), unit)[3], 0.01);
    }

    @Test
    void nothing_changes_where_a_lack_moves_nothing() {
        double[][] plain = normal(1, 2);
        double[][] filter =
                filter(plain, Arrays.stream(plain).map(double[]::clone).toArray(double[][]::new));
        for (int row = 0; row < WIDTH; row++) {
            for (int column = 0; column < WIDTH; column++) {
                assertEquals(row == column ? 1 : 0, filter[row][column], 1e-12);
            }
        }
    }

    private static double[][] filter(double[][] plain, double[][] lacking) {
        Damping damping = new Damping(WIDTH);
        damping.add(plain, lacking);
        return damping.filter();
    }

    private static double[] applied(double[][] map, double[] vector) {
        double[] result = new double[map.length];
        for (int row = 0; row < map.length; row++) {
            result[row] = LeadingDirections.dot(map[row], vector);
        }
        return result;
    }

    private static double[][] normal(long seed, double deviation) {
        SplittableRandom random = new SplittableRandom(seed);
        double[][] rows = new double[ROWS][WIDTH];
        for (double[] row : rows) {
            for (int i = 0; i < WIDTH; i++) {
                row[i] = deviation * random.nextGaussian();
            }
        }
        return rows;
    }
}
