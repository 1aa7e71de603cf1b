package dev.mvq.runtime.encoder;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * What vectors are worth, by what they retrieve: whether a noisy view of a row finds that row among all, and whether the nearest rows
 * elsewhere agree with it on quantities.
 */
final class EmbeddingMeasure {
    private static final int NEIGHBOURS = 20;

    /** Sessions away that count as elsewhere where there is one underlying only. */
    private static final int APART = 20;

    private final NDManager manager;
    private final MeasurePool pool;

    /** How similar two vectors are. */
    enum Likeness {
        COSINE,
        EUCLIDEAN
    }

    /**
     * Vectors of a pool and of its noisy views.
     *
     * @param width numbers a vector
     * @param pool {@code [rows, width]}
     * @param views {@code [subjects, width]}
     */
    record Vectors(int width, float[] pool, float[] views) {}

    /**
     * The figures of one table row.
     *
     * @param reciprocalRank mean reciprocal rank of the subject for its noisy view, 0..1
     * @param first part of the views whose subject came first, 0..1
     * @param agreement R² of the mean of 20 neighbours elsewhere, a quantity; NaN where unknown
     * @param subjects views searched with
     * @param rows rows searched in
     */
    record Figures(double reciprocalRank, double first, double[] agreement, int subjects, int rows) {}

    EmbeddingMeasure(NDManager manager, MeasurePool pool) {
        this.manager = manager;
        this.pool = pool;
    }

    /**
     * Measures vectors on the rows that have them.
     *
     * @param isRow whether a pool row has a vector
     * @param isView whether a subject's view has one
     */
    Figures of(Vectors vectors, Likeness likeness, IntPredicate isRow, IntPredicate isView) {
        int[] rows = range(pool.rows().size(), isRow);
        int[] place = new int[pool.rows().size()];
        Arrays.fill(place, -1);
        for (int i = 0; i < rows.length; i++) {
            place[rows[i]] = i;
        }
        int[] searched = range(pool.subjects().length, i -> isView.test(i) && isRow.test(pool.subjects()[i]));
        int[] subjects = Arrays.stream(searched).map(i -> pool.subjects()[i]).toArray();
        try (NDManager sub = manager.newSubManager()) {
            NDArray all = matrix(sub, Targets.rows(vectors.pool(), vectors.width(), rows), vectors.width(), likeness);
            float[] found = scores(all, Targets.rows(vectors.views(), vectors.width(), searched), likeness);
            double sum = 0;
            int first = 0;
            for (int i = 0; i < subjects.length; i++) {
                double rank = rank(found, i * rows.length, rows.length, place[subjects[i]]);
                sum += 1 / rank;
                first += rank == 1 ? 1 : 0;
            }
            float[] near = scores(all, Targets.rows(vectors.pool(), vectors.width(), subjects), likeness);
            double count = Math.max(1, subjects.length);
            return new Figures(
                    sum / count, first / count, agreement(near, rows, subjects), subjects.length, rows.length);
        }
    }

    /** One plus the rows that score higher, and half of those that score the same. */
    private static double rank(float[] scores, int from, int count, int own) {
        float mine = scores[from + own];
        double rank = 1;
        for (int i = 0; i < count; i++) {
            rank += scores[from + i] > mine ? 1 : i != own && scores[from + i] == mine ? 0.5 : 0;
        }
        return rank;
    }

    private double[] agreement(float[] scores, int[] rows, int[] subjects) {
        boolean one = pool.underlyings().stream().distinct().count() == 1;
        double[][] quantities = pool.quantities();
        Regression[] fits = new Regression[quantities.length];
        Arrays.setAll(fits, quantity -> new Regression());
        for (int i = 0; i < subjects.length; i++) {
            int subject = subjects[i];
            int[] near = nearest(scores, i * rows.length, rows, row -> isElsewhere(subject, row, one));
            for (int quantity = 0; quantity < fits.length; quantity++) {
                double[] values = quantities[quantity];
                double mean = Arrays.stream(near)
                        .mapToDouble(row -> values[row])
                        .filter(value -> !Double.isNaN(value))
                        .average()
                        .orElse(Double.NaN);
                fits[quantity].add(values[subject], mean);
            }
        }
        return Arrays.stream(fits).mapToDouble(Regression::explained).toArray();
    }

    private boolean isElsewhere(int subject, int row, boolean oneUnderlying) {
        return oneUnderlying
                ? Math.abs(pool.days()[subject] - pool.days()[row]) >= APART
                : !pool.underlyings().get(subject).equals(pool.underlyings().get(row));
    }

    private static int[] nearest(float[] scores, int from, int[] rows, IntPredicate wanted) {
        int[] best = new int[NEIGHBOURS];
        float[] bestScores = new float[NEIGHBOURS];
        int count = 0;
        for (int i = 0; i < rows.length; i++) {
            float score = scores[from + i];
            if ((count < NEIGHBOURS || score > bestScores[count - 1]) && wanted.test(rows[i])) {
                int at = count < NEIGHBOURS ? count++ : NEIGHBOURS - 1;
                while (at > 0 && bestScores[at - 1] < score) {
                    bestScores[at] = bestScores[at - 1];
                    best[at] = best[at - 1];
                    at--;
                }
                bestScores[at] = score;
                best[at] = rows[i];
            }
        }
        return Arrays.copyOf(best, count);
    }

    /** {@code [queries, rows]}; for Euclidean {@code q·r - |r|²/2}, which orders a query's rows as the distance does. */
    private static float[] scores(NDArray all, float[] queries, Likeness likeness) {
        long width = all.getShape().get(1);
        NDArray asked = matrix(all.getManager(), queries, (int) width, likeness);
        NDArray scores = asked.matMul(all.transpose());
        if (likeness == Likeness.EUCLIDEAN) {
            scores = scores.sub(all.square().sum(new int[] {1}).mul(0.5f));
        }
        return scores.toFloatArray();
    }

    private static NDArray matrix(NDManager manager, float[] values, int width, Likeness likeness) {
        NDArray matrix = manager.create(values, new Shape(values.length / width, width));
        if (likeness == Likeness.EUCLIDEAN) {
            return matrix;
        }
        return matrix.div(matrix.square().sum(new int[] {1}, true).add(1e-12).sqrt());
    }

    private static int[] range(int count, IntPredicate wanted) {
        return IntStream.range(0, count).filter(wanted).toArray();
    }

    /** How much of a quantity's variance its prediction explains. */
    private static final class Regression {
        private double count;
        private double sum;
        private double squares;
        private double errors;

        void add(double value, double predicted) {
            if (!Double.isNaN(value) && !Double.isNaN(predicted)) {
                count++;
                sum += value;
                squares += value * value;
                errors += (value - predicted) * (value - predicted);
            }
        }

        double explained() {
            double variance = squares - sum * sum / Math.max(1, count);
            return count < 2 || variance <= 1e-9 * squares ? Double.NaN : 1 - errors / variance;
        }
    }
}
