package dev.mvq.runtime.encoder;

import dev.mvq.runtime.market.Modality;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.HexFormat;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Everything an encoder set is made of, as plain numbers.
 *
 * @param card where the numbers come from
 * @param schema the features they fit
 * @param size the networks they fit
 * @param tensors by name: {@code price/states.forward.input} and the like, and {@code price/mean}, {@code price/deviation}, {@code price/carry}
 */
record EncoderParameters(ModelCard card, InputSchema schema, EncoderSize size, SortedMap<String, Tensor> tensors) {
    private static final int VERSION_BYTES = 6;

    /**
     * Numbers in row-major order.
     *
     * @param shape extents
     * @param values their product many
     */
    record Tensor(long[] shape, float[] values) {}

    EncoderParameters {
        tensors = Collections.unmodifiableSortedMap(new TreeMap<>(tensors));
    }

    /** Normalisation of a base modality's features. */
    Normalisation normalisation(Modality modality) {
        return new Normalisation(
                values(modality.word() + "/mean"),
                values(modality.word() + "/deviation"),
                values(modality.word() + "/carry"));
    }

    /** A tensor's numbers. */
    float[] values(String name) {
        Tensor tensor = tensors.get(name);
        if (tensor == null) {
            throw new IllegalArgumentException("no tensor " + name);
        }
        return tensor.values();
    }

    /** Content hash of names, shapes and numbers, in short hex: equal exactly when rows encode alike. */
    String version() {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (Map.Entry<String, Tensor> entry : tensors.entrySet()) {
                digest.update(entry.getKey().getBytes(StandardCharsets.UTF_8));
                float[] values = entry.getValue().values();
                ByteBuffer bytes =
                        ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
                bytes.asFloatBuffer().put(values);
                for (long extent : entry.getValue().shape()) {
                    digest.update((byte) extent);
                }
                digest.update(bytes);
            }
            return HexFormat.of().formatHex(digest.digest(), 0, VERSION_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
