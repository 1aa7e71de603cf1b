package dev.mvq.runtime.encoder;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import dev.mvq.runtime.market.Modality;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Fused: attention across modalities. The four embeddings, each told which it is, and one learnt query are the tokens; a modality
 * that is missing is masked as a token, zero in the read-out, and the mean of those that have it in the plain input, so that what is
 * missing sets a row apart as little as it can.
 */
final class FusionNetwork extends TwofoldNetwork {
    private static final Halves HALVES = new Halves(0.68, 0.25);

    /** Of rows with neither price nor technical: what is learnt has little to go by there, and blurs. */
    private static final Halves WITHOUT_HISTORY = new Halves(0.999, -0.15);

    /** What stands for missing embeddings in the plain input, {@code [4, width]}, a row a modality; not learnt. */
    private static final String MEANS = FIXED + ".means";

    /** What each number of the first half is multiplied by in rows without a history, {@code [half]}; not learnt. */
    private static final String SHORT_EMPHASIS = FIXED + ".short_emphasis";

    /** Columns of which embeddings are there. */
    private static final NDIndex PRICE = column(Modality.PRICE);

    private static final NDIndex TECHNICAL = column(Modality.TECHNICAL);

    private static final int ALL =
            InputSchema.BASE.stream().mapToInt(Modality::dimension).sum();

    /** The embeddings are of unit length, each in so many numbers. */
    private static final double GAIN = Math.sqrt((double) ALL / InputSchema.BASE.size());

    private final int width;
    private final List<Layer.Dense> tokens = new ArrayList<>();
    private final Parameter modalities;
    private final Parameter means;
    private final Parameter shortEmphasis;
    private final Parameter shortScale;
    private final Parameter shortLearntScale;
    private final List<Attention> layers = new ArrayList<>();
    private final Layer.Dense join;
    private final Layer.Residual mix;

    FusionNetwork(EncoderSize size) {
        super(Modality.FUSED, ALL, GAIN, size.fusion() + size.fusion() / 2, HALVES);
        width = size.fusion();
        for (Modality modality : InputSchema.BASE) {
            tokens.add(dense(modality.word(), modality.dimension(), width, Math.sqrt(modality.dimension())));
        }
        int count = InputSchema.BASE.size() + 1;
        means = parameter(MEANS, 0, 0, InputSchema.BASE.size(), ALL);
        shortEmphasis = parameter(SHORT_EMPHASIS, 1, 0, Modality.FUSED.dimension() / 2);
        shortScale = parameter(FIXED + ".short_scale", (float) Math.sqrt(WITHOUT_HISTORY.share()), 0, 1);
        shortLearntScale =
                parameter(FIXED + ".short_learnt_scale", (float) Math.sqrt(1 - WITHOUT_HISTORY.share()), 0, 1);
        modalities = parameter("modalities", 0, 0.5, count, width);
        for (int layer = 0; layer < size.layers(); layer++) {
            layers.add(attention("layer" + layer, width, size.heads(), 2 * width));
        }
        int head = width + width / 2;
        join = dense("join", count * width, head);
        mix = residual("mix", head, head);
    }

    private static NDIndex column(Modality modality) {
        int at = InputSchema.BASE.indexOf(modality);
        return new NDIndex().addAllDim().addSliceDim(at, at + 1L);
    }

    @Override
    NDArray plain(Pass pass, NDList inputs) {
        NDArray there = inputs.get(tokens.size());
        NDArray absent = there.getManager().ones(there.getShape()).sub(there);
        return NDArrays.concat(inputs.subNDList(0, tokens.size()), 1).add(absent.matMul(pass.value(means, there)));
    }

    @Override
    void deviate(NDManager manager, double[] deviations) {
        float[] values = new float[middle()];
        Arrays.fill(values, 1);
        for (int i = 0; i < deviations.length; i++) {
            values[i] = (float) Math.pow(deviations[i], evenness() - WITHOUT_HISTORY.evenness());
        }
        set(manager, SHORT_EMPHASIS, values);
    }

    @Override
    Weights weights(Pass pass, NDList inputs) {
        NDArray there = inputs.get(tokens.size());
        NDArray history = there.get(PRICE).maximum(there.get(TECHNICAL));
        Weights usual = super.weights(pass, inputs);
        NDArray emphasis = pass.value(shortEmphasis, there);
        return new Weights(
                Optional.of(chosen(history, emphasis.onesLike(), emphasis)),
                chosen(history, usual.fixed(), pass.value(shortScale, there)),
                chosen(history, usual.learnt(), pass.value(shortLearntScale, there)));
    }

    /** The usual numbers for rows that have a history, the others for rows that have none. */
    private static NDArray chosen(NDArray history, NDArray usual, NDArray others) {
        return history.mul(usual.sub(others)).add(others);
    }

    /** Sets what stands for a missing embedding, by modality. */
    void standIn(NDManager manager, Map<Modality, float[]> embeddings) {
        float[] values = new float[InputSchema.BASE.size() * ALL];
        int from = 0;
        for (int m = 0; m < InputSchema.BASE.size(); m++) {
            float[] embedding = embeddings.get(InputSchema.BASE.get(m));
            if (embedding != null) {
                System.arraycopy(embedding, 0, values, m * ALL + from, embedding.length);
            }
            from += InputSchema.BASE.get(m).dimension();
        }
        set(manager, MEANS, values);
    }

    /** Inputs: the base embeddings in order, {@code [n, dimension]} each, zero where missing; which are there {@code [n, 4]}. */
    @Override
    NDArray deep(Pass pass, NDList inputs) {
        int base = tokens.size();
        NDArray there = inputs.get(base);
        long n = there.getShape().get(0);
        NDList stack = new NDList();
        for (int i = 0; i < base; i++) {
            stack.add(tokens.get(i).apply(pass, inputs.get(i)).expandDims(1));
        }
        stack.add(there.getManager().zeros(new Shape(n, 1, width)));
        NDArray run = NDArrays.concat(stack, 1);
        run = run.add(pass.value(modalities, run));
        NDArray query = there.getManager().ones(new Shape(n, 1));
        NDArray mask = NDArrays.concat(new NDList(there, query), 1);
        NDArray bias = Attention.bias(mask);
        for (Attention layer : layers) {
            run = layer.apply(pass, run, bias);
        }
        NDArray all = run.mul(mask.expandDims(2)).reshape(n, (base + 1L) * width);
        return mix.apply(pass, join.apply(pass, all));
    }
}
