package dev.mvq.runtime.encoder;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;

/**
 * A Transformer layer with its normalisation before each part (Xiong et al. 2020): self-attention over tokens {@code [n, tokens,
 * width]}, then a residual feed-forward part. Tokens that are masked are attended to by none.
 */
record Attention(Layer.Norm norm, Layer.Dense projections, Layer.Dense out, Layer.Residual feedForward, int heads) {
    /** Added to the score of a masked token; after the softmax nothing of it is left. */
    private static final float MASKED = -1e9f;

    /**
     * @param bias {@code [n, 1, 1, tokens]} from {@link #bias}
     */
    NDArray apply(Pass pass, NDArray tokens, NDArray bias) {
        Shape shape = tokens.getShape();
        long n = shape.get(0);
        long count = shape.get(1);
        long width = shape.get(2);
        long depth = width / heads;
        // What is used up is closed at once: left to the chunk's end, a chunk's intermediates would not fit the
        // processor's cache.
        try (NDArray normed = norm.apply(pass, tokens);
                NDArray projected = projections.apply(pass, normed);
                NDList parts = projected
                        .reshape(n, count, 3, heads, depth)
                        .transpose(2, 0, 3, 1, 4)
                        .split(3);
                NDArray mixed = attended(parts, depth, bias).reshape(n, count, width);
                NDArray change = out.apply(pass, mixed);
                NDArray changed = tokens.add(change)) {
            return feedForward.apply(pass, changed);
        }
    }

    /** The values of the tokens attended to, {@code [n, tokens, heads, depth]}. */
    private static NDArray attended(NDList parts, long depth, NDArray bias) {
        try (NDArray query = Pass.scaled(parts.get(0).squeeze(0), 1 / Math.sqrt((double) depth));
                NDArray key = parts.get(1).squeeze(0);
                NDArray value = parts.get(2).squeeze(0);
                NDArray scores = query.matMul(key.transpose(0, 1, 3, 2));
                NDArray biased = scores.add(bias);
                NDArray weights = biased.softmax(-1)) {
            return weights.matMul(value).transpose(0, 2, 1, 3);
        }
    }

    /** Score offsets for a mask {@code [n, tokens]} of ones (there) and zeros (not there). */
    static NDArray bias(NDArray mask) {
        return mask.sub(1f).mul(-MASKED).expandDims(1).expandDims(1);
    }
}
