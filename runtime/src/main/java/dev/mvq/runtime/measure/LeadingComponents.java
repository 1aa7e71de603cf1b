package dev.mvq.runtime.measure;

import dev.mvq.runtime.encoder.LeadingDirections;
import dev.mvq.runtime.market.Modality;
import java.util.Optional;

/**
 * The principal components of the raw vectors, as many as the embedding has dimensions.
 */
final class LeadingComponents implements Method {
    private final RawFeatures raw = new RawFeatures();
    private final long seed;

    LeadingComponents(long seed) {
        this.seed = seed;
    }

    @Override
    public String name() {
        return "pca";
    }

    @Override
    public boolean isBaseline() {
        return true;
    }

    @Override
    public Optional<Vectors> vectors(Pool pool, Modality modality) {
        return raw.vectors(pool, modality).map(vectors -> of(vectors, modality.dimension()));
    }

    /** The vectors in their leading components; as they are where they have no more. */
    Vectors of(Vectors vectors, int dimension) {
        int width = vectors.width();
        if (width <= dimension) {
            return vectors;
        }
        float[] directions =
                Matrices.transposed(Matrices.flat(LeadingDirections.of(vectors.pool(), width, dimension, seed)), width);
        return new Vectors(
                dimension,
                Matrices.times(vectors.pool(), width, directions, dimension),
                Matrices.times(vectors.views(), width, directions, dimension));
    }
}
