package dev.mvq.runtime.encoder;

import ai.djl.ndarray.NDManager;
import dev.mvq.runtime.feature.FeatureBatch;
import dev.mvq.runtime.market.Modality;
import dev.mvq.runtime.market.Progress;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;

/** Trains five encoders by self-supervision: the four base encoders first, then the fusion over their embeddings. */
final class EncoderTrainer {
    private final InputSchema schema;
    private final EncoderSize size;
    private final TrainingOptions options;

    EncoderTrainer(InputSchema schema, EncoderSize size, TrainingOptions options) {
        this.schema = schema;
        this.size = size;
        this.options = options;
    }

    /** Seeded starting values, with the normalisation of these batches. */
    static EncoderParameters untrained(InputSchema schema, EncoderSize size, List<FeatureBatch> batches, long seed) {
        EnumMap<Modality, Normalisation> normalisations = new EnumMap<>(Modality.class);
        InputSchema.BASE.forEach(
                modality -> normalisations.put(modality, Normalisation.of(batches, modality, schema.shape(modality))));
        EncoderNetworks networks = new EncoderNetworks(schema, size);
        try (NDManager manager = PyTorch.manager(DeviceChoice.CPU)) {
            networks.start(manager, seed);
            return networks.parameters(ModelCard.untrained(seed), schema, size, normalisations);
        }
    }

    /** Trains on a set; equal sets and options give equal parameters on equal machines. */
    EncoderParameters train(String name, TrainingSet set, DeviceChoice device, Progress progress) {
        EnumMap<Modality, Normalisation> normalisations = set.normalisations(schema);
        EncoderNetworks networks = new EncoderNetworks(schema, size);
        Map<String, Integer> steps = new TreeMap<>();
        Map<String, Double> losses = new TreeMap<>();
        List<String> notes = new ArrayList<>();
        try (NDManager manager = PyTorch.manager(device)) {
            networks.start(manager, options.seed());
            EnumMap<Modality, BaseExamples> bases = new EnumMap<>(Modality.class);
            FieldGroups fields = new FieldGroups();
            normalisations.forEach((modality, scale) ->
                    bases.put(modality, new BaseExamples(set, modality, schema.shape(modality), scale, fields)));
            for (Modality modality : Modality.values()) {
                Examples examples = bases.get(modality);
                if (examples == null) {
                    SplittableRandom random = new SplittableRandom(options.seed());
                    examples = new FusionExamples(set, networks, bases, manager, random);
                }
                Learning.Outcome outcome = learn(modality, networks, examples, manager, progress);
                BaseExamples base = bases.get(modality);
                if (base != null) {
                    int erased = new Erasure(base, networks.network(modality), manager)
                            .apply(base.sources(set), new SplittableRandom(options.seed()));
                    notes.add("%s: %d directions that told which fields a source lacks were taken out"
                            .formatted(modality.word(), erased));
                }
                steps.put(modality.word(), outcome.bestStep());
                losses.put(modality.word(), outcome.bestLoss());
                notes.add("%s: held-out loss %.3f before, %.3f after; %d examples learnt from, %d held out"
                        .formatted(
                                modality.word(),
                                outcome.firstLoss(),
                                outcome.bestLoss(),
                                examples.sampler().learningSize(),
                                examples.sampler().heldSize()));
            }
            ModelCard card =
                    new ModelCard(name, set.sources(), set.through(), options.seed(), set.rows(), steps, losses, notes);
            return networks.parameters(card, schema, size, normalisations);
        }
    }

    private Learning.Outcome learn(
            Modality modality, EncoderNetworks networks, Examples examples, NDManager manager, Progress progress) {
        if (examples.sampler().learningSize() < 2) {
            return new Learning.Outcome(Double.NaN, Double.NaN, 0);
        }
        try (NDManager sub = manager.newSubManager()) {
            return new Learning(modality, networks.network(modality), examples, options, sub)
                    .run("training " + modality.word(), progress);
        }
    }
}
