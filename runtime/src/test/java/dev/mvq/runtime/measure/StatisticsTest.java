package dev.mvq.runtime.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class StatisticsTest {
    private final Random random = new Random(7);

    @Test
    void the_error_of_a_mean_is_that_of_its_blocks() {
        int blocks = 200;
        int each = 10;
        // All of a block are alike: 2,000 subjects are worth 200.
        double[] values = new double[blocks * each];
        double[] shared =
                random.doubles(blocks).map(value -> value * Math.sqrt(12)).toArray();
        Arrays.setAll(values, i -> shared[i / each]);
        int[] numbers = IntStream.range(0, values.length).map(i -> i / each).toArray();
        double[] figures = new Bootstrap(1_000, 1).figures(Sample.mean(numbers, values));
        assertEquals(1 / Math.sqrt(blocks), Bootstrap.deviation(figures), 0.01);
        assertEquals(
                Sample.mean(numbers, values).figure(),
                Arrays.stream(figures).average().orElse(9),
                0.01);
    }

    @Test
    void explained_is_one_for_the_truth_and_nothing_for_the_mean_and_less_for_worse() {
        double[] truth = random.doubles(500).toArray();
        int[] blocks = IntStream.range(0, 500).toArray();
        double mean = Arrays.stream(truth).average().orElse(0);
        assertEquals(1, Sample.explained(blocks, truth, truth).figure(), 1e-12);
        double[] constant = new double[500];
        Arrays.fill(constant, mean);
        assertEquals(0, Sample.explained(blocks, truth, constant).figure(), 1e-12);
        assertTrue(
                Sample.explained(blocks, truth, random.doubles(500).toArray()).figure() < -0.5);
    }

    @Test
    void what_does_not_vary_cannot_be_explained_and_what_is_unknown_is_left_out() {
        int[] blocks = {0, 1, 2};
        assertTrue(Double.isNaN(Sample.explained(blocks, new double[] {2, 2, 2}, new double[] {1, 2, 3})
                .figure()));
        Sample known = Sample.explained(blocks, new double[] {1, Double.NaN, 3}, new double[] {1, 2, Double.NaN});
        assertEquals(1, known.size());
    }

    @Test
    void the_lead_of_a_method_over_itself_is_nothing_for_certain() {
        Sample sample =
                Sample.mean(IntStream.range(0, 50).toArray(), random.doubles(50).toArray());
        Estimate estimate = new Estimate(new double[] {sample.figure(), 0.5}, new Bootstrap(100, 2).figures(sample));
        assertEquals(0, estimate.minus(estimate).mean());
        assertEquals(0, estimate.minus(estimate).reach());
    }

    @Test
    void the_interval_goes_by_the_larger_error() {
        double[] near = {0.5, 0.5001, 0.4999};
        double[] far = {0.2, 0.5, 0.8};
        double[] resampled = {0.4, 0.6, 0.5, 0.4, 0.6};
        Estimate subjects = new Estimate(near, resampled);
        assertEquals(1.959964 * subjects.subjectError(), subjects.reach(), 1e-12);
        Estimate seeds = new Estimate(far, resampled);
        assertEquals(1.959964 * 0.3 / Math.sqrt(3), seeds.reach(), 1e-9);
        assertEquals(subjects.subjectError(), new Estimate(new double[] {1}, resampled).reach() / 1.959964, 1e-12);
    }

    @Test
    void a_linear_map_is_read_out_and_noise_is_not() {
        int rows = 600;
        int width = 30;
        float[] vectors = new float[rows * width];
        double[][] targets = new double[rows][2];
        for (int i = 0; i < vectors.length; i++) {
            vectors[i] = (float) random.nextGaussian();
        }
        for (int row = 0; row < rows; row++) {
            targets[row][0] = 4 + 2 * vectors[row * width] - 3 * vectors[row * width + 7];
            targets[row][1] = random.nextGaussian();
        }
        Readout readout = new Readout(vectors, width, targets);
        double[][] read = readout.read(vectors);
        assertEquals(targets[11][0], read[11][0], 0.2);
        double[] noise = Arrays.stream(read).mapToDouble(row -> row[1]).toArray();
        assertTrue(Bootstrap.deviation(noise) < 0.35, "shrunk to " + Bootstrap.deviation(noise));
    }

    @Test
    void equations_are_solved() {
        double[][] a = {{4, 1, 0}, {1, 3, -1}, {0, -1, 2}};
        double[][] b = {{6}, {4}, {4}};
        Matrices.solve(a, b);
        assertEquals(1, b[0][0], 1e-12);
        assertEquals(2, b[1][0], 1e-12);
        assertEquals(3, b[2][0], 1e-12);
    }

    @Test
    void many_equations_are_solved_block_by_block() {
        int size = 300;
        double[][] a = new double[size][size];
        double[][] b = new double[size][1];
        for (int i = 0; i < size; i++) {
            for (int j = 0; j < size; j++) {
                a[i][j] = i == j ? 3 : Math.exp(-Math.abs(i - j) / 5.0);
                b[i][0] += a[i][j] * (j % 7);
            }
        }
        Matrices.solve(a, b);
        for (int i = 0; i < size; i++) {
            assertEquals(i % 7, b[i][0], 1e-4);
        }
    }
}
