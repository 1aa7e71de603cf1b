package dev.mvq.runtime.encoder;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Where the training of one network stands: everything that is not made again from data and options. What is drawn at a step follows
 * from the seed and the step, so no generator is part of it.
 *
 * @param standing everything but the numbers
 * @param numbers by name; of a finished network its parameters, else also the read-out's, Adam's moments, and the best so far
 */
record TrainingState(Standing standing, SortedMap<String, float[]> numbers) {
    TrainingState {
        numbers = Collections.unmodifiableSortedMap(new TreeMap<>(numbers));
    }

    /**
     * How far it is.
     *
     * @param upon what the training of this network looks at beside the data: the version of the networks below it, or empty
     * @param step optimiser steps done
     * @param finished whether the network is done, its last touches too
     * @param outcome the best so far
     * @param counts of a finished one; else zeros
     */
    record Standing(String upon, int step, boolean finished, Learning.Outcome outcome, Counts counts) {}

    /**
     * What a finished network learnt from.
     *
     * @param learnt examples learnt from
     * @param held examples held out
     * @param erased directions taken out at the end
     * @param noise {@link LookNoise}
     */
    record Counts(int learnt, int held, int erased, double noise) {}

    /** A network in training. */
    static TrainingState at(int step, Learning.Outcome outcome, Map<String, float[]> numbers) {
        Standing standing = new Standing("", step, false, outcome, new Counts(0, 0, 0, 0));
        return new TrainingState(standing, new TreeMap<>(numbers));
    }

    /** A network that is done. */
    static TrainingState finished(int steps, Learning.Outcome outcome, Counts counts, Map<String, float[]> numbers) {
        return new TrainingState(new Standing("", steps, true, outcome, counts), new TreeMap<>(numbers));
    }

    /** The same, of a training that looks at these networks. */
    TrainingState upon(String others) {
        return new TrainingState(
                new Standing(others, standing.step, standing.finished, standing.outcome, standing.counts), numbers);
    }

    String upon() {
        return standing.upon;
    }

    int step() {
        return standing.step;
    }

    boolean finished() {
        return standing.finished;
    }

    /** The numbers of that name. */
    float[] of(String name) {
        float[] values = numbers.get(name);
        if (values == null) {
            throw new IllegalArgumentException("no numbers " + name);
        }
        return values;
    }
}
