package dev.mvq.runtime.index;

import dev.mvq.runtime.market.Modality;

/**
 * A modality and its share in the similarity.
 *
 * @param modality which embedding
 * @param weight at least 0
 */
public record WeightedModality(Modality modality, double weight) {
    public WeightedModality {
        if (!(weight >= 0) || Double.isInfinite(weight)) {
            throw new IllegalArgumentException("a weight must be a number of at least 0");
        }
    }
}
