package dev.mvq.runtime.measure;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class SearchProperties {
    @Property(tries = 60)
    void the_nearest_are_those_of_a_plain_sort(
            @ForAll @IntRange(min = 1, max = 700) int rows,
            @ForAll @IntRange(min = 1, max = 37) int width,
            @ForAll @IntRange(min = 1, max = 40) int queries,
            @ForAll Likeness likeness,
            @ForAll long seed) {
        Random random = new Random(seed);
        float[] values = values(random, rows * width);
        float[] asked = values(random, queries * width);
        int[] searched = IntStream.range(0, rows).filter(row -> row % 7 != 3).toArray();
        try (Workers workers = new Workers(2)) {
            Search search = new Search(values, width, searched, likeness, workers);
            int[][] found = search.nearest(asked, 5, (query, row) -> (row + query) % 2 == 0);
            for (int query = 0; query < queries; query++) {
                double[] scores = scores(values, asked, query, width, likeness);
                int number = query;
                double[] expected = Arrays.stream(searched)
                        .filter(row -> (row + number) % 2 == 0)
                        .mapToDouble(row -> -scores[row])
                        .sorted()
                        .limit(5)
                        .toArray();
                assertArrayEquals(
                        expected,
                        Arrays.stream(found[query])
                                .mapToDouble(row -> -scores[row])
                                .toArray(),
                        1e-3);
            }
        }
    }

    @Property(tries = 30)
    void of_a_group_only_the_best_is_taken(@ForAll @IntRange(min = 1, max = 300) int rows, @ForAll long seed) {
        float[] values = values(new Random(seed), rows * 3);
        try (Workers workers = new Workers(1)) {
            int[] all = IntStream.range(0, rows).toArray();
            Search search = new Search(values, 3, all, Likeness.COSINE, workers);
            float[] query = {1, 2, 3};
            int[] found = search.nearest(query, 4, (asked, row) -> true, row -> row / 10)[0];
            int[] ranked = search.nearest(query, rows, (asked, row) -> true)[0];
            int[] expected = Arrays.stream(ranked)
                    .filter(row -> Arrays.stream(ranked)
                            .takeWhile(other -> other != row)
                            .noneMatch(other -> other / 10 == row / 10))
                    .limit(4)
                    .toArray();
            assertArrayEquals(expected, found);
        }
    }

    @Property(tries = 30)
    void equal_rows_share_the_middle_of_their_ranks(@ForAll @IntRange(min = 2, max = 400) int rows) {
        float[] values = new float[2 * rows];
        Arrays.fill(values, 1f);
        try (Workers workers = new Workers(2)) {
            int[] all = IntStream.range(0, rows).toArray();
            double[] ranks = new Search(values, 2, all, Likeness.DISTANCE, workers).ranks(values, all);
            for (double rank : ranks) {
                assertEquals((rows + 1) / 2.0, rank);
            }
        }
    }

    private static float[] values(Random random, int count) {
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return values;
    }

    private static double[] scores(float[] values, float[] asked, int query, int width, Likeness likeness) {
        double[] scores = new double[values.length / width];
        for (int row = 0; row < scores.length; row++) {
            double dot = 0;
            double own = 1e-12;
            double other = 1e-12;
            for (int d = 0; d < width; d++) {
                double a = asked[query * width + d];
                double b = values[row * width + d];
                dot += a * b;
                own += a * a;
                other += b * b;
            }
            scores[row] = likeness == Likeness.COSINE ? dot / Math.sqrt(own * other) : dot - other / 2;
        }
        return scores;
    }
}
