package dev.mvq.runtime.encoder;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import dev.mvq.runtime.market.Modality;

/**
 * Price: a bidirectional LSTM over the sessions of the contract and its underlying. Its states are read in three ways (attention
 * over the sessions there are, their mean, and the two last states) beside the plain {@link Summary} of the input.
 */
final class PriceNetwork extends TwofoldNetwork {
    private static final int[] WINDOWS = {5, 20, 60};
    private static final Halves HALVES = new Halves(0.55, 0.35);

    private final int hidden;
    private final Summary summary;
    private final Layer.Recurrent states;
    private final Layer.Dense attention;
    private final Layer.Dense join;
    private final Layer.Residual mix;

    PriceNetwork(InputShape shape, EncoderSize size) {
        super(Modality.PRICE, shape.size(), 1, size.head(), HALVES);
        hidden = size.recurrent();
        summary = new Summary(WINDOWS);
        int width = size.head();
        states = recurrent("states", 2 * shape.width(), hidden);
        attention = dense("attention", 2 * hidden, 1);
        join = dense("join", 6 * hidden + summary.perChannel() * shape.width(), width);
        mix = residual("mix", width, width);
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
        NDArray run = states.apply(pass, NDArrays.concat(new NDList(values, mask), 2));
        NDArray scores = attention.apply(pass, run).squeeze(2);
        NDArray weights = scores.add(there.sub(1f).mul(1e9f)).softmax(1);
        NDArray attended = Summary.weighted(run, weights);
        NDArray mean = Summary.weighted(run, Summary.even(there));
        NDArray forward = run.get(":, -1, :" + hidden);
        NDArray backward = run.get(":, 0, " + hidden + ":");
        NDArray all = NDArrays.concat(new NDList(attended, mean, forward, backward, summary.apply(values, mask)), 1);
        return mix.apply(pass, join.apply(pass, all));
    }
}
