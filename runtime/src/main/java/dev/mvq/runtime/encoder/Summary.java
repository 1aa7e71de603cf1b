package dev.mvq.runtime.encoder;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;

/**
 * What a sequence comes to without any learning: of every channel the last session, and mean and deviation over the last few, over
 * the values present. Networks read it beside their own view, so that size is never lost on the way through gates and softmaxes.
 */
final class Summary {
    private static final double EPSILON = 1e-4;

    private static final int[] SESSIONS = {1};

    private final int[] windows;

    /**
     * @param windows lengths of the averages, in sessions, none longer than the sequences
     */
    Summary(int... windows) {
        this.windows = windows.clone();
    }

    /** Numbers a channel contributes. */
    int perChannel() {
        return 2 + 2 * windows.length;
    }

    /**
     * @param values {@code [n, sessions, channels]}, guesses where masked
     * @param mask {@code [n, sessions, channels]}
     * @return {@code [n, perChannel · channels]}
     */
    NDArray apply(NDArray values, NDArray mask) {
        NDArray known = values.mul(mask);
        NDArray squares = known.square();
        NDList parts = new NDList(values.get(":, -1, :"), mask.get(":, -1, :"));
        for (int window : windows) {
            String last = ":, -" + window + ":, :";
            NDArray count = mask.get(last).sum(SESSIONS).maximum(1f);
            NDArray mean = known.get(last).sum(SESSIONS).div(count);
            NDArray square = squares.get(last).sum(SESSIONS).div(count);
            parts.add(mean);
            parts.add(square.sub(mean.square()).maximum(0f).add(EPSILON).sqrt());
        }
        return NDArrays.concat(parts, 1);
    }

    /**
     * The weighted sum of a sequence's sessions. Not a matrix product: the engine's product of a matrix and a vector rounds by how the
     * row happens to lie in memory, and a row must encode to the same bits wherever it sits.
     *
     * @param run {@code [n, sessions, width]}
     * @param weights {@code [n, sessions]}
     */
    static NDArray weighted(NDArray run, NDArray weights) {
        try (NDArray product = run.mul(weights.expandDims(2))) {
            return product.sum(SESSIONS);
        }
    }

    /** Equal weights of the sessions there are, {@code [n, sessions]}; zeros where there is none. */
    static NDArray even(NDArray there) {
        return there.div(there.sum(SESSIONS, true).maximum(1f));
    }
}
