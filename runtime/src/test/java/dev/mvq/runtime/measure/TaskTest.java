package dev.mvq.runtime.measure;

import static dev.mvq.runtime.measure.TestPools.circle;
import static dev.mvq.runtime.measure.TestPools.figure;
import static dev.mvq.runtime.measure.TestPools.judged;
import static dev.mvq.runtime.measure.TestPools.same;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mvq.runtime.market.DateRange;
import dev.mvq.runtime.market.Modality;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Tasks on vectors of which it is known what they are worth. */
class TaskTest {
    private static final DateRange CRISIS = new DateRange(LocalDate.of(2008, 9, 1), LocalDate.of(2008, 11, 30));
    private static final int SESSIONS = 800;
    private static final int UNDERLYINGS = 3;

    private final Workers workers = new Workers(2);
    private final Random random = new Random(5);
    private final double[] truth = random.doubles(SESSIONS * UNDERLYINGS).toArray();
    private final Pool pool = TestPools.swinging(TestPools.pool(SESSIONS, UNDERLYINGS), truth);
    private final int rows = pool.places().size();
    private final float[] telling = circle(truth);
    private final float[] saysNothing = circle(random.doubles(rows).toArray());

    @AfterEach
    void close() {
        workers.close();
    }

    static Stream<Task> tasks() {
        return Stream.of(
                new TwinsTask(),
                new AgreementTask(),
                new PathsTask(),
                new OutcomeTask(),
                new CrisisTask(CRISIS),
                new LatentTask(),
                new ProbeTask());
    }

    /** What every task keeps, new ones too. */
    @ParameterizedTest
    @MethodSource("tasks")
    void a_task_says_what_it_lacks_where_nothing_is_known(Task task) {
        Trial trial = TestPools.trial(TestPools.pool(3, 1), Modality.FUSED, workers);
        assertFalse(task.lacking(trial).orElse("").isBlank());
        assertFalse(task.name().isBlank());
    }

    @ParameterizedTest
    @MethodSource("tasks")
    void a_task_gives_each_measure_once_and_the_same_measures_to_all_methods(Task task) {
        knowAll();
        Trial trial = TestPools.trial(pool, Modality.FUSED, workers);
        assertEquals("", task.lacking(trial).orElse(""));
        List<String> measures = measures(task.judge(trial, judged(trial, same(telling, 2))));
        assertEquals(measures.stream().distinct().toList(), measures);
        assertEquals(measures, measures(task.judge(trial, judged(trial, same(saysNothing, 2)))));
        assertTrue(measures(task.references(trial)).stream().allMatch(measures::contains));
        task.judge(trial, judged(trial, same(telling, 2)))
                .forEach(finding -> assertTrue(Double.isFinite(finding.sample().figure()), finding.measure()));
    }

    private static List<String> measures(List<Task.Finding> findings) {
        return findings.stream().map(Task.Finding::measure).toList();
    }

    private void knowAll() {
        for (Quantity quantity : Quantity.values()) {
            know(quantity, row -> 0.1 + truth[row]);
        }
    }

    private void know(Quantity quantity, java.util.function.IntToDoubleFunction value) {
        Arrays.setAll(pool.of(quantity), value);
    }

    @Test
    void a_view_that_is_its_row_comes_first_always() {
        float[] vectors = new float[rows * 8];
        for (int i = 0; i < vectors.length; i++) {
            vectors[i] = (float) random.nextGaussian();
        }
        List<Task.Finding> found = judge(new TwinsTask(), same(vectors, 8));
        assertEquals(1, figure(found, "MRR"));
        assertEquals(1, figure(found, "recall@1"));
    }

    @Test
    void a_view_that_has_nothing_of_its_row_comes_first_by_chance() {
        Task task = new TwinsTask();
        List<Task.Finding> found = judge(task, new Vectors(2, telling, saysNothing));
        Trial trial = TestPools.trial(pool, Modality.FUSED, workers);
        assertEquals(figure(task.references(trial), "MRR"), figure(found, "MRR"), 0.003);
        assertEquals(figure(task.references(trial), "recall@1"), figure(found, "recall@1"), 0.003);
    }

    @Test
    void neighbours_agree_on_what_was_planted_and_on_nothing_else() {
        know(Quantity.NEXT_SPREAD, row -> truth[row]);
        know(Quantity.NEXT_VOLUME, row -> random.nextDouble());
        List<Task.Finding> found = judge(new AgreementTask(), same(telling, 2));
        assertTrue(figure(found, "R² next_spread") > 0.98);
        assertEquals(0, figure(found, "R² next_volume"), 0.1);
    }

    @Test
    void neighbours_are_neither_of_the_subjects_underlying_nor_of_its_time() {
        // What only the own underlying or the own time shares must not be found.
        know(Quantity.NEXT_SPREAD, row -> row % UNDERLYINGS);
        know(Quantity.NEXT_VOLUME, row -> saysNothing[2 * (row / UNDERLYINGS / 10)]);
        float[] own = new float[rows * 3];
        for (int row = 0; row < rows; row++) {
            own[row * 3 + row % UNDERLYINGS] = 1;
        }
        assertTrue(figure(judge(new AgreementTask(), same(own, 3)), "R² next_spread") < 0);
        double[] time = new double[rows];
        Arrays.setAll(time, row -> (double) row / rows);
        assertTrue(figure(judge(new AgreementTask(), same(circle(time), 2)), "R² next_volume") < 0.2);
    }

    @Test
    void an_outcome_that_vectors_foretell_is_found_and_no_other() {
        knowAll();
        know(Quantity.NEXT_VARIANCE_5, row -> Math.exp(truth[row]));
        know(Quantity.NEXT_VARIANCE_21, row -> Math.exp(2 * saysNothing[2 * row]));
        List<Task.Finding> found = judge(new OutcomeTask(), same(telling, 2));
        assertTrue(figure(found, "R² volatility 5d") > 0.9);
        assertEquals(0, figure(found, "QLIKE 5d ↓"), 0.02);
        assertEquals(0, figure(found, "R² volatility 21d"), 0.12);
        assertTrue(figure(found, "QLIKE 21d ↓") > 0.2);
    }

    @Test
    void days_of_other_years_as_wild_as_the_crisis_are_found() {
        know(Quantity.VOLATILITY_INDEX, row -> truth[row]);
        // Rows of the crisis look like the wildest; the index says which others are.
        double[] seen = truth.clone();
        for (int row = 0; row < rows; row++) {
            if (CRISIS.contains(pool.places().get(row).date())) {
                seen[row] = 0.99;
            }
        }
        Task task = new CrisisTask(CRISIS);
        Trial trial = TestPools.trial(pool, Modality.FUSED, workers);
        assertEquals(1, figure(judge(task, same(circle(seen), 2)), "precision@50 2008"), 0.01);
        assertEquals(0.1, figure(task.references(trial), "precision@50 2008"), 0.02);
        assertEquals(0.1, figure(judge(task, same(saysNothing, 2)), "precision@50 2008"), 0.05);
    }

    @Test
    void latent_states_that_vectors_hold_are_shared_by_neighbours() {
        know(Quantity.REGIME, row -> (int) (5 * truth[row]));
        know(Quantity.FLOW, row -> saysNothing[2 * row]);
        Task task = new LatentTask();
        List<Task.Finding> found = judge(task, same(telling, 2));
        List<Task.Finding> chance = task.references(TestPools.trial(pool, Modality.FUSED, workers));
        assertTrue(figure(found, "precision@20 regime") > 0.95);
        assertEquals(0.2, figure(chance, "precision@20 regime"), 0.02);
        assertEquals(figure(chance, "precision@20 flow"), figure(found, "precision@20 flow"), 0.02);
    }

    @Test
    void paths_that_vectors_hold_are_those_of_neighbours() {
        Task task = new PathsTask();
        assertTrue(figure(judge(task, same(telling, 2)), "correlation") > 0.95);
        assertEquals(0, figure(judge(task, same(saysNothing, 2)), "correlation"), 0.05);
        List<Task.Finding> chance = task.references(TestPools.trial(pool, Modality.FUSED, workers));
        assertEquals(0, figure(chance, "correlation"), 0.05);
    }

    @Test
    void a_probe_reads_what_is_linear_in_vectors_and_names_what_they_name() {
        know(Quantity.LOG_IV, row -> 3 * telling[2 * row] - telling[2 * row + 1]);
        know(Quantity.LOG_PRICE, row -> random.nextGaussian());
        float[] named = new float[rows * 5];
        for (int row = 0; row < rows; row++) {
            named[row * 5] = telling[2 * row];
            named[row * 5 + 1] = telling[2 * row + 1];
            named[row * 5 + 2 + row % UNDERLYINGS] = 1;
        }
        List<Task.Finding> found = judge(new ProbeTask(), same(named, 5));
        assertTrue(figure(found, "R² log_iv") > 0.99);
        assertEquals(0, figure(found, "R² log_price ↓"), 0.05);
        assertEquals(1, figure(found, "accuracy ticker ↓"));
        Trial trial = TestPools.trial(pool, Modality.FUSED, workers);
        double chance = figure(new ProbeTask().references(trial), "accuracy vendor ↓");
        assertEquals(chance, figure(judge(new ProbeTask(), same(saysNothing, 2)), "accuracy vendor ↓"), 0.02);
    }

    private List<Task.Finding> judge(Task task, Vectors vectors) {
        Trial trial = TestPools.trial(pool, Modality.FUSED, workers);
        return task.judge(trial, judged(trial, vectors));
    }
}
