package dev.mvq.runtime.encoder;

import ai.djl.ndarray.NDManager;
import ai.djl.training.ParameterStore;
import java.util.Arrays;
import java.util.SplittableRandom;

/** How much embeddings of the same row differ from look to look: what their cosines cannot tell from one row to another. */
final class LookNoise {
    private static final int SAMPLE = 2_000;
    private static final int CHUNK = 250;

    private final Network network;
    private final Examples examples;
    private final NDManager manager;

    LookNoise(Network network, Examples examples, NDManager manager) {
        this.network = network;
        this.examples = examples;
        this.manager = manager;
    }

    /**
     * The mean of one less the cosine of a row as it is and as it looks in another moment of the day, over rows held out where there are
     * any.
     *
     * @return 0..2; NaN where there are no rows
     */
    double measured(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int[] drawn = examples.sampler().draw(random, SAMPLE, examples.sampler().heldSize() > 1);
        ParameterStore store = new ParameterStore(manager, false);
        double sum = 0;
        for (int from = 0; from < drawn.length; from += CHUNK) {
            int[] chunk = Arrays.copyOfRange(drawn, from, Math.min(drawn.length, from + CHUNK));
            try (NDManager sub = manager.newSubManager()) {
                float[] plain = network.embeddings(store, examples.plain(sub, chunk));
                float[] other = network.embeddings(store, examples.disturbed(sub, chunk, random));
                double dot = 0;
                for (int i = 0; i < plain.length; i++) {
                    dot += (double) plain[i] * other[i];
                }
                sum += chunk.length - dot;
            }
        }
        return drawn.length == 0 ? Double.NaN : Math.max(0, sum / drawn.length);
    }
}
