package dev.mvq.runtime.feature;

import dev.mvq.runtime.market.Modality;
import java.util.Arrays;
import java.util.List;

/** Picks and joins rows of feature batches. */
public final class FeatureRows {
    private FeatureRows() {}

    /** So many rows of which nothing is known. */
    public static FeatureBatch absent(int rows) {
        return new FeatureBatch(
                rows,
                unknown(rows, Modality.PRICE),
                unknown(rows, Modality.GREEKS),
                unknown(rows, Modality.MICROSTRUCTURE),
                unknown(rows, Modality.TECHNICAL),
                new byte[rows],
                new short[rows]);
    }

    private static float[] unknown(int rows, Modality modality) {
        float[] values = new float[rows * FeatureSchema.length(modality)];
        Arrays.fill(values, Float.NaN);
        return values;
    }

    /** The rows of these numbers, in their order. */
    public static FeatureBatch pick(FeatureBatch batch, int... rows) {
        byte[] present = new byte[rows.length];
        short[] history = new short[rows.length];
        for (int i = 0; i < rows.length; i++) {
            present[i] = batch.present()[rows[i]];
            history[i] = batch.historySessions()[rows[i]];
        }
        return new FeatureBatch(
                rows.length,
                pick(batch, Modality.PRICE, rows),
                pick(batch, Modality.GREEKS, rows),
                pick(batch, Modality.MICROSTRUCTURE, rows),
                pick(batch, Modality.TECHNICAL, rows),
                present,
                history);
    }

    /** The batches, one behind the other. */
    public static FeatureBatch concat(List<FeatureBatch> parts) {
        int size = parts.stream().mapToInt(FeatureBatch::size).sum();
        byte[] present = new byte[size];
        short[] history = new short[size];
        int at = 0;
        for (FeatureBatch part : parts) {
            System.arraycopy(part.present(), 0, present, at, part.size());
            System.arraycopy(part.historySessions(), 0, history, at, part.size());
            at += part.size();
        }
        return new FeatureBatch(
                size,
                concat(parts, Modality.PRICE),
                concat(parts, Modality.GREEKS),
                concat(parts, Modality.MICROSTRUCTURE),
                concat(parts, Modality.TECHNICAL),
                present,
                history);
    }

    private static float[] pick(FeatureBatch batch, Modality modality, int... rows) {
        float[] values = FeatureSchema.values(batch, modality);
        int size = batch.size() == 0 ? 0 : values.length / batch.size();
        float[] picked = new float[rows.length * size];
        for (int i = 0; i < rows.length; i++) {
            System.arraycopy(values, rows[i] * size, picked, i * size, size);
        }
        return picked;
    }

    private static float[] concat(List<FeatureBatch> parts, Modality modality) {
        int length = parts.stream()
                .mapToInt(part -> FeatureSchema.values(part, modality).length)
                .sum();
        float[] all = new float[length];
        int at = 0;
        for (FeatureBatch part : parts) {
            float[] values = FeatureSchema.values(part, modality);
            System.arraycopy(values, 0, all, at, values.length);
            at += values.length;
        }
        return all;
    }
}
