package dev.mvq.runtime.encoder;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import ai.djl.training.GradientCollector;
import ai.djl.training.ParameterStore;
import ai.djl.training.optimizer.Optimizer;
import ai.djl.training.tracker.Tracker;
import dev.mvq.runtime.market.Modality;
import dev.mvq.runtime.market.MvqException;
import dev.mvq.runtime.market.Progress;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
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

    private final Network network;
    private final Examples examples;
    private final TrainingOptions options;
    private final NDManager manager;
    private final ReadOut readOut;
    private final ParameterStore store;
    private final Map<String, Parameter> parameters = new LinkedHashMap<>();
    private final float[] weights;
    private final float[] likeness;
    private final int steps;

    /** How it went. */
    record Outcome(double firstLoss, double bestLoss, int bestStep) {}

    Learning(Modality modality, Network network, Examples examples, TrainingOptions options, NDManager manager) {
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
        network.named().forEach((name, parameter) -> parameters.put("network." + name, parameter));
        readOut.named().forEach((name, parameter) -> parameters.put("read-out." + name, parameter));
        parameters.values().forEach(parameter -> parameter.getArray().setRequiresGradient(true));
    }

    /** Runs all steps and leaves the network with its best parameters. */
    Outcome run(String task, Progress progress) {
        SplittableRandom random = new SplittableRandom(options.seed());
        Optimizer adam = Optimizer.adam().optLearningRateTracker(schedule()).build();
        double first = heldLoss();
        double best = first;
        int bestStep = 0;
        List<float[]> kept = snapshot();
        int check = Math.max(1, steps / CHECKS);
        progress.begin(task, steps, "steps");
        try {
            for (int step = 1; step <= steps; step++) {
                double loss = step(random, adam);
                if (step % check == 0 || step == steps) {
                    double held = heldLoss();
                    progress.advance(step, "loss %.3f, held out %.3f".formatted(loss, held));
                    if (held < best) {
                        best = held;
                        bestStep = step;
                        kept = snapshot();
                    }
                }
            }
        } finally {
            progress.end();
        }
        restore(kept);
        parameters.values().forEach(parameter -> parameter.getArray().setRequiresGradient(false));
        return new Outcome(first, best, bestStep);
    }

    private Tracker schedule() {
        return update -> {
            double warm = Math.min(1, (update + 1.0) / WARM_UP);
            double cosine = 0.5 * (1 + Math.cos(Math.PI * Math.min(1, (double) update / steps)));
            return (float) (options.learningRate() * warm * (0.01 + 0.99 * cosine));
        };
    }

    private double step(SplittableRandom random, Optimizer adam) {
        int[] batch = examples.sampler().draw(random, options.batch(), false);
        try (NDManager sub = manager.newSubManager()) {
            double value;
            try (GradientCollector gradients = Engine.getEngine("PyTorch").newGradientCollector()) {
                NDArray loss = loss(sub, batch, random, true);
                gradients.backward(loss);
                value = loss.getFloat();
            }
            if (!Double.isFinite(value)) {
                throw new MvqException("training diverged: the loss is " + value, "use a lower learning rate");
            }
            update(adam);
            return value;
        }
    }

    private void update(Optimizer adam) {
        NDList gradients = new NDList();
        double squares = 0;
        for (Parameter parameter : parameters.values()) {
            NDArray gradient = parameter.getArray().getGradient();
            gradients.add(gradient);
            try (NDArray square = gradient.square();
                    NDArray sum = square.sum()) {
                squares += sum.getFloat();
            }
        }
        float scale = (float) Math.min(1, CLIP / (Math.sqrt(squares) + 1e-12));
        int i = 0;
        for (Map.Entry<String, Parameter> entry : parameters.entrySet()) {
            NDArray gradient = gradients.get(i++);
            gradient.muli(scale);
            adam.update(entry.getKey(), entry.getValue().getArray(), gradient);
            gradient.muli(0f);
        }
        gradients.close();
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

    /** The network's numbers as they stand, in the order of its parameters. */
    private List<float[]> snapshot() {
        return network.named().values().stream()
                .map(parameter -> parameter.getArray().toFloatArray())
                .toList();
    }

    private void restore(List<float[]> numbers) {
        Iterator<float[]> next = numbers.iterator();
        network.named().values().forEach(parameter -> parameter.getArray().set(next.next()));
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
