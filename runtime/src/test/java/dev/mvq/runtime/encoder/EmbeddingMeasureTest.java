package dev.mvq.runtime.encoder;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDManager;
import dev.mvq.runtime.encoder.EmbeddingMeasure.Figures;
import dev.mvq.runtime.encoder.EmbeddingMeasure.Likeness;
import dev.mvq.runtime.encoder.EmbeddingMeasure.Vectors;
import dev.mvq.runtime.feature.FeatureBatch;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class EmbeddingMeasureTest {
    private static final int ROWS = 200;
    private final Random random = new Random(3);
    private final double[] truth = random.doubles(ROWS).toArray();

    @Test
    void vectors_that_say_the_truth_agree_and_find_their_twins() {
        float[] vectors = circle(truth);
        Figures figures = measure(new Vectors(2, vectors, vectors), Likeness.COSINE);
        assertEquals(1, figures.reciprocalRank(), 0.02);
        assertEquals(1, figures.first(), 0.04);
        assertTrue(figures.agreement()[0] > 0.9, "agreement " + figures.agreement()[0]);
        assertEquals(ROWS, figures.rows());
    }

    @Test
    void vectors_that_say_nothing_do_neither() {
        float[] vectors = circle(random.doubles(ROWS).toArray());
        float[] views = circle(random.doubles(ROWS).toArray());
        Figures figures = measure(new Vectors(2, vectors, views), Likeness.COSINE);
        assertTrue(figures.reciprocalRank() < 0.2, "rank " + figures.reciprocalRank());
        assertTrue(figures.agreement()[0] < 0.2, "agreement " + figures.agreement()[0]);
    }

    @Test
    void equal_vectors_share_the_middle_of_their_ranks() {
        float[] same = new float[2 * ROWS];
        java.util.Arrays.fill(same, 1f);
        Figures figures = measure(new Vectors(2, same, same), Likeness.EUCLIDEAN);
        assertEquals(2.0 / (ROWS + 1), figures.reciprocalRank(), 1e-9);
        assertEquals(0, figures.first());
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
        try (NDManager manager = PyTorch.manager(DeviceChoice.CPU)) {
            PrincipalComponents components = new PrincipalComponents(manager, rows, 5, 2, 1);
            float[] projected = components.project(manager, rows);
            double first = IntStream.range(0, ROWS)
                    .mapToDouble(i -> projected[2 * i] * projected[2 * i])
                    .sum();
            double second = IntStream.range(0, ROWS)
                    .mapToDouble(i -> projected[2 * i + 1] * projected[2 * i + 1])
                    .sum();
            assertEquals(55, first / ROWS, 12);
            assertTrue(second < 0.01 * first);
        }
    }

    private Figures measure(Vectors vectors, Likeness likeness) {
        FeatureBatch rows = MadeFeatures.batch(new byte[ROWS], 1);
        List<String> names =
                IntStream.range(0, ROWS).mapToObj(i -> "U" + i % 10).toList();
        int[] all = IntStream.range(0, ROWS).toArray();
        MeasurePool pool = new MeasurePool("test", rows, names, new int[ROWS], new double[][] {truth}, all, rows);
        try (NDManager manager = PyTorch.manager(DeviceChoice.CPU)) {
            return new EmbeddingMeasure(manager, pool).of(vectors, likeness, row -> true, view -> true);
        }
    }

    /** Points on half a circle, so that the cosine falls with the difference. */
    private static float[] circle(double[] values) {
        float[] points = new float[2 * values.length];
        for (int i = 0; i < values.length; i++) {
            points[2 * i] = (float) Math.cos(Math.PI * values[i]);
            points[2 * i + 1] = (float) Math.sin(Math.PI * values[i]);
        }
        return points;
    }
}
