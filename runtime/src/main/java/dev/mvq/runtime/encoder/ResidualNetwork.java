package dev.mvq.runtime.encoder;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import dev.mvq.runtime.market.Modality;
import java.util.ArrayList;
import java.util.List;

/**
 * Greeks and technical: a residual MLP over values and their mask, whose stream is linear in the input and keeps its size.
 */
final class ResidualNetwork extends TwofoldNetwork {
    private final Layer.Dense in;
    private final List<Layer.Residual> blocks = new ArrayList<>();

    ResidualNetwork(InputShape shape, Modality modality, int width, int depth, Halves halves) {
        super(modality, shape.size(), 1, width, halves);
        in = dense("in", 2 * shape.size(), width);
        for (int block = 0; block < depth; block++) {
            blocks.add(residual("block" + block, width, width));
        }
    }

    @Override
    NDArray plain(Pass pass, NDList inputs) {
        return inputs.get(0);
    }

    /** Inputs: values and mask {@code [n, features]}. */
    @Override
    NDArray deep(Pass pass, NDList inputs) {
        NDArray stream = in.apply(pass, NDArrays.concat(new NDList(inputs.get(0), inputs.get(1)), 1));
        for (Layer.Residual block : blocks) {
            stream = block.apply(pass, stream);
        }
        return stream;
    }
}
