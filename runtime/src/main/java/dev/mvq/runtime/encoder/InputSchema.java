package dev.mvq.runtime.encoder;

import dev.mvq.runtime.feature.FeatureBatch;
import dev.mvq.runtime.market.Modality;
import java.util.List;

/** What the four base encoders read. Parameters fit one schema only, and carry it. */
public record InputSchema(InputShape price, InputShape greeks, InputShape microstructure, InputShape technical) {
    /** The modalities that are encoded from features; {@link Modality#FUSED} is encoded from these. */
    static final List<Modality> BASE =
            List.of(Modality.PRICE, Modality.GREEKS, Modality.MICROSTRUCTURE, Modality.TECHNICAL);

    /** The inputs of a base modality. */
    public InputShape shape(Modality modality) {
        return switch (modality) {
            case PRICE -> price;
            case GREEKS -> greeks;
            case MICROSTRUCTURE -> microstructure;
            case TECHNICAL -> technical;
            case FUSED -> throw new IllegalArgumentException("fused has no features of its own");
        };
    }

    /** The features of a base modality, {@code [rows, sessions, width]}. */
    static float[] features(FeatureBatch batch, Modality modality) {
        return switch (modality) {
            case PRICE -> batch.price();
            case GREEKS -> batch.greeks();
            case MICROSTRUCTURE -> batch.microstructure();
            case TECHNICAL -> batch.technical();
            case FUSED -> throw new IllegalArgumentException("fused has no features of its own");
        };
    }

    /** Refuses a batch whose arrays are not of this schema. */
    void check(FeatureBatch batch) {
        for (Modality modality : BASE) {
            int expected = batch.size() * shape(modality).size();
            int found = features(batch, modality).length;
            if (found != expected) {
                throw new IllegalArgumentException(
                        modality.word() + " features: " + found + " numbers, expected " + expected);
            }
        }
    }
}
