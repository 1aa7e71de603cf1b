package dev.mvq.runtime.encoder;

import ai.djl.ndarray.NDArray;
import ai.djl.nn.Parameter;
import ai.djl.training.ParameterStore;

/**
 * One run through a network: where its parameters come from, and whether gradients are wanted.
 *
 * <p>An operation that starts on a parameter leaves its result in the parameter's manager, which lives as long as the network; so
 * every layer starts its operations on the input.
 */
record Pass(ParameterStore store, boolean training) {
    /**
     * The array times a number. Not {@code array.mul(number)}: DJL wraps the number in Java's memory and lets go of it at once, while
     * the gradient still reads it; whenever the collector came by in between, training saw garbage.
     */
    static NDArray scaled(NDArray array, double factor) {
        return array.mul(array.getManager().create((float) factor));
    }

    NDArray value(Parameter parameter, NDArray near) {
        return store.getValue(parameter, near.getDevice(), training);
    }
}
