package dev.mvq.runtime.fusion;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mvq.runtime.market.Modality;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class AdaptiveWeightsTest {
    /** Of four modalities, the first much steadier than the others. */
    private static final double[] NOISE = {0.001, 0.1, 0.02, 0.02};

    private static final List<Modality> FOUR =
            List.of(Modality.PRICE, Modality.GREEKS, Modality.MICROSTRUCTURE, Modality.TECHNICAL);

    @Test
    void modalities_that_confirm_each_other_alike_weigh_alike() {
        assertArrayEquals(new double[] {0.25, 0.25, 0.25, 0.25}, weights(found(0), found(0), found(0), found(0)));
    }

    @Test
    void a_modality_whose_neighbours_the_others_do_not_know_weighs_next_to_nothing() {
        double[] weights = weights(found(0), found(0), found(3), found(0));
        assertTrue(weights[2] <= 0.02, Arrays.toString(weights));
        assertEquals(weights[0], weights[3], 0.011);
    }

    @Test
    void a_modality_in_which_nothing_stands_out_weighs_nothing() {
        double[] weights = weights(found(0), found(0), new double[10], found(0));
        assertArrayEquals(new double[] {0.34, 0.33, 0, 0.33}, weights);
    }

    @Test
    void how_far_a_row_stands_out_is_counted_in_the_modalitys_own_spread() {
        // The same similarities, but in the second modality rows that have nothing to do with each other are often as
        // alike: the square of what stands out is a ninth, and its nearest row is three times as near for it.
        Evidence evidence = new Evidence(
                FOUR.subList(0, 3),
                new double[][] {found(0), found(0), found(0)},
                new double[] {0, 0, 0},
                new double[] {0.1, 0.3, 0.1},
                unknown(3));
        double[] weights = AdaptiveWeights.of(evidence);
        assertEquals(3, weights[0] / weights[1], 0.2);
        assertEquals(weights[0], weights[2], 0.011);
    }

    @Test
    void a_modality_that_tells_rows_apart_finely_weighs_more_than_one_that_is_far_from_any() {
        double[] fine = found(0);
        fine[0] = 0.99;
        double[] weights = weights(found(0), found(0), fine, found(0));
        assertEquals(10 * 0.97 * 0.97 / (0.88 * 0.88), weights[2] / weights[0], 2);
    }

    @Test
    void a_row_that_is_all_but_the_subject_does_not_take_all_of_the_weight() {
        double[] near = found(0);
        near[0] = 0.9999;
        double[] same = found(0);
        same[0] = 1;
        assertArrayEquals(weights(near, near, near, same), weights(near, near, near, near));
    }

    @Test
    void without_candidates_or_spread_nothing_is_known_and_all_weigh_alike() {
        double[] none = {};
        assertArrayEquals(new double[] {0.25, 0.25, 0.25, 0.25}, weights(none, none, none, none));
        double[] unknown = {Double.NaN, Double.NaN};
        Evidence evidence = new Evidence(
                FOUR.subList(0, 2),
                new double[][] {found(0), found(0)},
                unknown,
                new double[] {0, Double.NaN},
                unknown);
        assertArrayEquals(new double[] {0.5, 0.5}, AdaptiveWeights.of(evidence));
    }

    @Test
    void where_every_modality_chooses_otherwise_the_steadiest_weighs_most_if_steadiness_is_known() {
        double[] weights = weightsOf(NOISE, found(0), found(1), found(2), found(3));
        assertTrue(weights[0] > 2 * weights[2] - 0.01, Arrays.toString(weights));
        assertTrue(weights[1] < weights[2], Arrays.toString(weights));
        assertArrayEquals(new double[] {0.25, 0.25, 0.25, 0.25}, weights(found(0), found(1), found(2), found(3)), 0.05);
    }

    @Test
    void the_steadiest_modality_loses_half_of_its_weight_where_the_others_contradict_it() {
        double before =
                1 / NOISE[0] / Arrays.stream(NOISE).map(each -> 1 / each).sum();
        double[] weights = weightsOf(NOISE, found(1), found(0), found(0), found(0));
        assertTrue(weights[0] < before / 2, Arrays.toString(weights));
    }

    @Test
    void where_all_confirm_each_other_steadiness_changes_nothing() {
        double[][] alike = {found(0), found(0), found(0), found(0)};
        assertArrayEquals(weights(alike), weightsOf(NOISE, alike));
    }

    @Test
    void a_subject_with_one_modality_has_all_its_weight_there() {
        assertArrayEquals(
                new double[] {1},
                AdaptiveWeights.of(new Evidence(
                        List.of(Modality.FUSED),
                        new double[][] {found(2)},
                        new double[1],
                        new double[] {0.2},
                        unknown(1))));
    }

    @RepeatedTest(50)
    void weights_are_hundredths_that_sum_to_one_and_depend_on_the_evidence_alone(RepetitionInfo info) {
        Random random = new Random(info.getCurrentRepetition());
        double[][] cosines = new double[4][];
        for (int m = 0; m < 4; m++) {
            cosines[m] = random.doubles(30, -1, 1).toArray();
        }
        double[] weights = weights(cosines);
        assertEquals(1, Arrays.stream(weights).sum(), 1e-12);
        for (double weight : weights) {
            assertTrue(weight >= 0);
            assertEquals(Math.rint(100 * weight), 100 * weight, 1e-9);
        }
        assertArrayEquals(weights, weights(cosines));
    }

    @Test
    void candidates_that_not_every_modality_has_scored_are_refused() {
        assertThrows(IllegalArgumentException.class, () -> weights(found(0), found(0), found(0), new double[9]));
    }

    private static double[] weights(double[]... cosines) {
        return weightsOf(unknown(cosines.length), cosines);
    }

    private static double[] weightsOf(double[] noise, double[]... cosines) {
        double[] spread = new double[cosines.length];
        Arrays.fill(spread, 0.2);
        return AdaptiveWeights.of(new Evidence(FOUR, cosines, new double[cosines.length], spread, noise));
    }

    private static double[] unknown(int count) {
        double[] noise = new double[count];
        Arrays.fill(noise, Double.NaN);
        return noise;
    }

    /** Ten candidates of which one is much alike. */
    private static double[] found(int at) {
        double[] cosines = new double[10];
        Arrays.fill(cosines, 0.02);
        cosines[at] = 0.9;
        return cosines;
    }
}
