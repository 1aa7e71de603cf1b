package dev.mvq.runtime.encoder;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Makes a noisy view of a row of scaled features: noise of one size a view, fields dropped singly and in the groups that real sources
 * lack, and for sequences sessions dropped and history cut short. The last session of a sequence stays.
 */
final class Augmentation {
    /** Words in the names of features that one real source or another lacks together. */
    private static final List<List<String>> LACKED = List.of(
            List.of("volume", "turnover", "open_interest", "oi", "amihud", "kyle", "traded", "trades"),
            List.of("size", "imbalance", "depth"),
            List.of("open_interest", "oi"),
            List.of("iv", "implied", "smile", "skew"));

    private static final double LEAST_NOISE = 0.004;
    private static final double MOST_NOISE = 0.2;
    private static final double MOST_FIELDS_DROPPED = 0.2;
    private static final double GROUP_DROPPED = 0.3;
    private static final double MOST_SESSIONS_DROPPED = 0.35;
    private static final double TRUNCATED = 0.25;
    private static final int LEAST_SESSIONS = 3;

    private final InputShape shape;
    private final List<int[]> groups;

    Augmentation(InputShape shape) {
        this.shape = shape;
        groups = LACKED.stream()
                .map(words -> having(shape.features(), words))
                .filter(group -> group.length > 0 && group.length < shape.width())
                .toList();
    }

    private static int[] having(List<String> names, List<String> words) {
        return IntStream.range(0, names.size())
                .filter(i -> List.of(names.get(i).split("_")).stream().anyMatch(words::contains)
                        || words.stream()
                                .anyMatch(word ->
                                        word.contains("_") && names.get(i).contains(word)))
                .toArray();
    }

    /** Takes the known values of a view. */
    interface View {
        void set(int index, float value);
    }

    /** Makes a view of the scaled row at {@code from}. */
    void apply(float[] scaled, int from, View view, SplittableRandom random) {
        boolean[] dropped = fields(random);
        boolean[] sessions = sessions(random);
        double noise = LEAST_NOISE * Math.pow(MOST_NOISE / LEAST_NOISE, random.nextDouble());
        double[] offset = new double[shape.width()];
        for (int i = 0; i < offset.length; i++) {
            offset[i] = 0.5 * noise * random.nextGaussian();
        }
        for (int i = 0; i < shape.size(); i++) {
            int feature = i % shape.width();
            float value = scaled[from + i];
            if (!Float.isNaN(value) && !dropped[feature] && !sessions[i / shape.width()]) {
                view.set(i, (float) (value + offset[feature] + noise * random.nextGaussian()));
            }
        }
    }

    private boolean[] fields(SplittableRandom random) {
        boolean[] dropped = new boolean[shape.width()];
        double rate = random.nextBoolean() ? MOST_FIELDS_DROPPED * random.nextDouble() : 0;
        for (int i = 0; i < dropped.length; i++) {
            dropped[i] = random.nextDouble() < rate;
        }
        if (!groups.isEmpty() && random.nextDouble() < GROUP_DROPPED) {
            for (int feature : groups.get(random.nextInt(groups.size()))) {
                dropped[feature] = true;
            }
        }
        return dropped;
    }

    private boolean[] sessions(SplittableRandom random) {
        boolean[] dropped = new boolean[shape.sessions()];
        int last = dropped.length - 1;
        double rate = MOST_SESSIONS_DROPPED * random.nextDouble();
        int first = 0;
        if (last > LEAST_SESSIONS && random.nextDouble() < TRUNCATED) {
            first = random.nextInt(last - LEAST_SESSIONS);
        }
        for (int i = 0; i < last; i++) {
            dropped[i] = i < first || random.nextDouble() < rate;
        }
        return dropped;
    }
}
