package dev.mvq.runtime.measure;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * A heterogeneous autoregression of realised volatility in logs (Corsi 2009, equation 10; in logs Andersen, Bollerslev and Diebold 2007):
 * the log volatility to come on that of the last day, week and month, by least squares over what was known at the time.
 */
final class VolatilityForecasts {
    private static final int TERMS = 4;
    private static final int FEWEST = 30;

    /** Sessions until an outcome is known, and some. */
    static final int KNOWN_AFTER = 30;

    /** A day's own return may be nothing; its part of the month's volatility is at least this. */
    private static final double LEAST_DAY = 0.1;

    private static final double RIDGE = 1e-6;

    private VolatilityForecasts() {}

    /**
     * Forecasts of log volatility, and of variance with the part that the logs' errors add to its mean.
     *
     * @param logs {@code [rows]} NaN where too little was known
     * @param variances likewise
     */
    record Forecast(double[] logs, double[] variances) {}

    /** @param moments a number for each row's underlying and session: each is learnt from once */
    static Forecast heterogeneous(Pool pool, Quantity outcome, int[] moments) {
        int count = pool.places().size();
        double[][] terms =
                IntStream.range(0, count).mapToObj(row -> terms(pool, row)).toArray(double[][]::new);
        double[] truth = pool.of(outcome);
        Integer[] order = IntStream.range(0, count)
                .boxed()
                .sorted(Comparator.comparingInt(row -> pool.places().get(row).session()))
                .toArray(Integer[]::new);
        Forecast forecast = new Forecast(unknown(count), unknown(count));
        Fit fit = new Fit();
        boolean[] learnt = new boolean[Arrays.stream(moments).max().orElse(0) + 1];
        int known = 0;
        for (int row : order) {
            int session = pool.places().get(row).session();
            for (; pool.places().get(order[known]).session() <= session - KNOWN_AFTER; known++) {
                int old = order[known];
                if (!learnt[moments[old]] && isKnown(terms[old]) && truth[old] > 0) {
                    learnt[moments[old]] = true;
                    fit.learn(terms[old], Math.log(truth[old]) / 2);
                }
            }
            if (fit.count >= FEWEST && isKnown(terms[row])) {
                forecast.logs[row] = fit.forecast(terms[row]);
                forecast.variances[row] = Math.exp(2 * forecast.logs[row] + 2 * fit.variance());
            }
        }
        return forecast;
    }

    private static double[] unknown(int count) {
        double[] values = new double[count];
        Arrays.fill(values, Double.NaN);
        return values;
    }

    private static double[] terms(Pool pool, int row) {
        double month = pool.of(Quantity.PAST_VARIANCE_21)[row];
        double day = Math.max(pool.of(Quantity.PAST_VARIANCE_1)[row], LEAST_DAY * LEAST_DAY * month);
        return new double[] {
            1, Math.log(day) / 2, Math.log(pool.of(Quantity.PAST_VARIANCE_5)[row]) / 2, Math.log(month) / 2
        };
    }

    private static boolean isKnown(double[] terms) {
        return Arrays.stream(terms).allMatch(Double::isFinite);
    }

    /** Least squares that takes one case at a time. */
    private static final class Fit {
        private final double[][] products = new double[TERMS][TERMS];
        private final double[] targets = new double[TERMS];
        private double squares;
        private int count;
        private int solvedAt = -1;
        private double[] weights = new double[TERMS];

        void learn(double[] terms, double target) {
            for (int i = 0; i < TERMS; i++) {
                Matrices.add(products[i], terms[i], terms);
                targets[i] += terms[i] * target;
            }
            squares += target * target;
            count++;
        }

        double forecast(double[] terms) {
            return Matrices.dot(weights(), terms);
        }

        /** Mean squared error of what was learnt. */
        double variance() {
            return Math.max(0, (squares - Matrices.dot(weights(), targets)) / count);
        }

        private double[] weights() {
            if (solvedAt != count) {
                double[][] a = new double[TERMS][];
                double[][] b = new double[TERMS][];
                for (int i = 0; i < TERMS; i++) {
                    a[i] = products[i].clone();
                    a[i][i] += RIDGE * count;
                    b[i] = new double[] {targets[i]};
                }
                Matrices.solve(a, b);
                weights = Arrays.stream(b).mapToDouble(row -> row[0]).toArray();
                solvedAt = count;
            }
            return weights;
        }
    }
}
