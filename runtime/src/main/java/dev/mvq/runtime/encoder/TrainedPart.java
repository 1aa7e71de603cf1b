package dev.mvq.runtime.encoder;

import dev.mvq.runtime.market.Modality;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * Which encoders are trained, and where the others' parameters come from.
 *
 * @param modalities to train
 * @param others parameters of the rest; empty: they stay as they start
 */
record TrainedPart(Set<Modality> modalities, Optional<EncoderParameters> others) {
    /** All five. */
    static final TrainedPart ALL = new TrainedPart(EnumSet.allOf(Modality.class), Optional.empty());

    TrainedPart {
        modalities = Set.copyOf(modalities);
    }

    boolean has(Modality modality) {
        return modalities.contains(modality);
    }

    /** The parameters a modality keeps, where it is not trained. */
    Optional<EncoderParameters> kept(Modality modality) {
        return has(modality) ? Optional.empty() : others;
    }
}
