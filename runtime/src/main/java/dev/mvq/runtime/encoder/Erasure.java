package dev.mvq.runtime.encoder;

import ai.djl.ndarray.NDManager;
import ai.djl.training.ParameterStore;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Takes out of an encoder's output the directions that tell which fields a source lacks: where the embeddings of the same rows with and
 * without a field differ in the mean, no linear map finds the difference after the projection (Belrose et al. 2023, LEACE, without the
 * whitening). Folded into the output layers, it costs nothing later.
 */
final class Erasure {
    private static final int SAMPLE = 512;
    private static final int FEWEST = 64;

    /** Directions of a smaller share of the mean squared difference are noise. */
    private static final double LEAST_SHARE = 0.01;

    private static final int ROUNDS = 2;

    /** Directions of a round and half at most. */
    private static final int A_ROUND = 3;

    private static final int SWEEPS = 60;

    private final BaseExamples examples;
    private final TwofoldNetwork network;
    private final NDManager manager;

    Erasure(BaseExamples examples, TwofoldNetwork network, NDManager manager) {
        this.examples = examples;
        this.network = network;
        this.manager = manager;
    }

    /**
     * Changes the network, round by round, for normalising after a projection brings a little back.
     *
     * @param sources a number for each example's source; negative where it is not to be looked at
     * @return the number of directions taken out
     */
    int apply(int[] sources, SplittableRandom random) {
        int taken = 0;
        for (int round = 1; round <= ROUNDS; round++) {
            List<double[]> differences = differences(sources, round % examples.worlds(), random);
            for (TwofoldNetwork.Half half : network.halves()) {
                List<double[]> own = differences.stream()
                        .map(all -> Arrays.copyOfRange(all, half.from(), half.to()))
                        .toList();
                List<double[]> directions = principal(own, A_ROUND);
                directions.forEach(direction -> network.project(half, direction));
                taken += directions.size();
            }
        }
        return taken;
    }

    /** Mean differences of embeddings, a source and each field or two that it may lack, looked at in one of the worlds. */
    private List<double[]> differences(int[] sources, int world, SplittableRandom random) {
        List<double[]> differences = new ArrayList<>();
        int fields = FieldGroups.Field.values().length;
        int[] all = Arrays.stream(sources)
                .filter(source -> source >= 0)
                .distinct()
                .sorted()
                .toArray();
        for (int source : all) {
            int[] own = IntStream.range(0, sources.length)
                    .filter(example -> sources[example] == source)
                    .toArray();
            if (own.length < FEWEST) {
                continue;
            }
            int[] sample = IntStream.range(0, SAMPLE)
                    .map(i -> own[random.nextInt(own.length)])
                    .toArray();
            double[] plain = mean(sample, world, new boolean[fields]);
            for (int field = 0; field < fields; field++) {
                for (int other = field; other < fields; other++) {
                    boolean[] lacked = new boolean[fields];
                    lacked[field] = true;
                    lacked[other] = true;
                    double[] difference = mean(sample, world, lacked);
                    LeadingDirections.add(difference, -1, plain);
                    differences.add(difference);
                }
            }
        }
        return differences;
    }

    private double[] mean(int[] sample, int world, boolean[] lacked) {
        MaskedInput input = new MaskedInput(examples.shape(), sample.length);
        for (int i = 0; i < sample.length; i++) {
            examples.lacking(input, i, sample[i], world, lacked);
        }
        double[] mean = new double[network.dimension()];
        try (NDManager sub = manager.newSubManager()) {
            float[] embedded = network.forward(new ParameterStore(manager, false), input.arrays(sub), false, null)
                    .singletonOrThrow()
                    .toFloatArray();
            for (int i = 0; i < embedded.length; i++) {
                mean[i % mean.length] += embedded[i] / sample.length;
            }
        }
        return mean;
    }

    /** Orthonormal directions of the largest mean squares, by power iteration with deflation. */
    static List<double[]> principal(List<double[]> rows, int most) {
        List<double[]> left = rows.stream().map(double[]::clone).toList();
        double all = left.stream().mapToDouble(Erasure::square).sum();
        List<double[]> found = new ArrayList<>();
        while (found.size() < most && all > 0) {
            double[] direction = left.stream()
                    .max((a, b) -> Double.compare(square(a), square(b)))
                    .orElseThrow()
                    .clone();
            scale(direction, 1 / Math.sqrt(Math.max(square(direction), 1e-300)));
            double explained = 0;
            for (int sweep = 0; sweep < SWEEPS; sweep++) {
                double[] next = new double[direction.length];
                for (double[] row : left) {
                    LeadingDirections.add(next, LeadingDirections.dot(row, direction), row);
                }
                explained = Math.sqrt(square(next));
                if (explained == 0) {
                    break;
                }
                scale(next, 1 / explained);
                direction = next;
            }
            if (explained < LEAST_SHARE * all) {
                break;
            }
            for (double[] row : left) {
                LeadingDirections.add(row, -LeadingDirections.dot(row, direction), direction);
            }
            found.add(direction);
        }
        return found;
    }

    private static double square(double[] a) {
        return LeadingDirections.dot(a, a);
    }

    private static void scale(double[] a, double factor) {
        for (int i = 0; i < a.length; i++) {
            a[i] *= factor;
        }
    }
}
