package dev.mvq.runtime.measure;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BaselinesTest {
    private static final int ROWS = 200;
    private final Workers workers = new Workers(2);
    private final Random random = new Random(3);

    @AfterEach
    void close() {
        workers.close();
    }

    @Test
    void leading_components_hold_what_varies_most() {
        float[] rows = new float[ROWS * 5];
        for (int i = 0; i < ROWS; i++) {
            float along = (float) random.nextGaussian();
            for (int k = 0; k < 5; k++) {
                rows[i * 5 + k] = along * (k + 1) + 0.1f * (float) random.nextGaussian();
            }
        }
        Vectors found = new LeadingComponents(1).of(new Vectors(5, rows, rows), 2);
        assertEquals(55, square(found, 0), 12);
        assertTrue(square(found, 1) < 0.01 * square(found, 0));
        assertArrayEquals(found.pool(), found.views());
    }

    private static double square(Vectors vectors, int component) {
        return IntStream.range(0, ROWS)
                .mapToDouble(i -> Math.pow(vectors.pool()[vectors.width() * i + component], 2))
                .average()
                .orElse(0);
    }

    @Test
    void vectors_no_wider_than_the_embedding_are_their_own_components() {
        Vectors narrow = new Vectors(2, new float[2 * ROWS], new float[2]);
        assertEquals(narrow, new LeadingComponents(1).of(narrow, 64));
    }

    @Test
    void random_convolutions_are_84_kernels_in_four_dilations_with_three_biases() {
        float[] windows = windows(new int[40]);
        Vectors vectors = new RandomConvolutions(1, workers).of(windows, windows, 60, 2);
        assertEquals(84 * 4 * 3, vectors.width());
        assertEquals(40 * vectors.width(), vectors.pool().length);
        assertArrayEquals(vectors.pool(), vectors.views());
        assertArrayEquals(
                vectors.pool(),
                new RandomConvolutions(1, workers).of(windows, windows, 60, 2).pool());
    }

    @Test
    void windows_of_one_pattern_are_nearer_to_each_other_by_their_convolutions_wherever_it_lies() {
        int[] kinds = IntStream.range(0, 120).map(i -> i % 3).toArray();
        float[] windows = windows(kinds);
        Vectors vectors = new RandomConvolutions(1, workers).of(windows, windows, 60, 2);
        int[] all = IntStream.range(0, kinds.length).toArray();
        Search search = new Search(vectors.pool(), vectors.width(), all, Likeness.COSINE, workers);
        int[][] near = search.nearest(vectors.pool(), 5, (query, row) -> query != row);
        double right = IntStream.range(0, near.length)
                .mapToDouble(i -> IntStream.of(near[i])
                        .filter(row -> kinds[row] == kinds[i])
                        .count())
                .average()
                .orElse(0);
        assertTrue(right / 5 > 0.9, "of one kind: " + right / 5);
    }

    /** Sixty sessions of two channels: noise, slow waves, or quick waves, from a random place on. */
    private float[] windows(int[] kinds) {
        float[] windows = new float[kinds.length * 120];
        for (int i = 0; i < kinds.length; i++) {
            double phase = 6 * random.nextDouble();
            for (int t = 0; t < 60; t++) {
                double wave = kinds[i] == 0 ? 0 : Math.sin(phase + t * (kinds[i] == 1 ? 0.4 : 1.3));
                windows[i * 120 + 2 * t] = (float) (wave + 0.3 * random.nextGaussian());
                windows[i * 120 + 2 * t + 1] = (float) random.nextGaussian();
            }
        }
        return windows;
    }

    @Test
    void what_is_missing_is_the_mean_and_columns_that_do_not_vary_stay_finite() {
        float[] values = {1, 5, Float.NaN, 5, 3, 5};
        Columns.of(values, 2).apply(values);
        assertArrayEquals(new float[] {-1, 0, 0, 0, 1, 0}, values, 1e-6f);
    }
}
