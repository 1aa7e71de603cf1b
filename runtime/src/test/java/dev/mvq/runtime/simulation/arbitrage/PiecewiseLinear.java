package dev.mvq.runtime.simulation.arbitrage;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;

/**
 * A continuous function on [0, ∞), linear between nodes and beyond the last.
 *
 * @param nodes ascending, the first 0
 * @param values at the nodes
 * @param lastSlope slope beyond the last node
 */
record PiecewiseLinear(double[] nodes, double[] values, double lastSlope) {
    static final PiecewiseLinear ZERO = new PiecewiseLinear(new double[] {0}, new double[] {0}, 0);

    /** The function with these values at the nodes, its last slope read off one unit beyond them. */
    static PiecewiseLinear through(double[] nodes, DoubleUnaryOperator function) {
        double last = nodes[nodes.length - 1];
        double slope = function.applyAsDouble(last + 1) - function.applyAsDouble(last);
        return new PiecewiseLinear(nodes, Arrays.stream(nodes).map(function).toArray(), slope);
    }

    double at(double x) {
        int piece = piece(x);
        return values[piece] + slope(piece) * (x - nodes[piece]);
    }

    /** The slope to the right of x. */
    double slopeAt(double x) {
        return slope(piece(x));
    }

    private int piece(double x) {
        int found = Arrays.binarySearch(nodes, x);
        return found >= 0 ? found : -found - 2;
    }

    private double slope(int piece) {
        return piece == nodes.length - 1
                ? lastSlope
                : (values[piece + 1] - values[piece]) / (nodes[piece + 1] - nodes[piece]);
    }

    /** The largest convex function below this one: the lower hull of the nodes, no steeper at the end than the last slope. */
    PiecewiseLinear convexEnvelope() {
        int[] hull = new int[nodes.length];
        int size = 0;
        for (int i = 0; i < nodes.length; i++) {
            while (size > 1 && slope(hull[size - 2], hull[size - 1]) >= slope(hull[size - 1], i)) {
                size--;
            }
            hull[size++] = i;
        }
        while (size > 1 && slope(hull[size - 2], hull[size - 1]) >= lastSlope) {
            size--;
        }
        int[] kept = Arrays.copyOf(hull, size);
        return new PiecewiseLinear(
                Arrays.stream(kept).mapToDouble(i -> nodes[i]).toArray(),
                Arrays.stream(kept).mapToDouble(i -> values[i]).toArray(),
                lastSlope);
    }

    private double slope(int from, int to) {
        return (values[to] - values[from]) / (nodes[to] - nodes[from]);
    }
}
