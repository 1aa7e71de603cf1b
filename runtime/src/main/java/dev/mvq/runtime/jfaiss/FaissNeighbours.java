package dev.mvq.runtime.jfaiss;

import java.util.Arrays;

/**
 * The nearest ids of each query, most alike first. Where fewer than k were found, the rest of a query's ids are -1.
 *
 * @param k how many were asked for
 * @param ids {@code [queries, k]} row-major
 * @param similarities {@code [queries, k]} inner products, as the index computes them: exact for flat vectors, estimates for codes
 */
public record FaissNeighbours(int k, long[] ids, float[] similarities) {
    /** Number of queries answered. */
    public int queries() {
        return ids.length / k;
    }

    /** The ids found for a query, most alike first, without the -1 of places not filled. */
    public long[] idsOf(int query) {
        int found = 0;
        while (found < k && ids[query * k + found] >= 0) {
            found++;
        }
        return Arrays.copyOfRange(ids, query * k, query * k + found);
    }
}
