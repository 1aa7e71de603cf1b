package dev.mvq.runtime.encoder;

import dev.mvq.runtime.feature.Feature;
import dev.mvq.runtime.feature.FeatureBatch;
import dev.mvq.runtime.feature.FeatureSchema;
import dev.mvq.runtime.market.Modality;
import java.util.List;

/** What the four base encoders read. Parameters fit one schema only, and carry it. */
public record InputSchema(InputShape price, InputShape greeks, InputShape microstructure, InputShape technical) {
    /** The modalities that are encoded from features; {@link Modality#FUSED} is encoded from these. */
    static final List<Modality> BASE =
            List.of(Modality.PRICE, Modality.GREEKS, Modality.MICROSTRUCTURE, Modality.TECHNICAL);

    /** What this build computes. */
    public static InputSchema current() {
        return new InputSchema(
                current(Modality.PRICE),
                current(Modality.GREEKS),
                current(Modality.MICROSTRUCTURE),
                current(Modality.TECHNICAL));
    }

    private static InputShape current(Modality modality) {
        return new InputShape(
                FeatureSchema.sessions(modality),
                FeatureSchema.of(modality).stream().map(Feature::name).toList());
    }

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

    /** Refuses a batch whose arrays are not of this schema. */
    void check(FeatureBatch batch) {
        for (Modality modality : BASE) {
            int expected = batch.size() * shape(modality).size();
            int found = FeatureSchema.values(batch, modality).length;
            if (found != expected) {
                throw new IllegalArgumentException(
                        modality.word() + " features: " + found + " numbers, expected " + expected);
            }
        }
    }
}
