package dev.mvq.tests.bench.realism;

import java.util.Arrays;
import java.util.List;

/** A linear model of a few terms, fitted by the normal equations. */
final class LeastSquares {
    private static final double SINGULAR = 1e-10;

    private LeastSquares() {}

    /**
     * The coefficients, or NaN where the rows do not determine them.
     *
     * @param terms a row for each observation, the same number of terms in each
     * @param values what is explained, one for each row
     */
    static double[] fit(List<double[]> terms, double[] values) {
        int size = terms.getFirst().length;
        double[][] system = new double[size][size + 1];
        for (int row = 0; row < values.length; row++) {
            double[] term = terms.get(row);
            for (int i = 0; i < size; i++) {
                for (int j = 0; j < size; j++) {
                    system[i][j] += term[i] * term[j];
                }
                system[i][size] += term[i] * values[row];
            }
        }
        return solve(system);
    }

    /** Gauss and Jordan, with the largest pivot of the column. */
    private static double[] solve(double[][] system) {
        int size = system.length;
        double scale = Arrays.stream(system)
                .mapToDouble(row -> Arrays.stream(row).map(Math::abs).max().orElse(0))
                .max()
                .orElse(0);
        for (int column = 0; column < size; column++) {
            swapLargestUp(system, column);
            double[] pivot = system[column];
            if (!(Math.abs(pivot[column]) > SINGULAR * scale)) {
                double[] unknown = new double[size];
                Arrays.fill(unknown, Double.NaN);
                return unknown;
            }
            for (int i = 0; i < size; i++) {
                double factor = i == column ? 0 : system[i][column] / pivot[column];
                for (int j = column; j <= size; j++) {
                    system[i][j] -= factor * pivot[j];
                }
            }
        }
        double[] solution = new double[size];
        Arrays.setAll(solution, i -> system[i][size] / system[i][i]);
        return solution;
    }

    private static void swapLargestUp(double[][] system, int column) {
        int largest = column;
        for (int i = column + 1; i < system.length; i++) {
            largest = Math.abs(system[i][column]) > Math.abs(system[largest][column]) ? i : largest;
        }
        double[] row = system[largest];
        system[largest] = system[column];
        system[column] = row;
    }
}
