package dev.mvq.runtime.index;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mvq.runtime.market.Modality;
import dev.mvq.runtime.vector.Segment;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Percentiles against brute force over a real store in which one row in fifty is a stock's and one in five lacks modalities. */
class RandomPairsTest {
    /** Kolmogorov's distance that two such samples of one distribution exceed once in a thousand times: 1.95 sqrt(1/n + 1/m). */
    private static final int FRESH = 4_000;

    private static final double FARTHEST = 1.95 * Math.sqrt(1.0 / FRESH + 1.0 / (0.6 * RandomPairs.PAIRS));

    private static SearchFixture fixture;
    private static RandomPairs pairs;

    @BeforeAll
    static void make(@TempDir Path folder) {
        fixture = new SearchFixture(folder, 30, 12, 200, 25, Map.of());
        pairs = RandomPairs.draw(fixture.generation().segments(), 1);
    }

    @AfterAll
    static void close() {
        fixture.close();
    }

    @Test
    void percentiles_of_random_contract_days_are_even_for_every_modality() {
        for (Modality modality : Modality.values()) {
            assertEven(List.of(new WeightedModality(modality, 1)), false);
        }
    }

    @Test
    void percentiles_are_even_for_any_weighting_too() {
        assertEven(List.of(new WeightedModality(Modality.PRICE, 1), new WeightedModality(Modality.GREEKS, 1)), false);
        assertEven(
                List.of(
                        new WeightedModality(Modality.FUSED, 0.2),
                        new WeightedModality(Modality.MICROSTRUCTURE, 3),
                        new WeightedModality(Modality.TECHNICAL, 1.5)),
                false);
        assertEven(
                Arrays.stream(Modality.values())
                        .map(modality -> new WeightedModality(modality, 1 + modality.bit()))
                        .toList(),
                false);
    }

    @Test
    void stock_days_are_held_against_stock_days_though_they_are_few() {
        assertEven(List.of(new WeightedModality(Modality.PRICE, 1)), true);
        assertEven(List.of(new WeightedModality(Modality.TECHNICAL, 2), new WeightedModality(Modality.FUSED, 1)), true);
    }

    @Test
    void the_ends_are_nothing_and_everything() {
        List<WeightedModality> on = List.of(new WeightedModality(Modality.FUSED, 1));
        assertEquals(0, pairs.percentile(on, false, -1.01));
        assertEquals(100, pairs.percentile(on, false, 1.01));
    }

    @Test
    void the_factor_of_all_weights_does_not_matter() {
        List<WeightedModality> once =
                List.of(new WeightedModality(Modality.PRICE, 1), new WeightedModality(Modality.GREEKS, 0.25));
        List<WeightedModality> fourfold =
                List.of(new WeightedModality(Modality.PRICE, 4), new WeightedModality(Modality.GREEKS, 1));
        for (double similarity = -0.9; similarity < 1; similarity += 0.1) {
            assertEquals(
                    pairs.percentile(once, false, similarity), pairs.percentile(fourfold, false, similarity), 0.02);
        }
    }

    @Test
    void stored_pairs_say_what_the_drawn_ones_said_and_the_same_store_draws_the_same() {
        RandomPairs stored = RandomPairs.of(pairs.table());
        RandomPairs again = RandomPairs.draw(fixture.generation().segments(), 1);
        List<WeightedModality> on =
                List.of(new WeightedModality(Modality.PRICE, 1), new WeightedModality(Modality.TECHNICAL, 2));
        for (double similarity = -0.95; similarity < 1; similarity += 0.05) {
            double percentile = pairs.percentile(on, false, similarity);
            assertEquals(percentile, stored.percentile(on, false, similarity));
            assertEquals(percentile, again.percentile(on, false, similarity));
        }
    }

    @Test
    void a_pair_that_lacks_a_modality_counts_where_it_is_not_asked_for_and_nowhere_else() {
        double[] price = pairs.table().numbers("price");
        double[] greeks = pairs.table().numbers("greeks");
        long both = IntStream.range(0, price.length)
                .filter(pair -> !Double.isNaN(price[pair] + greeks[pair]))
                .count();
        long one = Arrays.stream(price).filter(cosine -> !Double.isNaN(cosine)).count();
        assertTrue(both < one && one < price.length, both + " of " + one + " of " + price.length);
    }

    /** Percentiles of pairs drawn anew, by plain arithmetic on the stored vectors, lie evenly in 0..100. */
    private static void assertEven(List<WeightedModality> on, boolean stocks) {
        Random random = new Random(99);
        List<SearchFixture.Row> rows = fixture.rows().stream()
                .filter(row -> (row.type() == 'S') == stocks)
                .filter(row -> on.stream().allMatch(each -> each.modality().in(row.present())))
                .toList();
        double[] percentiles = new double[FRESH];
        int drawn = 0;
        while (drawn < FRESH) {
            SearchFixture.Row left = rows.get(random.nextInt(rows.size()));
            SearchFixture.Row right = rows.get(random.nextInt(rows.size()));
            if (!left.equals(right)) {
                percentiles[drawn++] = pairs.percentile(on, stocks, similarity(on, left, right));
            }
        }
        Arrays.sort(percentiles);
        double farthest = 0;
        for (int i = 0; i < FRESH; i++) {
            // Vectors are shared by many rows, so similarities tie: of a tie its first says how many are less alike.
            if (i == 0 || percentiles[i - 1] < percentiles[i]) {
                farthest = Math.max(farthest, Math.abs(percentiles[i] / 100 - (double) i / FRESH));
            }
        }
        assertTrue(farthest < FARTHEST, on + (stocks ? " of stocks" : "") + " is off by " + farthest);
    }

    private static double similarity(List<WeightedModality> on, SearchFixture.Row left, SearchFixture.Row right) {
        double sum = 0;
        double weights = 0;
        for (WeightedModality each : on) {
            sum += each.weight() * cosine(each.modality(), left, right);
            weights += each.weight();
        }
        return sum / weights;
    }

    private static double cosine(Modality modality, SearchFixture.Row left, SearchFixture.Row right) {
        float[] a = vector(modality, left);
        float[] b = vector(modality, right);
        float sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    private static float[] vector(Modality modality, SearchFixture.Row row) {
        Segment segment = fixture.segment(row.segment());
        float[] vector = new float[modality.dimension()];
        segment.matrix(modality).read(row.ordinal(), vector);
        return vector;
    }
}
