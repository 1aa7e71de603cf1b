package dev.mvq.runtime.feature;

/**
 * Encoder inputs of {@code size} rows, row-major, NaN where a value is missing (encoders mask it; it is never a zero). A modality is
 * present in a row when its features say enough to embed; where it is absent its features are all NaN.
 *
 * @param size number of rows, n
 * @param price {@code [n, PriceFeatures.SESSIONS (60), PriceFeatures.COUNT]}, oldest session first
 * @param greeks {@code [n, GreeksFeatures.COUNT]}
 * @param microstructure {@code [n, MicrostructureFeatures.SESSIONS (20), MicrostructureFeatures.COUNT]}, oldest first
 * @param technical {@code [n, TechnicalFeatures.COUNT]}
 * @param present {@code [n]} bits {@code Modality.bit()} of the modalities present; FUSED when any other is
 * @param historySessions {@code [n]} sessions of the row's own history within the last 60, today included
 */
public record FeatureBatch(
        int size,
        float[] price,
        float[] greeks,
        float[] microstructure,
        float[] technical,
        byte[] present,
        short[] historySessions) {}
