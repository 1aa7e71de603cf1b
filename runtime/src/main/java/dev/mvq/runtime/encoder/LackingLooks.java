package dev.mvq.runtime.encoder;

import ai.djl.ndarray.NDManager;
import ai.djl.training.ParameterStore;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** Embeddings of the same rows with all their fields and without those that some source lacks, source by source. */
final class LackingLooks {
    private static final int SAMPLE = 512;
    private static final int FEWEST = 64;

    private final BaseExamples examples;
    private final int[] sources;
    private final TwofoldNetwork network;
    private final NDManager manager;

    /** @param sources a number for each example's source; negative where it is not to be looked at */
    LackingLooks(BaseExamples examples, int[] sources, TwofoldNetwork network, NDManager manager) {
        this.examples = examples;
        this.sources = sources;
        this.network = network;
        this.manager = manager;
    }

    /** Sees learnt halves of the same rows, {@code [rows][width]}. */
    interface Visitor {
        void see(double[][] plain, double[][] lacking);
    }

    /** Numbers of a learnt half. */
    int width() {
        return network.dimension() - network.middle();
    }

    TwofoldNetwork network() {
        return network;
    }

    /** Shows each source's rows without each field or two of theirs, looked at in one of the worlds. */
    void visit(int round, SplittableRandom random, Visitor visitor) {
        int world = round % examples.worlds();
        int fields = FieldGroups.Field.values().length;
        for (int source : Arrays.stream(sources)
                .filter(each -> each >= 0)
                .distinct()
                .sorted()
                .toArray()) {
            int[] own = IntStream.range(0, sources.length)
                    .filter(example -> sources[example] == source)
                    .toArray();
            if (own.length < FEWEST) {
                continue;
            }
            int[] sample = IntStream.range(0, SAMPLE)
                    .map(i -> own[random.nextInt(own.length)])
                    .toArray();
            double[][] plain = learnt(sample, world, new boolean[fields]);
            for (int field = 0; field < fields; field++) {
                for (int other = field; other < fields; other++) {
                    boolean[] lacked = new boolean[fields];
                    lacked[field] = true;
                    lacked[other] = true;
                    visitor.see(plain, learnt(sample, world, lacked));
                }
            }
        }
    }

    private double[][] learnt(int[] sample, int world, boolean[] lacked) {
        MaskedInput input = new MaskedInput(examples.shape(), sample.length);
        for (int i = 0; i < sample.length; i++) {
            examples.lacking(input, i, sample[i], world, lacked);
        }
        double[][] learnt = new double[sample.length][width()];
        try (NDManager sub = manager.newSubManager()) {
            float[] embedded = network.embeddings(new ParameterStore(manager, false), input.arrays(sub));
            for (int row = 0; row < learnt.length; row++) {
                int from = row * network.dimension() + network.middle();
                for (int i = 0; i < learnt[row].length; i++) {
                    learnt[row][i] = embedded[from + i];
                }
            }
        }
        return learnt;
    }
}
