package dev.mvq.runtime.measure;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import dev.mvq.runtime.encoder.DeviceChoice;
import dev.mvq.runtime.encoder.PyTorch;
import java.util.Arrays;
import java.util.function.IntUnaryOperator;

/**
 * Exhaustive search among some rows: blocks of queries times all rows by the engine's matrix product, one thread a block.
 */
final class Search {
    private static final int QUERIES = 64;
    private static final double LEAST_SQUARE = 1e-12;

    private final int width;
    private final int[] rows;
    private final float[] matrix;
    private final float[] offsets;
    private final Likeness likeness;
    private final Workers workers;

    /** Whether a row may be a neighbour of a query. */
    interface Eligible {
        boolean test(int query, int row);
    }

    /** Takes the scores of a query, one a searched row, in the order of the rows; they are the caller's only until it returns. */
    interface Scored {
        void accept(int query, float[] scores);
    }

    /**
     * @param values {@code [n, width]}
     * @param rows those of them that are searched
     */
    Search(float[] values, int width, int[] rows, Likeness likeness, Workers workers) {
        this.width = width;
        this.rows = rows.clone();
        this.likeness = likeness;
        this.workers = workers;
        this.matrix = Vectors.pick(values, width, rows);
        this.offsets = new float[rows.length];
        for (int i = 0; i < rows.length; i++) {
            if (likeness == Likeness.COSINE) {
                normalise(matrix, i * width);
            } else {
                offsets[i] = (float) (-square(matrix, i * width) / 2);
            }
        }
    }

    private double square(float[] values, int from) {
        double sum = 0;
        for (int d = 0; d < width; d++) {
            sum += (double) values[from + d] * values[from + d];
        }
        return sum;
    }

    private void normalise(float[] values, int from) {
        double scale = 1 / Math.sqrt(square(values, from) + LEAST_SQUARE);
        for (int d = 0; d < width; d++) {
            values[from + d] = (float) (values[from + d] * scale);
        }
    }

    /** Scores all rows for each query; queries are taken by several threads at once. */
    void score(float[] queries, Scored scored) {
        int count = queries.length / width;
        if (count == 0 || rows.length == 0) {
            return;
        }
        try (NDManager manager = PyTorch.manager(DeviceChoice.CPU)) {
            NDArray turned =
                    manager.create(matrix, new Shape(rows.length, width)).transpose();
            workers.each((count + QUERIES - 1) / QUERIES, group -> {
                int from = group * QUERIES;
                int to = Math.min(count, from + QUERIES);
                float[] scores = scores(turned, Arrays.copyOfRange(queries, from * width, to * width));
                for (int i = 0; i < to - from; i++) {
                    scored.accept(from + i, Arrays.copyOfRange(scores, i * rows.length, (i + 1) * rows.length));
                }
            });
        }
    }

    /** {@code [queries, rows]}; the queries are overwritten. */
    private float[] scores(NDArray turned, float[] queries) {
        int count = queries.length / width;
        for (int i = 0; i < count && likeness == Likeness.COSINE; i++) {
            normalise(queries, i * width);
        }
        float[] scores;
        try (NDManager manager = turned.getManager().newSubManager()) {
            scores = manager.create(queries, new Shape(count, width))
                    .matMul(turned)
                    .toFloatArray();
        }
        for (int i = 0; i < scores.length && likeness == Likeness.DISTANCE; i++) {
            scores[i] += offsets[i % rows.length];
        }
        return scores;
    }

    /** Each query's nearest eligible rows, best first; fewer than {@code count} where there are no more. */
    int[][] nearest(float[] queries, int count, Eligible eligible) {
        return nearest(queries, count, eligible, row -> row);
    }

    /** The same with at most one row of each group. */
    int[][] nearest(float[] queries, int count, Eligible eligible, IntUnaryOperator group) {
        int[][] found = new int[queries.length / width][];
        score(queries, (query, scores) -> {
            Nearest nearest = new Nearest(count, group);
            for (int i = 0; i < scores.length; i++) {
                if (nearest.wants(scores[i]) && eligible.test(query, rows[i])) {
                    nearest.offer(rows[i], scores[i]);
                }
            }
            found[query] = nearest.rows();
        });
        return found;
    }

    /**
     * The rank of each query's own row: one plus the rows that score higher, and half of those that score the same.
     *
     * @param own the own row of each query, among those searched
     */
    double[] ranks(float[] queries, int[] own) {
        int[] place = new int[Arrays.stream(rows).max().orElse(-1) + 1];
        for (int i = 0; i < rows.length; i++) {
            place[rows[i]] = i;
        }
        double[] ranks = new double[own.length];
        score(queries, (query, scores) -> {
            int at = place[own[query]];
            double rank = 1;
            for (int i = 0; i < scores.length; i++) {
                rank += scores[i] > scores[at] ? 1 : i != at && scores[i] == scores[at] ? 0.5 : 0;
            }
            ranks[query] = rank;
        });
        return ranks;
    }

    /** The best so far, best first. */
    private static final class Nearest {
        private final int[] rows;
        private final float[] scores;
        private final IntUnaryOperator group;
        private int count;

        Nearest(int most, IntUnaryOperator group) {
            this.rows = new int[most];
            this.scores = new float[most];
            this.group = group;
        }

        boolean wants(float score) {
            return count < rows.length || score > scores[count - 1];
        }

        void offer(int row, float score) {
            int own = group.applyAsInt(row);
            int at = 0;
            while (at < count && group.applyAsInt(rows[at]) != own) {
                at++;
            }
            if (at < count && scores[at] >= score) {
                return;
            }
            if (at == count) {
                at = count < rows.length ? count++ : count - 1;
            }
            while (at > 0 && scores[at - 1] < score) {
                scores[at] = scores[at - 1];
                rows[at] = rows[at - 1];
                at--;
            }
            scores[at] = score;
            rows[at] = row;
        }

        int[] rows() {
            return Arrays.copyOf(rows, count);
        }
    }
}
