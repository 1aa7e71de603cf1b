package dev.mvq.runtime.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mvq.runtime.encoder.DayEmbeddings;
import dev.mvq.runtime.market.Modality;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Random;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Twins by several modalities, on vectors of which it is known which modality is good for what. */
class FusedPoolTest {
    private static final int ROWS = 400;
    private static final int PRESENT = 31;
    private static final double NOISE = 1.2;
    private static final int DIRECTIONS = 40;

    /** In so few directions rows that have nothing to do with each other are often much alike, which drowns what the others say. */
    private static final int FEW_DIRECTIONS = 3;

    private final Workers workers = new Workers(2);
    private final Random random = new Random(3);

    @AfterEach
    void close() {
        workers.close();
    }

    @Test
    void a_view_that_is_its_row_comes_first_by_any_weights() {
        DayEmbeddings pool = pool(null);
        for (double[] weights : new double[][] {equal(), {1, 0, 0, 0, 0}, {0, 2, 0, 3, 0}}) {
            assertEquals(1, mean(pool, pool, weights));
        }
        assertEquals(1, meanByAuto(pool, pool));
    }

    @Test
    void weights_for_the_subject_beat_equal_ones_where_one_modality_points_at_another_row() {
        for (Modality bad : Modality.values()) {
            DayEmbeddings pool = pool(bad);
            DayEmbeddings views = views(pool, bad);
            double auto = meanByAuto(pool, views);
            double equal = mean(pool, views, equal());
            assertTrue(auto > equal + 0.02, "%s: %.3f, equal %.3f".formatted(bad, auto, equal));
        }
    }

    @Test
    void weights_for_the_subject_lose_little_where_no_modality_is_bad() {
        DayEmbeddings pool = pool(null);
        DayEmbeddings views = views(pool, null);
        assertTrue(meanByAuto(pool, views) > mean(pool, views, equal()) - 0.02);
    }

    @Test
    void a_weighting_of_a_bad_modality_alone_finds_next_to_nothing() {
        DayEmbeddings pool = pool(Modality.GREEKS);
        assertTrue(mean(pool, views(pool, Modality.GREEKS), new double[] {0, 1, 0, 0, 0}) < 0.05);
    }

    private static double[] equal() {
        return new double[] {1, 1, 1, 1, 1};
    }

    private double mean(DayEmbeddings pool, DayEmbeddings views, double[] weights) {
        return mean(pool, views, question -> question.reciprocal(weights));
    }

    private double meanByAuto(DayEmbeddings pool, DayEmbeddings views) {
        return mean(pool, views, FusedPool.Question::reciprocalByAuto);
    }

    private double mean(DayEmbeddings pool, DayEmbeddings views, ToDoubleFunction<FusedPool.Question> reciprocal) {
        int[] all = IntStream.range(0, ROWS).toArray();
        double[] found = new double[ROWS];
        new FusedPool(pool, all, PRESENT, Map.of(), workers)
                .ask(views, all, all, (query, question) -> found[query] = reciprocal.applyAsDouble(question));
        return Arrays.stream(found).average().orElseThrow();
    }

    private static int directions(Modality modality, @Nullable Modality bad) {
        return modality == bad ? FEW_DIRECTIONS : DIRECTIONS;
    }

    private DayEmbeddings pool(@Nullable Modality bad) {
        EnumMap<Modality, float[]> vectors = new EnumMap<>(Modality.class);
        for (Modality modality : Modality.values()) {
            float[] drawn = new float[ROWS * modality.dimension()];
            for (int row = 0; row < ROWS; row++) {
                for (int d = 0; d < directions(modality, bad); d++) {
                    drawn[row * modality.dimension() + d] = (float) random.nextGaussian();
                }
            }
            vectors.put(modality, drawn);
        }
        return embeddings(vectors);
    }

    /** Rows with noise; of the bad modality those of the next row. */
    private DayEmbeddings views(DayEmbeddings pool, @Nullable Modality bad) {
        EnumMap<Modality, float[]> vectors = new EnumMap<>(Modality.class);
        for (Modality modality : Modality.values()) {
            int width = modality.dimension();
            float[] seen = new float[ROWS * width];
            for (int row = 0; row < ROWS; row++) {
                int of = modality == bad ? (row + 1) % ROWS : row;
                for (int d = 0; d < directions(modality, bad); d++) {
                    double noise = modality == bad ? 0 : NOISE / Math.sqrt(DIRECTIONS) * random.nextGaussian();
                    seen[row * width + d] = pool.of(modality)[of * width + d] + (float) noise;
                }
            }
            vectors.put(modality, seen);
        }
        return embeddings(vectors);
    }

    private static DayEmbeddings embeddings(EnumMap<Modality, float[]> vectors) {
        vectors.forEach((modality, values) -> {
            for (int from = 0; from < values.length; from += modality.dimension()) {
                double squares = 0;
                for (int d = 0; d < modality.dimension(); d++) {
                    squares += values[from + d] * values[from + d];
                }
                for (int d = 0; d < modality.dimension(); d++) {
                    values[from + d] /= (float) Math.sqrt(squares);
                }
            }
        });
        byte[] present = new byte[ROWS];
        Arrays.fill(present, (byte) PRESENT);
        return new DayEmbeddings(ROWS, vectors, present);
    }
}
