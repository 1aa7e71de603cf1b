package dev.mvq.runtime.encoder;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import ai.djl.training.optimizer.Optimizer;
import ai.djl.training.tracker.Tracker;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class AdamTest {
    private static final int STEPS = 12;

    @Test
    void moves_parameters_as_djls_optimiser_does() {
        try (NDManager manager = PyTorch.manager(DeviceChoice.CPU)) {
            Map<String, Parameter> ours = parameters(manager);
            Map<String, Parameter> theirs = parameters(manager);
            Adam adam = new Adam(ours, manager);
            Optimizer djl = Optimizer.adam()
                    .optLearningRateTracker((Tracker) update -> (float) rate(update))
                    .build();
            for (int step = 1; step <= STEPS; step++) {
                Map<String, NDArray> gradients = gradients(manager, step);
                gradients(manager, step)
                        .forEach((name, gradient) ->
                                djl.update(name, theirs.get(name).getArray(), gradient));
                adam.update(step, rate(step), name -> 1, gradients);
                ours.forEach((name, parameter) -> assertArrayEquals(
                        theirs.get(name).getArray().toFloatArray(),
                        parameter.getArray().toFloatArray()));
            }
        }
    }

    @Test
    void goes_on_from_moments_taken_out_as_if_it_had_never_stopped() {
        try (NDManager manager = PyTorch.manager(DeviceChoice.CPU)) {
            Map<String, Parameter> parameters = parameters(manager);
            Adam whole = new Adam(parameters, manager);
            Map<String, Parameter> halves = parameters(manager);
            Adam first = new Adam(halves, manager);
            Adam second = new Adam(halves, manager);
            for (int step = 1; step <= STEPS; step++) {
                whole.update(step, rate(step), name -> 1, gradients(manager, step));
                (step <= STEPS / 2 ? first : second).update(step, rate(step), name -> 1, gradients(manager, step));
                if (step == STEPS / 2) {
                    Map<String, float[]> moments = new TreeMap<>();
                    first.keepIn(moments);
                    second.restore(moments);
                }
            }
            parameters.forEach((name, parameter) -> assertArrayEquals(
                    parameter.getArray().toFloatArray(),
                    halves.get(name).getArray().toFloatArray()));
        }
    }

    private static double rate(int step) {
        return 2e-3 / step;
    }

    private static Map<String, Parameter> parameters(NDManager manager) {
        Map<String, Parameter> parameters = new LinkedHashMap<>();
        for (String name : new String[] {"weight", "bias"}) {
            Parameter parameter = Parameter.builder()
                    .setName(name)
                    .setType(Parameter.Type.OTHER)
                    .build();
            parameter.setArray(random(manager, name.hashCode(), name));
            parameters.put(name, parameter);
        }
        return parameters;
    }

    private static Map<String, NDArray> gradients(NDManager manager, int step) {
        Map<String, NDArray> gradients = new LinkedHashMap<>();
        gradients.put("weight", random(manager, step, "weight"));
        gradients.put("bias", random(manager, 100 + step, "bias"));
        return gradients;
    }

    private static NDArray random(NDManager manager, long seed, String name) {
        Shape shape = name.equals("weight") ? new Shape(7, 5) : new Shape(7);
        Random random = new Random(seed);
        float[] values = new float[(int) shape.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return manager.create(values, shape);
    }
}
