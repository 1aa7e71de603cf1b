package dev.mvq.runtime.feature;

import dev.mvq.runtime.market.Modality;
import java.util.List;

/** The features of each modality in the order of the arrays of a {@link FeatureBatch}. */
public final class FeatureSchema {
    private FeatureSchema() {}

    /** The features of one session (price, microstructure) or of the row (greeks, technical); none for fused. */
    public static List<Feature> of(Modality modality) {
        return switch (modality) {
            case PRICE -> PriceFeatures.schema();
            case GREEKS -> GreeksFeatures.schema();
            case MICROSTRUCTURE -> MicrostructureFeatures.schema();
            case TECHNICAL -> TechnicalFeatures.schema();
            case FUSED -> List.of();
        };
    }

    /** Sessions in a row of the modality: 1 where its features are a vector. */
    public static int sessions(Modality modality) {
        return switch (modality) {
            case PRICE -> PriceFeatures.SESSIONS;
            case MICROSTRUCTURE -> MicrostructureFeatures.SESSIONS;
            case GREEKS, TECHNICAL, FUSED -> 1;
        };
    }

    /** Numbers in a row of the modality. */
    public static int length(Modality modality) {
        return sessions(modality) * of(modality).size();
    }

    /** The batch's array of the modality; empty for fused, which has none. */
    public static float[] values(FeatureBatch batch, Modality modality) {
        return switch (modality) {
            case PRICE -> batch.price();
            case GREEKS -> batch.greeks();
            case MICROSTRUCTURE -> batch.microstructure();
            case TECHNICAL -> batch.technical();
            case FUSED -> new float[0];
        };
    }
}
