package dev.mvq.runtime.encoder;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.ParameterStore;
import dev.mvq.runtime.market.Modality;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.function.Function;

/**
 * Runs networks over rows, chunk by chunk of {@link EncoderSet#CHUNK} rows; what a chunk lacks is padded with masked rows, and what a
 * chunk needed of native memory is freed at its end.
 */
record Chunks(NDManager manager, ParameterStore store) {
    private static final int CHUNK = EncoderSet.CHUNK;

    /**
     * Embeds the rows in which the modality is present.
     *
     * @param features raw, {@code [rows, shape.size()]}
     * @param out {@code [rows, dimension]}; rows without the modality are left as they are
     */
    void base(Network network, InputShape shape, Normalisation scale, float[] features, int[] rows, float[] out) {
        int[] leaders = leaders(features, rows, shape.size());
        MaskedInput input = new MaskedInput(shape, CHUNK);
        int dimension = out.length * shape.size() / Math.max(1, features.length);
        for (int from = 0; from < leaders.length; from += CHUNK) {
            int count = Math.min(CHUNK, leaders.length - from);
            input.clear();
            for (int i = 0; i < count; i++) {
                input.fill(i, features, rows[leaders[from + i]] * shape.size(), scale);
            }
            float[] embedded = run(network, input::arrays);
            for (int i = 0; i < count; i++) {
                int end = from + i + 1 < leaders.length ? leaders[from + i + 1] : rows.length;
                for (int follower = leaders[from + i]; follower < end; follower++) {
                    System.arraycopy(embedded, i * dimension, out, rows[follower] * dimension, dimension);
                }
            }
        }
    }

    /** Embeds rows across modalities from their base embeddings; a modality is missing where its row is not present. */
    void fused(Network network, int[] rows, byte[] present, EnumMap<Modality, float[]> vectors, float[] out) {
        int dimension = Modality.FUSED.dimension();
        for (int from = 0; from < rows.length; from += CHUNK) {
            int start = from;
            int count = Math.min(CHUNK, rows.length - from);
            float[] embedded = run(network, sub -> tokens(sub, rows, start, count, present, vectors));
            for (int i = 0; i < count; i++) {
                System.arraycopy(embedded, i * dimension, out, rows[from + i] * dimension, dimension);
            }
        }
    }

    private float[] run(Network network, Function<NDManager, NDList> inputs) {
        try (NDManager sub = manager.newSubManager()) {
            NDArray embedded =
                    network.forward(store, inputs.apply(sub), false, null).singletonOrThrow();
            return embedded.toFloatArray();
        }
    }

    private static NDList tokens(
            NDManager sub, int[] rows, int from, int count, byte[] present, EnumMap<Modality, float[]> vectors) {
        NDList inputs = new NDList();
        int modalities = InputSchema.BASE.size();
        float[] there = new float[CHUNK * modalities];
        for (int m = 0; m < modalities; m++) {
            Modality modality = InputSchema.BASE.get(m);
            int dimension = modality.dimension();
            float[] all = vectors.get(modality);
            float[] token = new float[CHUNK * dimension];
            for (int i = 0; i < count; i++) {
                int row = rows[from + i];
                if (modality.in(present[row])) {
                    System.arraycopy(all, row * dimension, token, i * dimension, dimension);
                    there[i * modalities + m] = 1f;
                }
            }
            inputs.add(sub.create(token, new Shape(CHUNK, dimension)));
        }
        inputs.add(sub.create(there, new Shape(CHUNK, modalities)));
        return inputs;
    }

    /** Places in {@code rows} whose features differ from those of the row before: options of one underlying share some features. */
    private static int[] leaders(float[] features, int[] rows, int size) {
        int[] leaders = new int[rows.length];
        int count = 0;
        for (int i = 0; i < rows.length; i++) {
            if (i == 0 || !same(features, rows[i - 1] * size, rows[i] * size, size)) {
                leaders[count++] = i;
            }
        }
        return Arrays.copyOf(leaders, count);
    }

    private static boolean same(float[] features, int a, int b, int size) {
        return Arrays.equals(features, a, a + size, features, b, b + size);
    }
}
