package dev.mvq.runtime.encoder;

import ai.djl.ndarray.NDManager;
import dev.mvq.runtime.feature.FeatureBatch;
import dev.mvq.runtime.market.Modality;
import dev.mvq.runtime.market.Progress;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Trains encoders by self-supervision: the base encoders first, then the fusion over the embeddings of all four. */
final class EncoderTrainer {
    /**
     * Of this class and those it trains with: a training is not gone on with by another. To be raised with every change of what a step
     * does or of what it draws.
     */
    static final int CODE_VERSION = 6;

    private final InputSchema schema;
    private final EncoderSize size;
    private final TrainingOptions options;
    private final OptionalInt epochs;

    EncoderTrainer(InputSchema schema, EncoderSize size, TrainingOptions options) {
        this(schema, size, options, OptionalInt.empty());
    }

    /** @param epochs in place of the options' steps: as many batches as hold every example so often */
    EncoderTrainer(InputSchema schema, EncoderSize size, TrainingOptions options, OptionalInt epochs) {
        this.schema = schema;
        this.size = size;
        this.options = options;
        this.epochs = epochs;
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

    /** Trains all five on a set, without keeping anything on the way. */
    EncoderParameters train(String name, TrainingSet set, DeviceChoice device, Progress progress) {
        return train(name, set, TrainedPart.ALL, device, progress, Optional.empty())
                .parameters();
    }

    /**
     * Trains on a set; equal sets and options give equal parameters on equal machines, however often the training was stopped.
     *
     * @param checkpoints where it goes on from, and what it keeps
     */
    TrainedEncoders train(
            String name,
            TrainingSet set,
            TrainedPart part,
            DeviceChoice device,
            Progress progress,
            Optional<TrainingCheckpoints> checkpoints) {
        try (NDManager manager = PyTorch.manager(device)) {
            return new Run(set, part, manager, progress, checkpoints).train(name);
        }
    }

    /** One training. */
    private final class Run {
        private final TrainingSet set;
        private final TrainedPart part;
        private final NDManager manager;
        private final Progress progress;
        private final Optional<TrainingCheckpoints> checkpoints;
        private final EncoderNetworks networks = new EncoderNetworks(schema, size);
        private final EnumMap<Modality, Normalisation> normalisations;
        private final EnumMap<Modality, BaseExamples> bases = new EnumMap<>(Modality.class);

        Run(
                TrainingSet set,
                TrainedPart part,
                NDManager manager,
                Progress progress,
                Optional<TrainingCheckpoints> checkpoints) {
            this.set = set;
            this.part = part;
            this.manager = manager;
            this.progress = progress;
            this.checkpoints = checkpoints;
            normalisations = set.normalisations(schema);
        }

        TrainedEncoders train(String name) {
            networks.start(manager, options.seed());
            for (Modality modality : Modality.values()) {
                part.kept(modality).ifPresent(of -> {
                    networks.set(manager, modality, of);
                    normalisations.computeIfPresent(modality, (same, own) -> of.normalisation(modality));
                });
            }
            FieldGroups fields = new FieldGroups();
            normalisations.forEach((modality, scale) ->
                    bases.put(modality, new BaseExamples(set, modality, schema.shape(modality), scale, fields)));
            List<TrainedEncoders.Line> lines = Stream.of(Modality.values())
                    .filter(part::has)
                    .map(this::train)
                    .toList();
            return new TrainedEncoders(networks.parameters(card(name, lines), schema, size, normalisations), lines);
        }

        private TrainedEncoders.Line train(Modality modality) {
            BaseExamples base = bases.get(modality);
            TwofoldNetwork network = networks.network(modality);
            Keeper keeper = new Keeper(modality, base == null ? networks.version(InputSchema.BASE) : "");
            Optional<TrainingState> done = keeper.newest().filter(TrainingState::finished);
            if (done.isPresent()) {
                progress.tell("training " + modality.word() + " was done before");
                done.get().numbers().forEach((name, values) -> network.set(manager, name, values));
                return line(
                        modality,
                        done.get().standing().outcome(),
                        done.get().standing().counts());
            }
            Examples examples = base == null ? fusion() : base;
            Learning.Outcome outcome = learn(modality, examples, keeper);
            int erased = base == null ? 0 : steady(base, network);
            Sampler sampler = examples.sampler();
            double noise = new LookNoise(network, examples, manager).measured(options.seed());
            TrainingState.Counts counts =
                    new TrainingState.Counts(sampler.learningSize(), sampler.heldSize(), erased, noise);
            keeper.finish(outcome, counts, network);
            return line(modality, outcome, counts);
        }

        /** Examples of the fusion, which knows from then on what stands for a missing embedding. */
        private Examples fusion() {
            FusionExamples examples =
                    new FusionExamples(set, networks, bases, manager, new SplittableRandom(options.seed()));
            networks.fusion().standIn(manager, examples.means());
            return examples;
        }

        /** Takes from what was learnt what tells sources apart; the number of directions taken out. */
        private int steady(BaseExamples base, TwofoldNetwork network) {
            LackingLooks looks = new LackingLooks(base, base.sources(set), network, manager);
            SplittableRandom random = new SplittableRandom(options.seed());
            Damping.apply(looks, random);
            return Erasure.apply(looks, random);
        }

        private TrainedEncoders.Line line(Modality modality, Learning.Outcome outcome, TrainingState.Counts counts) {
            return new TrainedEncoders.Line(
                    modality, counts.learnt() < 2 ? 0 : steps(modality, counts.learnt()), outcome, counts);
        }

        private Learning.Outcome learn(Modality modality, Examples examples, Keeper keeper) {
            if (examples.sampler().learningSize() < 2) {
                return new Learning.Outcome(Double.NaN, Double.NaN, 0);
            }
            try (NDManager sub = manager.newSubManager()) {
                int steps = steps(modality, examples.sampler().learningSize());
                TrainingOptions own = options.with(modality, steps);
                new LinearStart(networks.network(modality), examples, manager).apply(options.seed());
                return new Learning(modality, networks.network(modality), examples, own, sub)
                        .run("training " + modality.word(), progress, keeper);
            }
        }

        private ModelCard card(String name, List<TrainedEncoders.Line> lines) {
            Map<String, Integer> steps = new TreeMap<>();
            Map<String, Double> losses = new TreeMap<>();
            Map<String, Double> noise = new TreeMap<>();
            List<String> notes = new ArrayList<>();
            for (TrainedEncoders.Line line : lines) {
                steps.put(line.modality().word(), line.outcome().bestStep());
                losses.put(line.modality().word(), line.outcome().bestLoss());
                noise.put(line.modality().word(), line.counts().noise());
                notes.addAll(line.notes());
            }
            return new ModelCard(
                    name, set.sources(), set.through(), options.seed(), set.rows(), steps, losses, noise, notes);
        }

        /** Keeps the states of one network, where any are kept. */
        private final class Keeper implements Learning.Keeping {
            private final Modality modality;
            private final String upon;

            Keeper(Modality modality, String upon) {
                this.modality = modality;
                this.upon = upon;
            }

            @Override
            public Optional<TrainingState> newest() {
                return checkpoints.flatMap(of -> of.newest(modality, upon));
            }

            @Override
            public boolean isDue() {
                return checkpoints.filter(TrainingCheckpoints::isDue).isPresent();
            }

            @Override
            public void keep(TrainingState state) {
                checkpoints.ifPresent(of -> of.keep(modality, state.upon(upon)));
            }

            void finish(Learning.Outcome outcome, TrainingState.Counts counts, Network network) {
                Map<String, float[]> numbers = new LinkedHashMap<>();
                network.named()
                        .forEach((name, parameter) ->
                                numbers.put(name, parameter.getArray().toFloatArray()));
                keep(TrainingState.finished(steps(modality, counts.learnt()), outcome, counts, numbers));
            }
        }
    }

    private int steps(Modality modality, int examples) {
        return epochs.isPresent()
                ? stepsOf(epochs.getAsInt(), examples, options.batch())
                : options.steps().getOrDefault(modality, 0);
    }

    /** Batches that hold so many examples so often. */
    static int stepsOf(int epochs, int examples, int batch) {
        return Math.toIntExact(Math.max(1, Math.ceilDiv((long) epochs * examples, (long) batch)));
    }
}
