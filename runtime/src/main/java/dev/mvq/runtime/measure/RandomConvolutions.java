package dev.mvq.runtime.measure;

import dev.mvq.runtime.feature.FeatureSchema;
import dev.mvq.runtime.market.Modality;
import dev.mvq.runtime.simulation.path.Noise;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Random convolutions of price windows the way of MiniRocket (Dempster, Schmidt and Webb 2021): the 84 kernels of nine weights, six of
 * them -1 and three 2, in several dilations, each over a few channels (section 3 and the multivariate variant), pooled to the part of
 * the positions above a bias that is a quantile of the kernel's output on a row of the pool. Channels are scaled by the pool, not by
 * the window, so the scale stays; what is missing is the mean.
 */
final class RandomConvolutions implements Method {
    private static final int LENGTH = 9;
    private static final int HEAVY = 3;
    private static final int[] DILATIONS = {1, 2, 4, 7};
    private static final int BIASES = 3;
    private static final int MOST_CHANNELS = 9;
    private static final double GOLDEN = (Math.sqrt(5) + 1) / 2;

    private final long seed;
    private final Workers workers;

    /** A kernel in one dilation, its channels and its biases. */
    private record Kernel(int[] heavy, int dilation, int[] channels, float[] biases) {}

    RandomConvolutions(long seed, Workers workers) {
        this.seed = seed;
        this.workers = workers;
    }

    @Override
    public String name() {
        return "convolutions";
    }

    @Override
    public boolean isBaseline() {
        return true;
    }

    @Override
    public Optional<Vectors> vectors(Pool pool, Modality modality) {
        if (modality != Modality.PRICE) {
            return Optional.empty();
        }
        int channels = FeatureSchema.of(modality).size();
        return Optional.of(of(pool.rows().price(), pool.views().price(), FeatureSchema.sessions(modality), channels));
    }

    /** @param rows windows {@code [n, sessions, channels]}; those of the views likewise */
    Vectors of(float[] rows, float[] views, int sessions, int channels) {
        Columns scale = Columns.of(rows, channels);
        float[] scaled = rows.clone();
        float[] scaledViews = views.clone();
        scale.apply(scaled);
        scale.apply(scaledViews);
        List<Kernel> kernels = kernels(scaled, sessions, channels);
        int width = kernels.size() * BIASES;
        float[] pooled = pooled(scaled, sessions, channels, kernels);
        float[] pooledViews = pooled(scaledViews, sessions, channels, kernels);
        Columns output = Columns.of(pooled, width);
        output.apply(pooled);
        output.apply(pooledViews);
        return new Vectors(width, pooled, pooledViews);
    }

    private List<Kernel> kernels(float[] rows, int sessions, int channels) {
        Noise noise = Noise.of(seed, "random convolutions");
        int count = Math.max(1, rows.length / (sessions * channels));
        List<Kernel> kernels = new ArrayList<>();
        for (int[] heavy : heavies()) {
            for (int dilation : DILATIONS) {
                int[] chosen = channels(noise, channels);
                Kernel blank = new Kernel(heavy, dilation, chosen, new float[0]);
                float[] output = new float[sessions];
                int row = (int) (noise.uniform() * count);
                convolve(rows, row * sessions * channels, sessions, channels, blank, new float[sessions], output);
                kernels.add(new Kernel(heavy, dilation, chosen, quantiles(output, kernels.size())));
            }
        }
        return kernels;
    }

    /** All ways to choose three places of nine: 84. */
    private static List<int[]> heavies() {
        List<int[]> heavies = new ArrayList<>();
        for (int a = 0; a < LENGTH; a++) {
            for (int b = a + 1; b < LENGTH; b++) {
                for (int c = b + 1; c < LENGTH; c++) {
                    heavies.add(new int[] {a, b, c});
                }
            }
        }
        return heavies;
    }

    /** One to nine channels, few more often than many. */
    private static int[] channels(Noise noise, int channels) {
        int most = Math.min(channels, MOST_CHANNELS);
        int count = (int) Math.pow(2, noise.uniform() * Math.log(most + 1) / Math.log(2));
        int[] all = new int[channels];
        Arrays.setAll(all, i -> i);
        for (int i = 0; i < count; i++) {
            int j = i + (int) (noise.uniform() * (channels - i));
            int swap = all[i];
            all[i] = all[j];
            all[j] = swap;
        }
        return Arrays.copyOf(all, Math.max(1, count));
    }

    /** Quantiles in a low-discrepancy order, as the original draws them. */
    private static float[] quantiles(float[] output, int kernel) {
        float[] sorted = output.clone();
        Arrays.sort(sorted);
        float[] biases = new float[BIASES];
        for (int i = 0; i < BIASES; i++) {
            double part = (kernel * BIASES + i + 1) * GOLDEN % 1;
            biases[i] = sorted[Math.min(sorted.length - 1, (int) (part * sorted.length))];
        }
        return biases;
    }

    private float[] pooled(float[] rows, int sessions, int channels, List<Kernel> kernels) {
        int size = sessions * channels;
        int width = kernels.size() * BIASES;
        int count = rows.length / size;
        float[] pooled = new float[count * width];
        workers.each((count + 63) / 64, group -> {
            float[] sum = new float[sessions];
            float[] output = new float[sessions];
            for (int row = group * 64; row < Math.min(count, group * 64 + 64); row++) {
                for (int k = 0; k < kernels.size(); k++) {
                    Kernel kernel = kernels.get(k);
                    convolve(rows, row * size, sessions, channels, kernel, sum, output);
                    above(output, kernel.biases, pooled, row * width + k * BIASES);
                }
            }
        });
        return pooled;
    }

    /** With zeros beyond the ends, so that every session has an output. */
    private static void convolve(
            float[] rows, int from, int sessions, int channels, Kernel kernel, float[] sum, float[] output) {
        for (int t = 0; t < sessions; t++) {
            float total = 0;
            for (int channel : kernel.channels) {
                total += rows[from + t * channels + channel];
            }
            sum[t] = total;
        }
        Arrays.fill(output, 0);
        for (int place = 0; place < LENGTH; place++) {
            boolean heavy = place == kernel.heavy[0] || place == kernel.heavy[1] || place == kernel.heavy[2];
            float weight = heavy ? HEAVY - 1 : -1;
            int shift = (place - LENGTH / 2) * kernel.dilation;
            int first = Math.max(0, -shift);
            int last = Math.min(sessions, sessions - shift);
            for (int t = first; t < last; t++) {
                output[t] += weight * sum[t + shift];
            }
        }
    }

    private static void above(float[] output, float[] biases, float[] to, int at) {
        for (int i = 0; i < biases.length; i++) {
            int count = 0;
            for (float value : output) {
                count += value > biases[i] ? 1 : 0;
            }
            to[at + i] = (float) count / output.length;
        }
    }
}
