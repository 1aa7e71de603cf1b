package dev.mvq.runtime.encoder;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.ParameterStore;
import dev.mvq.runtime.market.Modality;
import java.util.EnumMap;
import java.util.function.Function;

/**
 * Runs networks over rows, chunk by chunk of {@link EncoderSet#CHUNK} rows; what a chunk lacks is padded with masked rows, and what a
 * chunk needed of native memory is freed at its end.
 */
record Chunks(NDManager manager, ParameterStore store) {
    private static final int CHUNK = EncoderSet.CHUNK;

    /** A base encoder. */
    record Base(Modality modality, Network network, InputShape shape, Normalisation scale) {}

    /**
     * Embeds the rows in which the modality is present.
     *
     * @param features raw, {@code [rows, shape.size()]}
     * @param out {@code [rows, dimension]}; rows without the modality are left as they are
     */
    void base(Base base, float[] features, int[] rows, float[] out) {
        Modality modality = base.modality();
        InputShape shape = base.shape();
        MaskedInput input = new MaskedInput(shape, CHUNK);
        int dimension = modality.dimension();
        for (int from = 0; from < rows.length; from += CHUNK) {
            int count = Math.min(CHUNK, rows.length - from);
            input.clear();
            for (int i = 0; i < count; i++) {
                input.fill(i, features, rows[from + i] * shape.size(), base.scale());
            }
            float[] embedded = run(base.network(), input::arrays);
            for (int i = 0; i < count; i++) {
                System.arraycopy(embedded, i * dimension, out, rows[from + i] * dimension, dimension);
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
            return network.embeddings(store, inputs.apply(sub));
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
}
