package dev.mvq.runtime.encoder;

import dev.mvq.runtime.market.Modality;
import java.util.EnumMap;
import java.util.List;

/**
 * Embeddings of consecutive rows of a day, in the day's row order.
 *
 * @param rows number of rows
 * @param vectors per modality {@code [rows, dimension]} row-major, L2-normalised; a row of NaN where the modality is absent
 * @param present {@code [rows]} bits {@link Modality#bit()}
 */
public record DayEmbeddings(int rows, EnumMap<Modality, float[]> vectors, byte[] present) {
    /** Whether the row has the modality. */
    public boolean has(int row, Modality modality) {
        return modality.in(present[row]);
    }

    /** The modality's vectors, {@code [rows, dimension]}. */
    public float[] of(Modality modality) {
        float[] all = vectors.get(modality);
        if (all == null) {
            throw new IllegalStateException("no vectors of " + modality.word());
        }
        return all;
    }

    /** The parts, one behind the other. */
    public static DayEmbeddings concat(List<DayEmbeddings> parts) {
        int rows = parts.stream().mapToInt(DayEmbeddings::rows).sum();
        byte[] present = new byte[rows];
        EnumMap<Modality, float[]> vectors = new EnumMap<>(Modality.class);
        for (Modality modality : Modality.values()) {
            vectors.put(modality, new float[rows * modality.dimension()]);
        }
        int at = 0;
        for (DayEmbeddings part : parts) {
            System.arraycopy(part.present, 0, present, at, part.rows);
            for (Modality modality : Modality.values()) {
                int dimension = modality.dimension();
                System.arraycopy(
                        part.vectors.get(modality), 0, vectors.get(modality), at * dimension, part.rows * dimension);
            }
            at += part.rows;
        }
        return new DayEmbeddings(rows, vectors, present);
    }
}
