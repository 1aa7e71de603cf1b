package dev.mvq.runtime.measure;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * A linear map from vectors to targets, by ridge regression on standardised columns (Hoerl and Kennard 1970). How much it shrinks is
 * chosen on the last third of what it learns from, so that wide vectors are not blamed for their width.
 */
final class Readout {
    /** Of a standardised column's variance; directions that vary less are hardly read. */
    private static final double[] RIDGES = {0.01, 0.1, 1};

    /** Cases that the choice is made on, at most. */
    private static final int MOST_TRIED = 1_500;

    private final Columns scale;
    private final float[] weights;
    private final double[] means;
    private final int width;

    /**
     * @param vectors {@code [n, width]}
     * @param targets {@code [n][targets]}, all known
     */
    Readout(float[] vectors, int width, double[][] targets) {
        this.width = width;
        scale = Columns.of(vectors, width);
        float[] x = vectors.clone();
        scale.apply(x);
        int wanted = targets[0].length;
        means = new double[wanted];
        Arrays.setAll(
                means,
                k -> Arrays.stream(targets).mapToDouble(row -> row[k]).average().orElse(0));
        float[] y = new float[targets.length * wanted];
        for (int i = 0; i < y.length; i++) {
            y[i] = (float) (targets[i / wanted][i % wanted] - means[i % wanted]);
        }
        double ridge = ridge(x, y, wanted);
        weights = Matrices.flat(new Normal(x, y, targets.length, wanted).solve(ridge));
    }

    /** The one that errs least on a third of the cases, having learnt from the others; of many cases a few suffice. */
    private double ridge(float[] x, float[] y, int wanted) {
        int step = Math.max(1, y.length / wanted / MOST_TRIED);
        int[] cases =
                IntStream.range(0, y.length / wanted / step).map(i -> i * step).toArray();
        int[] fitted = Arrays.copyOf(cases, cases.length * 2 / 3);
        int[] rest = Arrays.copyOfRange(cases, fitted.length, cases.length);
        Normal part =
                new Normal(Vectors.pick(x, width, fitted), Vectors.pick(y, wanted, fitted), fitted.length, wanted);
        float[] restX = Vectors.pick(x, width, rest);
        float[] restY = Vectors.pick(y, wanted, rest);
        return Arrays.stream(RIDGES)
                .boxed()
                .min(Comparator.comparingDouble(each -> error(part.solve(each), restX, restY, wanted)))
                .orElse(1.0);
    }

    /** Mean over the targets of their squared error relative to their square. */
    private double error(double[][] tried, float[] x, float[] y, int wanted) {
        float[] read = Matrices.times(x, width, Matrices.flat(tried), wanted);
        double[] errors = new double[wanted];
        double[] squares = new double[wanted];
        for (int i = 0; i < y.length; i++) {
            errors[i % wanted] += (double) (y[i] - read[i]) * (y[i] - read[i]);
            squares[i % wanted] += (double) y[i] * y[i];
        }
        return IntStream.range(0, wanted)
                .mapToDouble(k -> errors[k] / Math.max(1e-12, squares[k]))
                .sum();
    }

    /** {@code [n][targets]}. */
    double[][] read(float[] vectors) {
        float[] x = vectors.clone();
        scale.apply(x);
        int wanted = means.length;
        float[] read = Matrices.times(x, width, weights, wanted);
        double[][] result = new double[read.length / wanted][wanted];
        for (int i = 0; i < read.length; i++) {
            result[i / wanted][i % wanted] = read[i] + means[i % wanted];
        }
        return result;
    }

    /**
     * The normal equations of some cases: {@code (XᵀX + r n I) w = Xᵀy} where there are more cases than columns, else
     * {@code w = Xᵀ a} with {@code (XXᵀ + r n I) a = y}, which is the same and smaller.
     */
    private final class Normal {
        private final float[] x;
        private final double[][] products;
        private final double[][] targets;
        private final int cases;
        private final int wanted;

        Normal(float[] x, float[] y, int cases, int wanted) {
            this.x = x;
            this.cases = cases;
            this.wanted = wanted;
            float[] turned = isWide() ? Matrices.transposed(x, width) : x;
            int size = isWide() ? cases : width;
            products = Matrices.rows(Matrices.product(turned, size, turned, size), size);
            targets = Matrices.rows(isWide() ? y : Matrices.product(x, width, y, wanted), wanted);
        }

        private boolean isWide() {
            return width > cases;
        }

        double[][] solve(double ridge) {
            double[][] a = Arrays.stream(products).map(double[]::clone).toArray(double[][]::new);
            double[][] b = Arrays.stream(targets).map(double[]::clone).toArray(double[][]::new);
            for (int i = 0; i < a.length; i++) {
                a[i][i] += ridge * cases;
            }
            Matrices.solve(a, b);
            return isWide() ? weighted(b) : b;
        }

        private double[][] weighted(double[][] shares) {
            double[][] weights = new double[width][wanted];
            for (int i = 0; i < x.length; i++) {
                Matrices.add(weights[i % width], x[i], shares[i / width]);
            }
            return weights;
        }
    }
}
