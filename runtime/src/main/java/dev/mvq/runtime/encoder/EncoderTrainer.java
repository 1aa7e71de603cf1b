package dev.mvq.runtime.encoder;

import ai.djl.ndarray.NDManager;
import dev.mvq.runtime.feature.FeatureBatch;
import dev.mvq.runtime.market.Modality;
import java.util.EnumMap;
import java.util.List;

final class EncoderTrainer {
    private EncoderTrainer() {}

    /** Seeded starting values, with the normalisation of these batches. */
    static EncoderParameters untrained(InputSchema schema, EncoderSize size, List<FeatureBatch> batches, long seed) {
        EnumMap<Modality, Normalisation> normalisations = new EnumMap<>(Modality.class);
        InputSchema.BASE.forEach(modality ->
                normalisations.put(modality, Normalisation.of(batches, modality, schema.shape(modality))));
        EncoderNetworks networks = new EncoderNetworks(schema, size);
        try (NDManager manager = PyTorch.manager(DeviceChoice.CPU)) {
            networks.start(manager, seed);
            return networks.parameters(ModelCard.untrained(seed), schema, size, normalisations);
        }
    }
}
