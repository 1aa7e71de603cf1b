package dev.mvq.runtime.encoder;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import ai.djl.training.GradientCollector;
import ai.djl.training.ParameterStore;
import dev.mvq.runtime.market.Modality;
import dev.mvq.runtime.market.MvqException;
import dev.mvq.runtime.market.Progress;
import dev.mvq.runtime.simulation.path.Noise;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * Trains one network: two noisy views of an example attract and all other examples of the batch repel (InfoNCE, van den Oord et al.
 * 2018), while linear read-outs keep the input's main quantities readable, for contrast alone lowers how well neighbours agree, and {@link SoftNeighbours} stay near.
 * Adam, warm-up and cosine, gradients clipped by their common norm; what did best on held-out examples is kept.
 */
final class Learning {
    private static final double CLIP = 1.0;
    private static final int WARM_UP = 20;
    private static final int CHECKS = 10;
    private static final int HELD_BATCHES = 4;
    private static final double ALIKE_TEMPERATURE = 0.2;

    /** Of the learning rate for the linear map, which starts where it should about be. */
    private static final double SLOW = 0.1;

    private static final String NETWORK = "network.";
    private static final String READ_OUT = "read-out.";
    private static final String BEST = "best.";

    private final Modality modality;
    private final Network network;
    private final Examples examples;
    private final TrainingOptions options;
    private final NDManager manager;
    private final ReadOut readOut;
    private final ParameterStore store;
    private final Map<String, Parameter> parameters = new LinkedHashMap<>();
    private final Adam adam;
    private final float[] weights;
    private final float[] likeness;
    private final int steps;
    private int step;
    private int before;
    private double first;
    private double best;
    private int bestStep;
    private Map<String, float[]> kept = Map.of();

    /** How it went. */
    record Outcome(double firstLoss, double bestLoss, int bestStep) {}

    Learning(Modality modality, Network network, Examples examples, TrainingOptions options, NDManager manager) {
        this.modality = modality;
        this.network = network;
        this.examples = examples;
        this.options = options;
        this.manager = manager;
        weights = examples.weights();
        likeness = examples.likeness();
        steps = options.steps().getOrDefault(modality, 0);
        readOut = new ReadOut(modality.dimension(), examples.targetWidth());
        readOut.start(manager, options.seed() ^ modality.bit());
        store = new ParameterStore(manager, false);
        network.named().forEach((name, parameter) -> {
            if (!name.startsWith(TwofoldNetwork.FIXED)) {
                parameters.put(NETWORK + name, parameter);
            }
        });
        readOut.named().forEach((name, parameter) -> parameters.put(READ_OUT + name, parameter));
        adam = new Adam(parameters, manager);
    }

    /** A state to go on from, and who keeps those to come. */
    interface Keeping {
        /** Where an earlier run stood. */
        Optional<TrainingState> newest();

        /** Whether it is time for another. */
        boolean isDue();

        /** Keeps one. */
        void keep(TrainingState state);
    }

    /** Runs the steps that are not done and leaves the network with its best parameters. */
    Outcome run(String task, Progress progress, Keeping keeping) {
        keeping.newest().ifPresentOrElse(this::restore, this::start);
        parameters.values().forEach(parameter -> parameter.getArray().setRequiresGradient(true));
        if (step > 0) {
            progress.tell("%s goes on after step %,d of %,d".formatted(task, step, steps));
        }
        int check = Math.max(1, steps / CHECKS);
        before = step;
        progress.begin(task, steps - step, "steps");
        try {
            double held = Double.NaN;
            while (step < steps) {
                stopped(keeping);
                step++;
                double loss = learn();
                if (step % check == 0 || step == steps) {
                    held = judge();
                }
                tell(progress, loss, held);
                if (keeping.isDue()) {
                    keeping.keep(state());
                }
            }
        } finally {
            progress.end();
        }
        network.named().forEach((name, parameter) -> parameter.getArray().set(Objects.requireNonNull(kept.get(name))));
        parameters.values().forEach(parameter -> parameter.getArray().setRequiresGradient(false));
        return new Outcome(first, best, bestStep);
    }

    private void start() {
        first = heldLoss();
        best = first;
        kept = snapshot();
    }

    private double judge() {
        double held = heldLoss();
        if (held < best) {
            best = held;
            bestStep = step;
            kept = snapshot();
        }
        return held;
    }

    private void tell(Progress progress, double loss, double held) {
        String detail = Double.isNaN(held)
                ? String.format(Locale.ROOT, "loss %.3f, held out %.3f at first", loss, first)
                : String.format(Locale.ROOT, "loss %.3f, held out %.3f, least %.3f", loss, held, best);
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("modality", modality.word());
        figures.put("step", step);
        figures.put("steps", steps);
        figures.put("loss", loss);
        if (!Double.isNaN(held)) {
            figures.put("held_out_loss", held);
        }
        figures.put("least_held_out_loss", best);
        progress.advance(step - before, detail, figures);
    }

    /** Where the thread is interrupted, keeps what is done and ends. */
    private void stopped(Keeping keeping) {
        if (!Thread.interrupted()) {
            return;
        }
        keeping.keep(state());
        Thread.currentThread().interrupt();
        throw new MvqException(
                "training was stopped after step %,d of %,d of %s; what is learnt so far is kept"
                        .formatted(step, steps, modality.word()),
                "the same statement goes on from there");
    }

    private TrainingState state() {
        TreeMap<String, float[]> numbers = new TreeMap<>();
        parameters.forEach(
                (name, parameter) -> numbers.put(name, parameter.getArray().toFloatArray()));
        adam.keepIn(numbers);
        kept.forEach((name, values) -> numbers.put(BEST + name, values));
        return TrainingState.at(step, new Outcome(first, best, bestStep), numbers);
    }

    private void restore(TrainingState state) {
        step = state.step();
        first = state.standing().outcome().firstLoss();
        best = state.standing().outcome().bestLoss();
        bestStep = state.standing().outcome().bestStep();
        parameters.forEach((name, parameter) -> parameter.getArray().set(state.of(name)));
        adam.restore(state.numbers());
        kept = new LinkedHashMap<>();
        network.named().keySet().forEach(name -> kept.put(name, state.of(BEST + name)));
    }

    /** The learning rate of a step, from 1. */
    private double rate() {
        double warm = Math.min(1, (step + 1.0) / WARM_UP);
        double cosine = 0.5 * (1 + Math.cos(Math.PI * Math.min(1, (double) step / steps)));
        return options.learningRate() * warm * (0.01 + 0.99 * cosine);
    }

    private double pace(String name) {
        return name.startsWith(NETWORK + TwofoldNetwork.FLAT) ? SLOW : 1;
    }

    /** A step. What is drawn follows from the seed and the step, so that a step is the same after a stop. */
    private double learn() {
        SplittableRandom random = new SplittableRandom(Noise.key(options.seed(), step));
        int[] batch = examples.sampler().draw(random, options.batch(), false);
        try (NDManager sub = manager.newSubManager()) {
            double value;
            try (GradientCollector gradients = Engine.getEngine("PyTorch").newGradientCollector()) {
                NDArray loss = loss(sub, batch, random, true);
                gradients.backward(loss);
                value = loss.getFloat();
            }
            if (!Double.isFinite(value)) {
                throw new MvqException("training diverged: the loss is " + value, "use another seed");
            }
            update();
            return value;
        }
    }

    private void update() {
        Map<String, NDArray> gradients = new LinkedHashMap<>();
        double squares = 0;
        for (Map.Entry<String, Parameter> each : parameters.entrySet()) {
            NDArray gradient = each.getValue().getArray().getGradient();
            gradients.put(each.getKey(), gradient);
            try (NDArray square = gradient.square();
                    NDArray sum = square.sum()) {
                squares += sum.getFloat();
            }
        }
        float scale = (float) Math.min(1, CLIP / (Math.sqrt(squares) + 1e-12));
        gradients.values().forEach(gradient -> gradient.muli(scale));
        adam.update(step, rate(), this::pace, gradients);
        gradients.values().forEach(NDArray::close);
    }

    private NDArray loss(NDManager sub, int[] batch, SplittableRandom random, boolean training) {
        NDArray one = embed(examples.view(sub, batch, random), training);
        NDArray other = embed(examples.view(sub, batch, random), training);
        NDArray similar = Pass.scaled(one.matMul(other.transpose()), 1 / options.temperature());
        NDArray same = sub.eye(batch.length);
        NDArray contrast =
                similar.logSoftmax(1).add(similar.logSoftmax(0)).mul(same).sum();
        float[] wanted = examples.targets(batch);
        NDArray near = alike(sub, batch, wanted, one.add(other));
        float[] known = new float[wanted.length];
        for (int i = 0; i < wanted.length; i++) {
            known[i] = Float.isNaN(wanted[i]) ? 0f : weights[i % weights.length];
            wanted[i] = Float.isNaN(wanted[i]) ? 0f : wanted[i];
        }
        Shape shape = new Shape(batch.length, examples.targetWidth());
        NDArray target = sub.create(wanted, shape);
        NDArray mask = sub.create(known, shape);
        NDArray errors = error(one, target, mask, training).add(error(other, target, mask, training));
        return Pass.scaled(contrast, -0.5 / batch.length)
                .add(Pass.scaled(errors, 0.5 * options.readOut()))
                .add(near);
    }

    /** Cross-entropy of whom the embeddings hold for neighbours among other underlyings, against whom the targets do. */
    private NDArray alike(NDManager sub, int[] batch, float[] wanted, NDArray sum) {
        int[] names = IntStream.of(batch)
                .map(example -> examples.sampler().name(example))
                .toArray();
        SoftNeighbours neighbours = new SoftNeighbours(wanted, likeness, names);
        Shape square = new Shape(batch.length, batch.length);
        NDArray allowed = sub.create(neighbours.allowed(), square);
        NDArray length = sum.square().sum(new int[] {1}, true).add(1e-12f).sqrt();
        NDArray both = sum.div(length);
        NDArray similar = Pass.scaled(both.matMul(both.transpose()), 1 / ALIKE_TEMPERATURE)
                .add(allowed.sub(1f).mul(1e9f));
        NDArray entropy = similar.logSoftmax(1)
                .mul(sub.create(neighbours.shares(), square))
                .sum();
        return Pass.scaled(entropy, -options.alike() / Math.max(1, neighbours.rows()));
    }

    private NDArray error(NDArray embedding, NDArray target, NDArray mask, boolean training) {
        NDArray read = readOut.embed(new Pass(store, training), new NDList(embedding));
        return read.sub(target).square().mul(mask).sum().div(mask.sum().maximum(1f));
    }

    private NDArray embed(NDList inputs, boolean training) {
        return network.forward(store, inputs, training, null).singletonOrThrow();
    }

    /** Loss on the same held-out batches and views each time; of learnt examples where none is held out. */
    private double heldLoss() {
        SplittableRandom random = new SplittableRandom(options.seed() + 1);
        boolean held = examples.sampler().heldSize() > 1;
        double sum = 0;
        for (int i = 0; i < HELD_BATCHES; i++) {
            int[] batch = examples.sampler().draw(random, options.batch(), held);
            try (NDManager sub = manager.newSubManager()) {
                sum += loss(sub, batch, random, false).getFloat();
            }
        }
        return sum / HELD_BATCHES;
    }

    /** The network's numbers as they stand, by name. */
    private Map<String, float[]> snapshot() {
        Map<String, float[]> numbers = new LinkedHashMap<>();
        network.named()
                .forEach((name, parameter) ->
                        numbers.put(name, parameter.getArray().toFloatArray()));
        return numbers;
    }

    /** One linear map from the embedding to the targets; used in training only. */
    private static final class ReadOut extends Network {
        private final Layer.Dense map;

        ReadOut(int dimension, int targets) {
            super(targets);
            map = dense("map", dimension, targets, Math.sqrt(dimension));
        }

        @Override
        NDArray embed(Pass pass, NDList inputs) {
            return map.apply(pass, inputs.singletonOrThrow());
        }
    }
}
