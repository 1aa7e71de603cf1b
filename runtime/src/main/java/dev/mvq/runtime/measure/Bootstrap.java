package dev.mvq.runtime.measure;

import dev.mvq.runtime.simulation.path.Noise;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Resamples blocks of subjects, what depends on each other together (Efron and Tibshirani 1993, 8.6): a block counts as often as a draw
 * of a Poisson variable of mean one says (Hanley and MacGibbon 2006), which needs no list of blocks. Every figure of a seed sees the same
 * resamples, so that the difference of two can be judged too.
 */
final class Bootstrap {
    private final int resamples;
    private final long seed;

    Bootstrap(int resamples, long seed) {
        this.resamples = resamples;
        this.seed = Noise.key(seed, "bootstrap");
    }

    /** The figure of every resample. */
    double[] figures(Sample sample) {
        int[][] times = times(sample.blocks());
        double[] figures = new double[resamples];
        for (int i = 0; i < resamples; i++) {
            figures[i] = sample.figure(times[i]);
        }
        return figures;
    }

    /** How often each subject counts, {@code [resamples][subjects]}. */
    private int[][] times(int[] blocks) {
        int[][] times = new int[resamples][blocks.length];
        Map<Integer, int[]> drawn = new HashMap<>();
        for (int i = 0; i < blocks.length; i++) {
            int[] own = drawn.computeIfAbsent(blocks[i], this::times);
            for (int resample = 0; resample < resamples; resample++) {
                times[resample][i] = own[resample];
            }
        }
        return times;
    }

    private int[] times(int block) {
        Noise noise = new Noise(Noise.key(seed, block));
        return IntStream.range(0, resamples).map(i -> poisson(noise)).toArray();
    }

    /** Mean one, by multiplying uniforms until they fall below 1/e (Knuth 1969, 3.4.1). */
    private static int poisson(Noise noise) {
        int count = 0;
        for (double product = noise.uniform(); product > 1 / Math.E; product *= noise.uniform()) {
            count++;
        }
        return count;
    }

    /** Standard deviation, of what is known. */
    static double deviation(double[] values) {
        double[] known = Arrays.stream(values).filter(Double::isFinite).toArray();
        double mean = Arrays.stream(known).average().orElse(Double.NaN);
        double squares = Arrays.stream(known)
                .map(value -> (value - mean) * (value - mean))
                .sum();
        return known.length < 2 ? Double.NaN : Math.sqrt(squares / (known.length - 1));
    }
}
