package dev.mvq.runtime.measure;

import java.util.Arrays;
import java.util.function.IntUnaryOperator;

/**
 * Exhaustive search among some rows. Rows are laid out in blocks, numbers of one dimension side by side, so that a block stays in the
 * processor's cache while several queries pass over it and the innermost loop is one that the compiler makes vector code of.
 */
final class Search {
    private static final int BLOCK = 256;
    private static final int QUERIES = 16;
    private static final double LEAST_SQUARE = 1e-12;

    private final int width;
    private final int padded;
    private final int[] rows;
    private final float[][] blocks;
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
        this.padded = (width + 3) / 4 * 4;
        this.rows = rows.clone();
        this.likeness = likeness;
        this.workers = workers;
        this.blocks = new float[(rows.length + BLOCK - 1) / BLOCK][];
        this.offsets = new float[rows.length];
        workers.each(blocks.length, block -> fill(block, values));
    }

    private void fill(int block, float[] values) {
        float[] laid = new float[padded * BLOCK];
        int count = Math.min(BLOCK, rows.length - block * BLOCK);
        for (int i = 0; i < count; i++) {
            int from = rows[block * BLOCK + i] * width;
            double square = square(values, from);
            double scale = likeness == Likeness.COSINE ? 1 / Math.sqrt(square + LEAST_SQUARE) : 1;
            offsets[block * BLOCK + i] = likeness == Likeness.COSINE ? 0 : (float) (-square / 2);
            for (int d = 0; d < width; d++) {
                laid[d * BLOCK + i] = (float) (values[from + d] * scale);
            }
        }
        blocks[block] = laid;
    }

    private double square(float[] values, int from) {
        double sum = 0;
        for (int d = 0; d < width; d++) {
            sum += (double) values[from + d] * values[from + d];
        }
        return sum;
    }

    /** The rows searched, in the order of scores. */
    int[] rows() {
        return rows.clone();
    }

    /** Scores all rows for each query; queries are taken by several threads at once. */
    void score(float[] queries, Scored scored) {
        int count = queries.length / width;
        workers.each((count + QUERIES - 1) / QUERIES, group -> {
            int from = group * QUERIES;
            float[][] scores = scores(queries, from, Math.min(count, from + QUERIES));
            for (int i = 0; i < scores.length; i++) {
                scored.accept(from + i, scores[i]);
            }
        });
    }

    private float[][] scores(float[] queries, int from, int to) {
        float[][] scores = new float[to - from][rows.length];
        float[][] asked = new float[to - from][];
        for (int i = 0; i < asked.length; i++) {
            asked[i] = query(queries, (from + i) * width);
        }
        float[] sums = new float[BLOCK];
        for (int block = 0; block < blocks.length; block++) {
            int count = Math.min(BLOCK, rows.length - block * BLOCK);
            for (int i = 0; i < asked.length; i++) {
                Arrays.fill(sums, 0);
                accumulate(asked[i], blocks[block], sums);
                for (int j = 0; j < count; j++) {
                    scores[i][block * BLOCK + j] = sums[j] + offsets[block * BLOCK + j];
                }
            }
        }
        return scores;
    }

    private float[] query(float[] queries, int from) {
        float[] query = new float[padded];
        double scale = likeness == Likeness.COSINE ? 1 / Math.sqrt(square(queries, from) + LEAST_SQUARE) : 1;
        for (int d = 0; d < width; d++) {
            query[d] = (float) (queries[from + d] * scale);
        }
        return query;
    }

    /** Four dimensions at a time: one pass over the sums for four products. */
    private static void accumulate(float[] query, float[] block, float[] sums) {
        for (int d = 0; d < query.length; d += 4) {
            float q0 = query[d];
            float q1 = query[d + 1];
            float q2 = query[d + 2];
            float q3 = query[d + 3];
            int at0 = d * BLOCK;
            int at1 = at0 + BLOCK;
            int at2 = at1 + BLOCK;
            int at3 = at2 + BLOCK;
            for (int j = 0; j < BLOCK; j++) {
                sums[j] += q0 * block[at0 + j] + q1 * block[at1 + j] + q2 * block[at2 + j] + q3 * block[at3 + j];
            }
        }
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
