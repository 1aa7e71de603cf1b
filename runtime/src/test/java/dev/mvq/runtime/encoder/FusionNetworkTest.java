package dev.mvq.runtime.encoder;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.ParameterStore;
import dev.mvq.runtime.market.Modality;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FusionNetworkTest {
    private static final float TOLERANCE = 1e-5f;

    private final FusionNetwork network = new FusionNetwork(EncoderSize.TINY);
    private final NDManager manager = PyTorch.manager(DeviceChoice.CPU);

    @BeforeEach
    void start() {
        network.start(manager, 5);
    }

    @AfterEach
    void close() {
        manager.close();
    }

    @Test
    void the_half_that_is_not_learnt_reads_a_missing_embedding_as_the_mean() {
        float[] mean = even(Modality.TECHNICAL, 0.3f);
        network.standIn(manager, Map.of(Modality.TECHNICAL, mean));
        float[] missing = embedded(new float[mean.length], 0f);
        float[] there = embedded(mean, 1f);
        assertArrayEquals(fixed(there), fixed(missing), TOLERANCE);
    }

    @Test
    void what_stands_for_missing_embeddings_changes_no_row_that_has_all() {
        float[] technical = even(Modality.TECHNICAL, -0.2f);
        float[] before = embedded(technical, 1f);
        network.standIn(manager, Map.of(Modality.TECHNICAL, even(Modality.TECHNICAL, 0.3f)));
        assertArrayEquals(before, embedded(technical, 1f), TOLERANCE);
    }

    @Test
    void the_halves_weigh_in_the_cosine_as_they_are_told_to() {
        network.set(manager, "fixed.scale", new float[] {0.8f});
        network.set(manager, "fixed.learnt_scale", new float[] {0.6f});
        float[] embedding = embedded(even(Modality.TECHNICAL, 0.1f), 1f);
        assertEquals(0.64, squared(fixed(embedding)), TOLERANCE);
        assertEquals(1, squared(embedding), TOLERANCE);
    }

    @Test
    void a_row_without_price_and_technical_has_shares_of_its_own() {
        network.set(manager, "fixed.scale", new float[] {0.8f});
        network.set(manager, "fixed.learnt_scale", new float[] {0.6f});
        network.set(manager, "fixed.short_scale", new float[] {0.96f});
        network.set(manager, "fixed.short_learnt_scale", new float[] {0.28f});
        float[] technical = even(Modality.TECHNICAL, 0.1f);
        assertEquals(0.64, squared(fixed(embedded(technical, 1, 1, 1, 0))), TOLERANCE);
        assertEquals(0.64, squared(fixed(embedded(technical, 0, 1, 1, 1))), TOLERANCE);
        float[] embedding = embedded(technical, 0, 1, 1, 0);
        assertEquals(0.9216, squared(fixed(embedding)), TOLERANCE);
        assertEquals(1, squared(embedding), TOLERANCE);
    }

    @Test
    void a_row_without_price_and_technical_has_the_numbers_of_its_first_half_emphasised_in_its_own_way() {
        float[] technical = even(Modality.TECHNICAL, 0.1f);
        float[] withBefore = fixed(embedded(technical, 1, 1, 1, 0));
        float[] withoutBefore = fixed(embedded(technical, 0, 1, 1, 0));
        double[] deviations = new double[network.middle()];
        Arrays.fill(deviations, 1);
        deviations[3] = 16;
        network.deviate(manager, deviations);
        assertArrayEquals(withBefore, fixed(embedded(technical, 1, 1, 1, 0)), TOLERANCE);
        float[] without = fixed(embedded(technical, 0, 1, 1, 0));
        double emphasis = without[3] / withoutBefore[3] / (without[4] / withoutBefore[4]);
        assertTrue(emphasis > 1.5, "the number that deviates most counts for more than the others: " + emphasis);
        assertEquals(1, without[5] / withoutBefore[5] / (without[4] / withoutBefore[4]), 1e-3);
    }

    private static double squared(float[] values) {
        double sum = 0;
        for (float value : values) {
            sum += value * value;
        }
        return sum;
    }

    private float[] fixed(float[] embedding) {
        return Arrays.copyOf(embedding, network.middle());
    }

    /** A row whose other embeddings are always the same. */
    private float[] embedded(float[] technical, float there) {
        return embedded(technical, 1, 1, 1, there);
    }

    /** The same with some embeddings missing. */
    private float[] embedded(float[] technical, float... there) {
        NDList inputs = new NDList();
        for (Modality modality : InputSchema.BASE) {
            float[] own = modality == Modality.TECHNICAL ? technical : even(modality, 0.1f * (1 + modality.ordinal()));
            inputs.add(manager.create(own, new Shape(1, own.length)));
        }
        inputs.add(manager.create(there, new Shape(1, 4)));
        return network.forward(new ParameterStore(manager, false), inputs, false, null)
                .singletonOrThrow()
                .toFloatArray();
    }

    private static float[] even(Modality modality, float value) {
        float[] embedding = new float[modality.dimension()];
        Arrays.fill(embedding, value);
        embedding[1] = -value;
        return embedding;
    }
}
