package dev.mvq.runtime.encoder;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TrainingSetTest {
    private static final LocalDate FIRST = LocalDate.of(2024, 1, 1);

    @Test
    void the_last_tenth_of_a_sources_dates_and_some_names_are_held_out() {
        TrainingSet set = new TrainingSet(days(20));
        Set<Integer> heldDays = new HashSet<>();
        Set<Integer> learntDays = new HashSet<>();
        IntStream.range(0, set.rows()).forEach(row -> (set.heldOut()[row] ? heldDays : learntDays).add(row / 8));
        assertTrue(heldDays.containsAll(Set.of(18, 19)));
        assertFalse(learntDays.contains(18) || learntDays.contains(19));
        assertEquals("2024-01-20", set.through());
    }

    @Test
    void of_few_names_none_is_held_out_and_of_many_at_most_a_fifth() {
        for (int names : new int[] {1, 3, 4, 12, 60}) {
            List<String> underlyings =
                    IntStream.range(0, names).mapToObj(i -> "N" + i).toList();
            byte[] present = new byte[names];
            Arrays.fill(present, (byte) 31);
            List<TrainingDay> days = IntStream.range(0, 5)
                    .mapToObj(day -> new TrainingDay(
                            "source", FIRST.plusDays(day), underlyings, MadeFeatures.batch(present, day)))
                    .toList();
            TrainingSet set = new TrainingSet(days);
            long held =
                    IntStream.range(0, names).filter(row -> set.heldOut()[row]).count();
            assertTrue(held <= names / 5, held + " of " + names);
            assertTrue(names < 60 || held > 0, "some of many");
        }
    }

    @Test
    void batches_hold_different_examples_never_of_both_kinds() {
        TrainingSet set = new TrainingSet(days(20));
        Sampler sampler = new Sampler(set.dayGroups(), set.nameGroups(), set.heldOut());
        SplittableRandom random = new SplittableRandom(1);
        for (int draw = 0; draw < 20; draw++) {
            int[] batch = sampler.draw(random, 32, false);
            assertEquals(32, Arrays.stream(batch).distinct().count());
            assertTrue(Arrays.stream(batch).noneMatch(row -> set.heldOut()[row]));
        }
        assertEquals(sampler.heldSize(), sampler.draw(random, 10_000, true).length);
        assertEquals(set.rows(), sampler.heldSize() + sampler.learningSize());
    }

    @Test
    void batches_hold_neighbours_of_one_day_and_name() {
        TrainingSet set = new TrainingSet(days(40));
        Sampler sampler = new Sampler(set.dayGroups(), set.nameGroups(), set.heldOut());
        int[] batch = sampler.draw(new SplittableRandom(2), 32, false);
        long groups =
                Arrays.stream(batch).map(row -> set.dayGroups()[row]).distinct().count();
        assertTrue(groups <= 20, groups + " groups in 32 rows");
    }

    @Test
    void masking_keeps_the_last_session_takes_whole_fields_and_never_shows_what_is_missing() {
        InputShape shape = new InputShape(10, List.of("volume", "turnover", "delta"));
        Masking masking = new Masking(shape, List.of(new boolean[] {true, true, false}));
        SplittableRandom random = new SplittableRandom(3);
        Set<Integer> known = new HashSet<>();
        for (int view = 0; view < 50; view++) {
            float[] row = new float[30];
            Arrays.fill(row, 0.5f);
            row[28] = Float.NaN;
            masking.apply(row, new boolean[] {view % 2 == 0}, random);
            known.add((int)
                    IntStream.range(0, 30).filter(i -> !Float.isNaN(row[i])).count());
            assertTrue(Float.isNaN(row[28]));
            if (view % 2 == 0) {
                assertTrue(IntStream.range(0, 30).filter(i -> i % 3 < 2).allMatch(i -> Float.isNaN(row[i])));
            }
        }
        assertTrue(known.size() > 5, "views show " + known);
    }

    private static List<TrainingDay> days(int count) {
        List<TrainingDay> days = new ArrayList<>();
        for (int day = 0; day < count; day++) {
            byte[] present = new byte[8];
            Arrays.fill(present, (byte) 31);
            days.add(new TrainingDay(
                    "made",
                    FIRST.plusDays(day),
                    List.of("AAA", "AAA", "AAA", "AAA", "BBB", "BBB", "BBB", "BBB"),
                    MadeFeatures.batch(present, day)));
        }
        return days;
    }
}
