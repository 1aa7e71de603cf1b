package dev.mvq.tests.bench.realism;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** Statistics on samples of which they are known. */
class StatisticsTest {
    private static final int MANY = 200_000;

    @Test
    void a_normal_sample_has_kurtosis_3_and_its_known_share_beyond_2_deviations() {
        double[] normal = normal(MANY);
        assertEquals(3, Statistics.kurtosis(normal), 0.05);
        assertEquals(0.0455, Statistics.shareBeyond(2, normal), 0.002);
    }

    @Test
    void a_uniform_sample_has_kurtosis_1_8() {
        assertEquals(
                1.8,
                Statistics.kurtosis(IntStream.range(0, MANY).asDoubleStream().toArray()),
                1e-3);
    }

    @Test
    void hill_finds_the_exponent_of_a_pareto_tail_on_both_sides() {
        Random random = new Random(1);
        double[] pareto = IntStream.range(0, MANY)
                .mapToDouble(i -> (i % 2 == 0 ? 1 : -1) * Math.pow(1 - random.nextDouble(), -1 / 3.0))
                .toArray();
        assertEquals(3, Statistics.hill(0.05, pareto), 0.1);
    }

    @Test
    void gini_is_0_for_equals_and_near_1_where_one_has_all() {
        assertEquals(0, Statistics.gini(2, 2, 2, 2), 1e-12);
        assertEquals(0.75, Statistics.gini(0, 0, 0, 8), 1e-12);
        assertEquals(0.25, Statistics.gini(1, 2, 3, 4), 1e-12);
    }

    @Test
    void the_top_share_counts_at_least_one() {
        assertEquals(0.4, Statistics.topShare(0.01, 1, 2, 3, 4), 1e-12);
        assertEquals(0.7, Statistics.topShare(0.5, 1, 2, 3, 4), 1e-12);
        assertTrue(Double.isNaN(Statistics.topShare(0.5, 0, 0)));
    }

    @Test
    void the_half_life_of_an_autoregression_is_that_of_its_coefficient_also_under_noise() {
        double[] pure = autoregression(0.97);
        double[] noise = normal(MANY);
        double[] noisy = IntStream.range(0, MANY)
                .mapToDouble(i -> pure[i] + 4 * noise[i])
                .toArray();
        double known = Math.log(0.5) / Math.log(0.97);
        assertEquals(known, Statistics.halfLife(pure), 0.1 * known);
        assertEquals(known, Statistics.halfLife(noisy), 0.2 * known);
        assertEquals(0.97, Statistics.autocorrelation(1, pure), 0.01);
    }

    @Test
    void quantiles_are_linear_between_order_statistics_and_skip_the_unknown() {
        assertEquals(2.5, Statistics.median(4, Double.NaN, 1, 2, 3), 1e-12);
        assertEquals(1.3, Statistics.quantile(0.1, 1, 2, 3, 4), 1e-12);
        assertEquals(4, Statistics.quantile(1, 1, 2, 3, 4), 1e-12);
        assertTrue(Double.isNaN(Statistics.median()));
    }

    @Test
    void a_correlation_is_over_the_pairs_that_both_are_known() {
        double[] x = {1, 2, 3, Double.NaN, 5};
        double[] y = {2, 4, 6, 8, 10};
        assertEquals(1, Statistics.correlation(x, y), 1e-12);
        assertEquals(-1, Statistics.correlation(x, Arrays.stream(y).map(v -> -v).toArray()), 1e-12);
    }

    @Property
    void gini_and_tails_do_not_depend_on_the_unit(
            @ForAll @Size(min = 5, max = 40) List<@DoubleRange(min = 0.1, max = 100) Double> amounts,
            @ForAll @DoubleRange(min = 0.01, max = 100) double unit) {
        double[] values = amounts.stream().mapToDouble(Double::doubleValue).toArray();
        double[] scaled = Arrays.stream(values).map(v -> v * unit).toArray();
        assertEquals(Statistics.gini(values), Statistics.gini(scaled), 1e-9);
        assertEquals(Statistics.topShare(0.1, values), Statistics.topShare(0.1, scaled), 1e-9);
        assertTrue(Statistics.gini(values) >= -1e-12 && Statistics.gini(values) < 1);
    }

    @Property(tries = 50)
    void least_squares_finds_the_coefficients_that_made_the_values(@ForAll @LongRange(min = 0) long seed) {
        Random random = new Random(seed);
        double[] known = random.doubles(4, -2, 2).toArray();
        List<double[]> terms = IntStream.range(0, 30)
                .mapToObj(i -> new double[] {1, random.nextGaussian(), random.nextGaussian(), random.nextGaussian()})
                .toList();
        double[] values = terms.stream()
                .mapToDouble(t ->
                        IntStream.range(0, 4).mapToDouble(i -> t[i] * known[i]).sum())
                .toArray();
        assertArrayEquals(known, LeastSquares.fit(terms, values), 1e-6);
    }

    @Test
    void least_squares_says_unknown_where_the_rows_do_not_determine_a_term() {
        double[] fit = LeastSquares.fit(List.of(new double[] {1, 2}, new double[] {2, 4}), new double[] {1, 2});
        assertTrue(Double.isNaN(fit[0]) && Double.isNaN(fit[1]));
    }

    private static double[] normal(int count) {
        Random random = new Random(2);
        return IntStream.range(0, count).mapToDouble(i -> random.nextGaussian()).toArray();
    }

    private static double[] autoregression(double coefficient) {
        Random random = new Random(3);
        double[] values = new double[MANY];
        for (int i = 1; i < MANY; i++) {
            values[i] = coefficient * values[i - 1] + random.nextGaussian();
        }
        return values;
    }
}
