package dev.mvq.runtime.encoder;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.nn.Parameter;
import dev.mvq.runtime.market.Modality;
import java.util.List;
import java.util.Optional;

/**
 * An encoder whose embedding has two halves. The first is a linear map of the plain input that training leaves alone, its {@link
 * Discriminants}: it tells a row from all others. The second is learnt, by a deep network with a linear map beside it: it brings together
 * what trades alike. One half alone that has to do both does neither well. Each is of unit length before they are weighed, so that the
 * cosine of two embeddings is the weighted mean of their halves' cosines.
 */
abstract class TwofoldNetwork extends Network {
    /** Name of the map that is not learnt. */
    static final String FIXED = "fixed";

    /** Name of the linear map beside the deep network. */
    static final String FLAT = "flat";

    private static final String OUT = "out";
    private static final double NORM_EPSILON = 1e-12;

    private final Layer.Dense fixed;
    private final double evenness;
    private final Parameter fixedScale;
    private final Parameter learntScale;
    private final Layer.Dense out;
    private final Layer.Dense flat;

    /**
     * The two halves.
     *
     * @param plain width of the plain input
     * @param gain of the linear map's starting values
     * @param deep width of what the deep network gives
     * @param halves how the halves are weighed
     */
    TwofoldNetwork(Modality modality, int plain, double gain, int deep, Halves halves) {
        super(modality.dimension());
        int first = modality.dimension() / 2;
        int second = modality.dimension() - first;
        fixed = dense(FIXED, plain, first, gain);
        evenness = halves.evenness();
        fixedScale = parameter(FIXED + ".scale", (float) Math.sqrt(halves.share()), 0, 1);
        learntScale = parameter(FIXED + ".learnt_scale", (float) Math.sqrt(1 - halves.share()), 0, 1);
        out = dense(OUT, deep, second);
        flat = dense(FLAT, plain, second, gain);
    }

    /** What the linear maps read, {@code [n, width]}. */
    abstract NDArray plain(Pass pass, NDList inputs);

    /** What the deep network gives, {@code [n, deep]}. */
    abstract NDArray deep(Pass pass, NDList inputs);

    @Override
    final NDArray embed(Pass pass, NDList inputs) {
        NDArray plain = plain(pass, inputs);
        Weights weights = weights(pass, inputs);
        NDArray first = fixed.apply(pass, plain);
        NDArray own = unit(weights.emphasis().map(first::mul).orElse(first));
        NDArray learnt = unit(out.apply(pass, deep(pass, inputs)).add(flat.apply(pass, plain)));
        return NDArrays.concat(new NDList(own.mul(weights.fixed()), learnt.mul(weights.learnt())), 1);
    }

    /**
     * What the halves are multiplied by.
     *
     * @param emphasis of the first half's numbers before it is brought to unit length, {@code [n, half]}, where rows differ in it
     * @param fixed of the first half of unit length: one number for all rows, or {@code [n, 1]}
     * @param learnt of the second half, likewise
     */
    record Weights(Optional<NDArray> emphasis, NDArray fixed, NDArray learnt) {}

    /** The same for all rows. */
    Weights weights(Pass pass, NDList inputs) {
        NDArray like = inputs.get(0);
        return new Weights(Optional.empty(), pass.value(fixedScale, like), pass.value(learntScale, like));
    }

    /** Hears how far rows deviate along each direction of the first half, before they were evened out. */
    void deviate(NDManager manager, double[] deviations) {}

    private static NDArray unit(NDArray rows) {
        return rows.div(
                rows.square().sum(new int[] {-1}, true).add(NORM_EPSILON).sqrt());
    }

    /** How evenly the directions of the fixed half count, {@link Halves}. */
    final double evenness() {
        return evenness;
    }

    /** Where the learnt half begins. */
    final int middle() {
        return dimension() / 2;
    }

    /**
     * Maps the learnt half before it is brought to unit length, by mapping the layers that end in it.
     *
     * @param map {@code [half's width][half's width]}
     */
    final void mapLearnt(double[][] map) {
        for (String layer : List.of(OUT, FLAT)) {
            for (String part : List.of(".weight", ".bias")) {
                change(layer + part, values -> map(values, map));
            }
        }
    }

    /** Maps every column of {@code [half's width, width]}. */
    private static void map(float[] values, double[][] map) {
        int width = values.length / map.length;
        double[] column = new double[map.length];
        for (int at = 0; at < width; at++) {
            for (int row = 0; row < map.length; row++) {
                column[row] = values[row * width + at];
            }
            for (int row = 0; row < map.length; row++) {
                values[row * width + at] = (float) LeadingDirections.dot(map[row], column);
            }
        }
    }
}
