package dev.mvq.runtime.encoder;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.nn.Parameter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.ToDoubleFunction;

/**
 * Adam (Kingma and Ba 2015) by the engine's own update, with moments that can be taken out and put back: DJL's optimiser keeps them to
 * itself, and a training that is to go on later needs them.
 */
final class Adam {
    private static final float BETA_1 = 0.9f;
    private static final float BETA_2 = 0.999f;
    private static final float EPSILON = 1e-8f;
    private static final String MEAN = "mean.";
    private static final String VARIANCE = "variance.";

    private final Map<String, Parameter> parameters;
    private final Map<String, NDArray> moments = new LinkedHashMap<>();

    /** @param manager of the moments, which begin at zero */
    Adam(Map<String, Parameter> parameters, NDManager manager) {
        this.parameters = parameters;
        parameters.forEach((name, parameter) -> {
            moments.put(MEAN + name, manager.zeros(parameter.getArray().getShape()));
            moments.put(VARIANCE + name, manager.zeros(parameter.getArray().getShape()));
        });
    }

    /**
     * Moves every parameter.
     *
     * @param step of how many this is, from 1: what corrects the moments' bias towards zero
     * @param pace of each parameter, by its name: a factor on the learning rate
     * @param gradients by the parameter's name; zeros afterwards
     */
    void update(int step, double learningRate, ToDoubleFunction<String> pace, Map<String, NDArray> gradients) {
        double first = 1 - Math.pow(BETA_1, step);
        double second = 1 - Math.pow(BETA_2, step);
        double correction = Math.sqrt(second) / first;
        parameters.forEach((name, parameter) -> {
            float own = (float) (learningRate * pace.applyAsDouble(name));
            NDArray gradient = Objects.requireNonNull(gradients.get(name));
            NDList inputs = new NDList(parameter.getArray(), gradient, moment(MEAN + name), moment(VARIANCE + name));
            parameter
                    .getArray()
                    .getNDArrayInternal()
                    .adamUpdate(
                            inputs,
                            new NDList(parameter.getArray()),
                            own,
                            (float) (own * correction),
                            0,
                            1,
                            -1,
                            BETA_1,
                            BETA_2,
                            EPSILON,
                            true,
                            false);
            gradient.muli(0f);
        });
    }

    private NDArray moment(String name) {
        return Objects.requireNonNull(moments.get(name), name);
    }

    /** Puts the moments' numbers by name beside others. */
    void keepIn(Map<String, float[]> numbers) {
        moments.forEach((name, moment) -> numbers.put(name, moment.toFloatArray()));
    }

    /** Takes the moments' numbers back. */
    void restore(Map<String, float[]> numbers) {
        moments.forEach((name, moment) -> moment.set(Objects.requireNonNull(numbers.get(name), name)));
    }
}
