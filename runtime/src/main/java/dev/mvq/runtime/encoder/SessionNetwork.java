package dev.mvq.runtime.encoder;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.nn.Parameter;
import dev.mvq.runtime.market.Modality;
import java.util.ArrayList;
import java.util.List;

/**
 * Microstructure: a pre-norm Transformer whose tokens are sessions, with learnt positions; sessions without any value are masked.
 * Read out at the last session and in the mean, beside the plain {@link Summary} of the input.
 */
final class SessionNetwork extends TwofoldNetwork {
    private static final int[] WINDOWS = {5, 20};
    private static final Halves HALVES = new Halves(0.85, 0);

    private final Summary summary;
    private final Layer.Dense tokens;
    private final Parameter positions;
    private final List<Attention> layers = new ArrayList<>();
    private final Layer.Norm norm;
    private final Layer.Dense join;
    private final Layer.Residual mix;

    SessionNetwork(InputShape shape, EncoderSize size) {
        super(Modality.MICROSTRUCTURE, shape.size(), 1, 2 * size.token(), HALVES);
        summary = new Summary(WINDOWS);
        int width = size.token();
        tokens = dense("tokens", 2 * shape.width(), width);
        positions = parameter("positions", 0, 0.05, shape.sessions(), width);
        for (int layer = 0; layer < size.layers(); layer++) {
            layers.add(attention("layer" + layer, width, size.heads(), 2 * width));
        }
        norm = norm("norm", width);
        join = dense("join", 2 * width + summary.perChannel() * shape.width(), 2 * width);
        mix = residual("mix", 2 * width, 2 * width);
    }

    @Override
    NDArray plain(Pass pass, NDList inputs) {
        return inputs.get(0).flatten(1, 2);
    }

    /** Inputs: values and mask {@code [n, sessions, features]}, sessions there {@code [n, sessions]}. */
    @Override
    NDArray deep(Pass pass, NDList inputs) {
        NDArray values = inputs.get(0);
        NDArray mask = inputs.get(1);
        NDArray there = inputs.get(2);
        NDArray run = tokens.apply(pass, NDArrays.concat(new NDList(values, mask), 2));
        run = run.add(pass.value(positions, run));
        NDArray bias = Attention.bias(there);
        for (Attention layer : layers) {
            run = layer.apply(pass, run, bias);
        }
        run = norm.apply(pass, run);
        NDArray mean = Summary.weighted(run, Summary.even(there));
        NDArray last = run.get(":, -1, :");
        NDArray all = NDArrays.concat(new NDList(last, mean, summary.apply(values, mask)), 1);
        return mix.apply(pass, join.apply(pass, all));
    }
}
