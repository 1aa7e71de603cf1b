package dev.mvq.runtime.encoder;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import java.util.List;

/** The layers that the five networks are made of. Each keeps the leading axes and works on the last. */
sealed interface Layer {
    /** The layer's output for an input {@code […, width]}. */
    NDArray apply(Pass pass, NDArray input);

    /** {@code x Wᵀ + b}: {@code weight [out, in]}, {@code bias [out]}. */
    record Dense(Parameter weight, Parameter bias) implements Layer {
        @Override
        public NDArray apply(Pass pass, NDArray input) {
            return input.getNDArrayInternal()
                    .linear(input, pass.value(weight, input), pass.value(bias, input))
                    .singletonOrThrow();
        }
    }

    /** Layer normalisation (Ba, Kiros and Hinton 2016) over the last axis. */
    record Norm(Parameter gain, Parameter offset, int width) implements Layer {
        private static final float EPSILON = 1e-5f;

        @Override
        public NDArray apply(Pass pass, NDArray input) {
            return input.getNDArrayInternal()
                    .layerNorm(input, new Shape(width), pass.value(gain, input), pass.value(offset, input), EPSILON)
                    .singletonOrThrow();
        }
    }

    /** {@code x + out(gelu(in(norm(x))))}: pre-norm, so that the size of the input reaches the end unscaled. */
    record Residual(Norm norm, Dense in, Dense out) implements Layer {
        @Override
        public NDArray apply(Pass pass, NDArray input) {
            try (NDArray normed = norm.apply(pass, input);
                    NDArray hidden = in.apply(pass, normed);
                    NDArray bent = hidden.getNDArrayInternal().gelu();
                    NDArray change = out.apply(pass, bent)) {
                return input.add(change);
            }
        }
    }

    /** One layer of a bidirectional LSTM over {@code [n, sessions, in]}, giving {@code [n, sessions, 2 · hidden]}. */
    record Recurrent(List<Parameter> weights, int hidden) implements Layer {
        public Recurrent {
            weights = List.copyOf(weights);
        }

        @Override
        public NDArray apply(Pass pass, NDArray input) {
            NDList parameters = new NDList();
            // PyTorch's order: W_ih, W_hh, b_ih, b_hh of the forward direction, then of the backward one.
            weights.forEach(weight -> parameters.add(pass.value(weight, input)));
            NDArray zero =
                    input.getManager().zeros(new Shape(2, input.getShape().get(0), hidden));
            return input.getNDArrayInternal()
                    .lstm(input, new NDList(zero, zero), parameters, true, 1, 0, pass.training(), true, true)
                    .get(0);
        }
    }
}
