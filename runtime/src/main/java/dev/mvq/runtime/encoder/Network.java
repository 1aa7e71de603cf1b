package dev.mvq.runtime.encoder;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.AbstractBlock;
import ai.djl.nn.Parameter;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A network that ends in one L2-normalised embedding. Its parameters have names and shapes from the start; values come from a seed or
 * a file, never from the engine's own generator, so that a seed means the same everywhere.
 */
abstract class Network extends AbstractBlock {
    private static final double NORM_EPSILON = 1e-12;

    private final Map<String, Parameter> named = new LinkedHashMap<>();
    private final Map<String, Start> starts = new LinkedHashMap<>();
    private final int dimension;

    /** A parameter's shape, and how it starts: uniform in ±reach around a centre. */
    private record Start(Shape shape, float centre, float reach) {}

    Network(int dimension) {
        this.dimension = dimension;
    }

    /** The embedding {@code [n, dimension]} before normalisation. */
    abstract NDArray embed(Pass pass, NDList inputs);

    /** Parameters by name, in a fixed order. */
    final Map<String, Parameter> named() {
        return named;
    }

    @Override
    protected final NDList forwardInternal(
            ParameterStore store, NDList inputs, boolean training, @Nullable PairList<String, Object> arguments) {
        NDArray raw = embed(new Pass(store, training), inputs);
        NDArray length =
                raw.square().sum(new int[] {-1}, true).add(NORM_EPSILON).sqrt();
        return new NDList(raw.div(length));
    }

    /** The embeddings of these inputs in Java's memory, {@code [n, dimension]}. */
    final float[] embeddings(ParameterStore store, NDList inputs) {
        return forward(store, inputs, false, null).singletonOrThrow().toFloatArray();
    }

    @Override
    public final Shape[] getOutputShapes(Shape[] inputs) {
        return new Shape[] {new Shape(inputs[0].get(0), dimension)};
    }

    /** Gives every parameter its seeded starting value, on the manager's device. */
    final void start(NDManager manager, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        starts.forEach((name, start) -> {
            float[] values = new float[(int) start.shape.size()];
            for (int i = 0; i < values.length; i++) {
                values[i] = start.centre + start.reach * (float) (2 * random.nextDouble() - 1);
            }
            set(manager, name, values);
        });
    }

    /** Sets a parameter's values; their number must be right. */
    final void set(NDManager manager, String name, float[] values) {
        Parameter parameter = named.get(name);
        Start start = starts.get(name);
        if (parameter == null || start == null || start.shape.size() != values.length) {
            throw new IllegalArgumentException("no parameter " + name + " of " + values.length + " numbers");
        }
        if (parameter.isInitialized()) {
            parameter.getArray().set(values);
        } else {
            parameter.setArray(manager.create(values, start.shape));
        }
    }

    /** Numbers of an embedding. */
    final int dimension() {
        return dimension;
    }

    /** Changes a parameter's values in place. */
    final void change(String name, Consumer<float[]> change) {
        Parameter parameter = Objects.requireNonNull(named.get(name), name);
        float[] values = parameter.getArray().toFloatArray();
        change.accept(values);
        parameter.getArray().set(values);
    }

    final Parameter parameter(String name, float centre, double reach, long... shape) {
        Parameter parameter = addParameter(
                Parameter.builder().setName(name).setType(Parameter.Type.OTHER).build());
        named.put(name, parameter);
        starts.put(name, new Start(new Shape(shape), centre, (float) reach));
        return parameter;
    }

    /** Uniform over ±√(3 / in): outputs as large as inputs are (LeCun 1998). */
    final Layer.Dense dense(String name, int in, int out) {
        return dense(name, in, out, 1);
    }

    final Layer.Dense dense(String name, int in, int out, double gain) {
        return new Layer.Dense(
                parameter(name + ".weight", 0, gain * Math.sqrt(3.0 / in), out, in),
                parameter(name + ".bias", 0, 0, out));
    }

    final Layer.Norm norm(String name, int width) {
        return new Layer.Norm(parameter(name + ".gain", 1, 0, width), parameter(name + ".offset", 0, 0, width), width);
    }

    /** The outgoing part starts small, so that a deep stack begins near the identity. */
    final Layer.Residual residual(String name, int width, int hidden) {
        return new Layer.Residual(
                norm(name + ".norm", width),
                dense(name + ".in", width, hidden),
                dense(name + ".out", hidden, width, 0.5));
    }

    final Layer.Recurrent recurrent(String name, int in, int hidden) {
        double reach = 1 / Math.sqrt(hidden);
        List<Parameter> weights = new ArrayList<>();
        for (String direction : List.of(".forward", ".backward")) {
            weights.add(parameter(name + direction + ".input", 0, reach, 4L * hidden, in));
            weights.add(parameter(name + direction + ".state", 0, reach, 4L * hidden, hidden));
            weights.add(parameter(name + direction + ".input_bias", 0, reach, 4L * hidden));
            weights.add(parameter(name + direction + ".state_bias", 0, reach, 4L * hidden));
        }
        return new Layer.Recurrent(weights, hidden);
    }

    final Attention attention(String name, int width, int heads, int hidden) {
        return new Attention(
                norm(name + ".norm", width),
                dense(name + ".projections", width, 3 * width),
                dense(name + ".out", width, width, 0.5),
                residual(name + ".forward", width, hidden),
                heads);
    }
}
