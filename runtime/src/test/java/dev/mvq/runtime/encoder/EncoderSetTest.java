package dev.mvq.runtime.encoder;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mvq.runtime.feature.FeatureBatch;
import dev.mvq.runtime.feature.FeatureRows;
import dev.mvq.runtime.market.Modality;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EncoderSetTest {
    private EncoderSet encoders;
    private final FeatureBatch batch = MadeFeatures.batch(300, 1);

    @BeforeAll
    void start() {
        encoders = EncoderSet.of(MadeFeatures.untrained(EncoderSize.FULL, 1), DeviceChoice.CPU);
    }

    @AfterAll
    void stop() {
        encoders.close();
    }

    @Test
    void rows_are_normalised_where_present_and_NaN_exactly_where_absent() {
        DayEmbeddings embeddings = encoders.encode(batch);
        assertEquals(300, embeddings.rows());
        for (Modality modality : Modality.values()) {
            float[] vectors = embeddings.of(modality);
            assertEquals(300 * modality.dimension(), vectors.length);
            for (int row = 0; row < 300; row++) {
                float[] vector = row(embeddings, modality, row);
                if (modality.in(batch.present()[row])) {
                    assertEquals(1, dot(vector, vector), 1e-5, modality + " row " + row);
                } else {
                    assertTrue(IntStream.range(0, vector.length).allMatch(i -> Float.isNaN(vector[i])));
                }
                assertEquals(modality.in(batch.present()[row]), embeddings.has(row, modality));
            }
        }
    }

    @Test
    void a_row_encodes_to_the_same_bits_in_whatever_batch_it_sits() {
        DayEmbeddings whole = encoders.encode(batch);
        int[] backwards = IntStream.range(0, 300).map(i -> 299 - i).toArray();
        DayEmbeddings turned = encoders.encode(FeatureRows.pick(batch, backwards));
        int[] few = {17, 3, 250, 251, 99};
        DayEmbeddings picked = encoders.encode(FeatureRows.pick(batch, few));
        for (Modality modality : Modality.values()) {
            for (int row = 0; row < 300; row++) {
                assertArrayEquals(
                        row(whole, modality, row), row(turned, modality, 299 - row), 0f, modality + " " + row);
            }
            for (int i = 0; i < few.length; i++) {
                assertArrayEquals(row(whole, modality, few[i]), row(picked, modality, i), 0f, modality + " " + few[i]);
            }
        }
    }

    @Test
    void workers_in_parallel_encode_what_one_encodes() throws Exception {
        DayEmbeddings alone = encoders.encode(batch);
        try (ExecutorService workers = Executors.newFixedThreadPool(4)) {
            List<Future<DayEmbeddings>> runs = IntStream.range(0, 4)
                    .mapToObj(i -> workers.submit(() -> encoders.encode(batch)))
                    .toList();
            for (Future<DayEmbeddings> run : runs) {
                for (Modality modality : Modality.values()) {
                    assertArrayEquals(alone.of(modality), run.get().of(modality), 0f);
                }
            }
        }
    }

    @Test
    void what_is_missing_is_not_read_as_its_mean() {
        InputShape shape = MadeFeatures.SCHEMA.greeks();
        Normalisation scale = MadeFeatures.untrained(EncoderSize.TINY, 1).normalisation(Modality.GREEKS);
        FeatureBatch missing = FeatureRows.pick(batch, firstWith(Modality.GREEKS));
        FeatureBatch average = FeatureRows.pick(batch, firstWith(Modality.GREEKS));
        missing.greeks()[3] = Float.NaN;
        average.greeks()[3] = scale.mean()[3 % shape.width()];
        assertNotEquals(
                Arrays.hashCode(encoders.encode(missing).of(Modality.GREEKS)),
                Arrays.hashCode(encoders.encode(average).of(Modality.GREEKS)));
    }

    @Test
    void what_is_masked_has_no_influence_whatever_stands_there() {
        FeatureBatch missing = FeatureRows.pick(batch, firstWith(Modality.PRICE));
        FeatureBatch infinite = FeatureRows.pick(batch, firstWith(Modality.PRICE));
        for (int i = 0; i < infinite.price().length; i++) {
            if (Float.isNaN(infinite.price()[i])) {
                infinite.price()[i] = Float.POSITIVE_INFINITY;
            }
        }
        byte without = (byte) (missing.present()[0] & ~Modality.GREEKS.bit());
        missing.present()[0] = without;
        infinite.present()[0] = without;
        Arrays.fill(missing.greeks(), Float.NaN);
        Arrays.fill(infinite.greeks(), 7f);
        for (Modality modality : Modality.values()) {
            assertArrayEquals(
                    encoders.encode(missing).of(modality),
                    encoders.encode(infinite).of(modality),
                    0f);
        }
    }

    @Test
    void the_size_of_a_move_survives() {
        FeatureBatch calm = FeatureRows.pick(batch, firstWith(Modality.PRICE));
        FeatureBatch wild = FeatureRows.pick(batch, firstWith(Modality.PRICE));
        for (int i = 0; i < wild.price().length; i++) {
            wild.price()[i] *= 3;
        }
        float[] a = encoders.encode(calm).of(Modality.PRICE);
        float[] b = encoders.encode(wild).of(Modality.PRICE);
        assertTrue(dot(a, b) < 0.98, "cosine " + dot(a, b));
    }

    @Test
    void an_empty_batch_encodes_to_no_rows() {
        assertEquals(0, encoders.encode(FeatureRows.pick(batch)).rows());
    }

    @Test
    void a_batch_of_another_schema_is_refused() {
        FeatureBatch odd =
                new FeatureBatch(1, new float[7], new float[1], new float[1], new float[1], new byte[1], new short[1]);
        assertThrows(IllegalArgumentException.class, () -> encoders.encode(odd));
    }

    private int firstWith(Modality modality) {
        return IntStream.range(0, 300)
                .filter(row -> modality.in(batch.present()[row]))
                .findFirst()
                .orElseThrow();
    }

    static float[] row(DayEmbeddings embeddings, Modality modality, int row) {
        int dimension = modality.dimension();
        return Arrays.copyOfRange(embeddings.of(modality), row * dimension, (row + 1) * dimension);
    }

    static double dot(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += (double) a[i] * b[i];
        }
        return sum;
    }
}
