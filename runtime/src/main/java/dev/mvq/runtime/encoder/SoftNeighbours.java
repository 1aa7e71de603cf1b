package dev.mvq.runtime.encoder;

import java.util.Arrays;

/**
 * Which examples of a batch should be near each other though they are different: for each, a distribution over those of other
 * underlyings by the distance of their targets, as wide as its eighth neighbour is far (the perplexity of SNE, Hinton and Roweis 2002,
 * by a rule of thumb). Contrast alone pushes these away as hard as any other; this tells it whom to keep close.
 */
final class SoftNeighbours {
    private static final int NEIGHBOURS = 8;
    private static final float UNKNOWN = Float.POSITIVE_INFINITY;

    private final int count;
    private final float[] shares;
    private final float[] allowed;
    private int rows;

    /**
     * @param targets {@code [count, width]}; NaN, where unknown, counts as the mean 0
     * @param weights of the squared differences, {@code [width]}
     * @param names group of each example by underlying
     */
    SoftNeighbours(float[] targets, float[] weights, int[] names) {
        count = names.length;
        shares = new float[count * count];
        allowed = new float[count * count];
        float[] scaled = scaled(targets, weights);
        float[] distances = new float[count];
        for (int i = 0; i < count; i++) {
            for (int j = 0; j < count; j++) {
                boolean other = names[i] != names[j];
                allowed[i * count + j] = other ? 1f : 0f;
                distances[j] = other ? distance(scaled, i, j, weights.length) : UNKNOWN;
            }
            share(distances, i);
        }
    }

    /** Of every example's row the others' shares, {@code [count, count]}: each row sums to 1, or to 0 where there are too few others. */
    float[] shares() {
        return shares;
    }

    /** 1 for pairs of different underlyings, else 0. */
    float[] allowed() {
        return allowed;
    }

    /** Rows that have neighbours. */
    int rows() {
        return rows;
    }

    private static float[] scaled(float[] targets, float[] weights) {
        float[] scaled = new float[targets.length];
        for (int i = 0; i < targets.length; i++) {
            float value = targets[i];
            scaled[i] = Float.isNaN(value) ? 0f : value * (float) Math.sqrt(weights[i % weights.length]);
        }
        return scaled;
    }

    private static float distance(float[] scaled, int i, int j, int width) {
        float sum = 0;
        for (int k = 0; k < width; k++) {
            float difference = scaled[i * width + k] - scaled[j * width + k];
            sum += difference * difference;
        }
        return sum;
    }

    private void share(float[] distances, int row) {
        float[] sorted = distances.clone();
        Arrays.sort(sorted);
        float reach = sorted.length < NEIGHBOURS ? UNKNOWN : sorted[NEIGHBOURS - 1];
        if (reach == UNKNOWN) {
            return;
        }
        double unit = 2 / Math.max(1e-3, reach);
        double sum = 0;
        for (float distance : distances) {
            sum += Math.exp(-unit * (distance - sorted[0]));
        }
        for (int j = 0; j < count; j++) {
            shares[row * count + j] = (float) (Math.exp(-unit * (distances[j] - sorted[0])) / sum);
        }
        rows++;
    }
}
