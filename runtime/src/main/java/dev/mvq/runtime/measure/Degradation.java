package dev.mvq.runtime.measure;

import dev.mvq.runtime.feature.FeatureBatch;
import dev.mvq.runtime.feature.FeatureRows;
import dev.mvq.runtime.feature.FeatureSchema;
import dev.mvq.runtime.market.Modality;
import dev.mvq.runtime.simulation.path.Noise;
import java.util.Locale;
import java.util.stream.IntStream;

/** How the inputs of one modality go bad. */
enum Degradation {
    /** Every known input is moved by as much as inputs of rows differ from each other. */
    NOISE,
    /** The inputs are those of a month before. */
    STALE,
    /** Three features in four are missing. */
    MASKED;

    private static final double MASK = 0.75;

    /**
     * Views of which one modality is degraded.
     *
     * @param features in the order of the pool's subjects
     * @param kinds how each view was degraded
     */
    record Views(FeatureBatch features, Degradation[] kinds) {}

    /** As the table names it. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The pool's views with this modality degraded, each view in a way drawn for it; where nothing was a month before, masked. */
    static Views of(Pool pool, Modality modality, long seed) {
        int count = pool.views().size();
        int[] all = IntStream.range(0, count).toArray();
        FeatureBatch views = FeatureRows.pick(pool.views(), all);
        float[] values = FeatureSchema.values(views, modality);
        float[] stale = FeatureSchema.values(pool.stale(), modality);
        int length = FeatureSchema.length(modality);
        float[] scales = scales(pool, modality);
        long key = Noise.key(seed, "degraded " + modality.word());
        Degradation[] kinds = new Degradation[count];
        for (int view = 0; view < count; view++) {
            Noise noise = new Noise(Noise.key(key, view));
            Degradation drawn = values()[(int) (noise.uniform() * values().length)];
            boolean known = modality.in(pool.stale().present()[view]);
            kinds[view] = drawn == STALE && !known ? MASKED : drawn;
            switch (kinds[view]) {
                case NOISE -> move(values, view * length, length, scales, noise);
                case STALE -> System.arraycopy(stale, view * length, values, view * length, length);
                case MASKED -> mask(values, view * length, length, scales.length, noise);
            }
        }
        return new Views(views, kinds);
    }

    private static void move(float[] values, int from, int length, float[] scales, Noise noise) {
        for (int i = 0; i < length; i++) {
            values[from + i] += (float) (scales[i % scales.length] * noise.normal());
        }
    }

    private static void mask(float[] values, int from, int length, int features, Noise noise) {
        boolean[] masked = new boolean[features];
        for (int feature = 0; feature < features; feature++) {
            masked[feature] = noise.happens(MASK);
        }
        for (int i = 0; i < length; i++) {
            if (masked[i % features]) {
                values[from + i] = Float.NaN;
            }
        }
    }

    /** The standard deviation of each feature over the pool's rows and sessions. */
    private static float[] scales(Pool pool, Modality modality) {
        float[] values = FeatureSchema.values(pool.rows(), modality);
        int features = FeatureSchema.of(modality).size();
        double[] count = new double[features];
        double[] sum = new double[features];
        double[] squares = new double[features];
        for (int i = 0; i < values.length; i++) {
            if (Float.isFinite(values[i])) {
                count[i % features]++;
                sum[i % features] += values[i];
                squares[i % features] += (double) values[i] * values[i];
            }
        }
        float[] scales = new float[features];
        for (int feature = 0; feature < features; feature++) {
            double mean = sum[feature] / Math.max(1, count[feature]);
            double variance = squares[feature] / Math.max(1, count[feature]) - mean * mean;
            scales[feature] = (float) Math.sqrt(Math.max(0, variance));
        }
        return scales;
    }
}
