package dev.mvq.runtime.generation;

import static dev.mvq.runtime.generation.GeneratedStore.ALL;
import static dev.mvq.runtime.generation.GeneratedStore.DAYS;
import static dev.mvq.runtime.generation.GeneratedStore.during;
import static dev.mvq.runtime.generation.GeneratedStore.restarted;
import static dev.mvq.runtime.generation.GeneratedStore.with;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mvq.runtime.encoder.DeviceChoice;
import dev.mvq.runtime.encoder.EncoderSet;
import dev.mvq.runtime.market.MvqException;
import dev.mvq.runtime.market.Progress;
import dev.mvq.runtime.storage.ForwardingStore;
import dev.mvq.runtime.storage.ObjectStore;
import dev.mvq.runtime.storage.Precondition;
import dev.mvq.runtime.storage.SampleDays;
import dev.mvq.runtime.vector.DayRef;
import dev.mvq.runtime.vector.Generation;
import dev.mvq.runtime.vector.Root;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Days into a generation: what is done again and what is not, what a year's test and a checkpoint do, what a failure leaves. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GeneratorTest {
    private static final YearTest PASSES = (year, candidate) -> new YearTest.Verdict(true, "fine");
    private static final LocalDate FIRST = LocalDate.of(2004, 12, 1);

    private EncoderSet encoders;
    private EncoderSet others;

    @BeforeAll
    void load() {
        encoders = EncoderSet.shipped(DeviceChoice.CPU);
        others = encoders.restarted(3);
    }

    @AfterAll
    void free() {
        others.close();
        encoders.close();
    }

    @Test
    void batch_size_and_workers_change_no_byte(@TempDir Path folder) {
        try (GeneratedStore one = GeneratedStore.withDays(folder.resolve("one"));
                GeneratedStore two = GeneratedStore.withDays(folder.resolve("two"))) {
            one.generate(ALL, encoders);
            two.generate(with(7, 1), encoders);
            assertEquals(DAYS, one.days().size());
            assertEquals(one.days(), two.days());
        }
    }

    @Test
    void a_period_alone_is_that_period_of_the_whole(@TempDir Path folder) {
        try (GeneratedStore whole = GeneratedStore.withDays(folder.resolve("whole"));
                GeneratedStore part = GeneratedStore.withDays(folder.resolve("part"))) {
            whole.generate(ALL, encoders);
            part.generate(during("2005-12-28", "2006-01-03"), encoders);
            assertEquals(
                    whole.days().subMap(LocalDate.of(2005, 12, 28), true, LocalDate.of(2006, 1, 3), true), part.days());
        }
    }

    @Test
    void what_is_done_is_not_done_again(@TempDir Path folder) {
        try (GeneratedStore store = GeneratedStore.withDays(folder)) {
            store.generate(during("2004-12-01", "2004-12-31"), encoders);
            GenerationReport rest = store.generate(ALL, encoders);
            assertEquals(DAYS - 5, rest.days());
            assertEquals(5, rest.skipped());

            Root before = store.vectors.root();
            GenerationReport nothing = store.generate(ALL, encoders);
            assertEquals(0, nothing.days());
            assertEquals(DAYS, nothing.skipped());
            assertEquals(before, store.vectors.root(), "nothing new is no new generation");
        }
    }

    @Test
    void a_corrected_day_is_done_again_with_the_days_that_look_back_on_it(@TempDir Path folder) {
        try (GeneratedStore store = GeneratedStore.withDays(folder)) {
            store.generate(ALL, encoders);
            NavigableMap<LocalDate, DayRef> before = store.days();
            LocalDate corrected = LocalDate.of(2005, 12, 28);
            store.archive.write(SampleDays.day(corrected, 9));
            GenerationReport report = store.generate(ALL, encoders);
            assertEquals(store.days().tailMap(corrected, true).size(), report.days());
            assertEquals(before.headMap(corrected, false), store.days().headMap(corrected, false));
            assertEquals(12, store.days().get(corrected).rows());
        }
    }

    @Test
    void where_there_is_nothing_to_do_of_a_market_day_no_more_is_read_than_its_checksum(@TempDir Path folder) {
        List<Map.Entry<String, Integer>> ranges = new ArrayList<>();
        List<String> whole = new ArrayList<>();
        try (GeneratedStore made = GeneratedStore.withDays(folder)) {
            made.generate(ALL, encoders);
        }
        try (GeneratedStore store =
                new GeneratedStore(folder, objects -> new ReadStore(objects, whole, ranges), Progress.SILENT)) {
            assertEquals(DAYS, store.generate(ALL, encoders).skipped());
        }
        assertEquals(
                List.of(),
                whole.stream().filter(key -> key.startsWith("market/")).toList());
        List<Map.Entry<String, Integer>> days = ranges.stream()
                .filter(range -> range.getKey().startsWith("market/"))
                .toList();
        assertEquals(DAYS, days.size());
        assertTrue(days.stream().allMatch(range -> range.getValue() <= 8192), days::toString);
    }

    /** A store that writes down what is read whole and what in part. */
    private record ReadStore(ObjectStore store, List<String> whole, List<Map.Entry<String, Integer>> ranges)
            implements ForwardingStore {
        @Override
        public byte[] read(String key) {
            whole.add(key);
            return store.read(key);
        }

        @Override
        public byte[] read(String key, long offset, int length) {
            ranges.add(Map.entry(key, length));
            return store.read(key, offset, length);
        }

        @Override
        public Path fetch(String key) {
            whole.add(key);
            return store.fetch(key);
        }
    }

    @Test
    void a_damaged_list_of_a_day_s_files_is_written_again_by_the_next_run_without_encoding(@TempDir Path folder) {
        try (GeneratedStore store = GeneratedStore.withDays(folder)) {
            store.generate(ALL, encoders);
            DayRef day = store.days().get(FIRST);
            String key = day.file("rows.parquet").key().replace("rows.parquet", "day.json");
            byte[] whole = store.store.read(key);
            byte[] flipped = whole.clone();
            flipped[20] ^= 1;
            for (byte[] damaged : List.of(flipped, Arrays.copyOf(whole, 10), new byte[0])) {
                store.store.put(key, damaged, Precondition.NONE);
                assertEquals(0, store.generate(ALL, encoders).days());
                assertArrayEquals(whole, store.store.read(key));
            }
            store.store.delete(key);
            assertEquals(0, store.generate(ALL, encoders).days());
            assertArrayEquals(whole, store.store.read(key));
        }
    }

    @Test
    void of_two_runs_at_once_over_other_days_both_end_well_and_nothing_is_lost(@TempDir Path folder) {
        List<String> told = new ArrayList<>();
        try (GeneratedStore other = GeneratedStore.withDays(folder);
                GeneratedStore slow = new GeneratedStore(folder, store -> store, telling(told))) {
            GenerationReport report = slow.generate(during("2004-12-01", "2004-12-31"), encoders, (year, candidate) -> {
                other.generate(during("2006-01-01", "2006-01-31"), encoders);
                return new YearTest.Verdict(true, "fine");
            });
            assertEquals(5, report.days());
            assertEquals(8, other.days().size());
            assertEquals(8, slow.days().size());
            assertEquals(2, slow.vectors.root().generation().orElseThrow().number());
            assertTrue(
                    told.contains("another run changed the store in the meantime; this one goes on from what it made"),
                    told::toString);
        }
    }

    @Test
    void of_two_runs_at_once_over_the_same_day_the_later_one_says_why_it_lost(@TempDir Path folder) {
        try (GeneratedStore other = GeneratedStore.withDays(folder);
                GeneratedStore slow = new GeneratedStore(folder)) {
            GenerationOptions days = during("2004-12-01", "2004-12-31");
            MvqException lost = assertThrows(
                    MvqException.class,
                    () -> slow.generate(days, encoders, (year, candidate) -> {
                        other.archive.write(SampleDays.day(FIRST.plusDays(1), 9));
                        other.generate(during("2004-12-02", "2004-12-03"), encoders);
                        return new YearTest.Verdict(true, "fine");
                    }));
            assertEquals(
                    "another run made 2 days from 2004-12-02 to 2004-12-03 of other data in the meantime, and its generation stays",
                    lost.getMessage());
            assertTrue(lost.remedy().startsWith("run the statement again"), lost.remedy());
            assertEquals(2, slow.days().size());
            assertEquals(3, slow.generate(days, encoders).skipped(), "the day before, and those of the other run");
            assertEquals(other.days(), slow.days());
            assertEquals(5, slow.days().size());
        }
    }

    private static Progress telling(List<String> told) {
        return new Progress() {
            @Override
            public void begin(String task, long total, String unit) {}

            @Override
            public void advance(long done, String detail) {}

            @Override
            public void tell(String message) {
                told.add(message);
            }

            @Override
            public void end() {}
        };
    }

    @Test
    void a_lost_file_is_missed_and_its_day_done_again(@TempDir Path folder) {
        try (GeneratedStore store = GeneratedStore.withDays(folder)) {
            store.generate(ALL, encoders);
            NavigableMap<LocalDate, DayRef> before = store.days();
            store.store.delete(before.get(FIRST).file("fused.npy").key());
            assertEquals(1, store.generate(ALL, encoders).days());
            assertTrue(
                    store.store.head(before.get(FIRST).file("fused.npy").key()).isPresent());
            assertEquals(before, store.days());
        }
    }

    @Test
    void a_lost_index_is_missed_and_built_again_without_encoding(@TempDir Path folder) {
        try (GeneratedStore store = GeneratedStore.withDays(folder)) {
            store.generate(ALL, encoders);
            String key = indexKey(store);
            store.store.delete(key);
            assertEquals(0, store.generate(ALL, encoders).days());
            assertTrue(store.store.head(indexKey(store)).isPresent());
        }
    }

    private static String indexKey(GeneratedStore store) {
        try (Generation generation = store.vectors.open().orElseThrow()) {
            return generation
                    .manifests()
                    .getFirst()
                    .indices()
                    .values()
                    .iterator()
                    .next()
                    .file()
                    .key();
        }
    }

    @Test
    void a_full_index_is_built_anew_and_a_damaged_manifest_does_not_stand_in_its_way(@TempDir Path folder) {
        GenerationOptions full =
                new GenerationOptions(ALL.during(), ALL.rows(), false, true, ALL.batchSize(), ALL.maxWorkers());
        try (GeneratedStore store = GeneratedStore.withDays(folder)) {
            store.generate(ALL, encoders);
            String first = store.generation();
            assertEquals(0, store.generate(full, encoders).days());
            assertNotEquals(first, store.generation());
            String manifest = "comprehensive_vectors/manifests/"
                    + store.vectors
                            .root()
                            .generation()
                            .orElseThrow()
                            .manifests()
                            .getFirst() + ".json";
            store.store.put(manifest, new byte[] {'{'}, Precondition.NONE);
            assertThrows(MvqException.class, store.vectors::open);
            assertEquals(0, store.generate(full, encoders).days());
            assertEquals(DAYS, store.days().size());
        }
    }

    @Test
    void a_restart_writes_again_what_is_damaged_and_keeps_the_generation(@TempDir Path folder) {
        try (GeneratedStore store = GeneratedStore.withDays(folder)) {
            store.generate(ALL, encoders);
            Root before = store.vectors.root();
            DayRef day = store.days().get(FIRST);
            String key = day.file("greeks.npy").key();
            byte[] whole = store.store.read(key);
            byte[] wrong = whole.clone();
            wrong[wrong.length - 1] ^= 1;
            store.store.put(key, wrong, Precondition.NONE);
            assertEquals(0, store.generate(ALL, encoders).days(), "a size says nothing of that");
            assertEquals(DAYS, store.generate(restarted(), encoders).days());
            assertArrayEquals(whole, store.store.read(key));
            assertEquals(before, store.vectors.root());
        }
    }

    @Test
    void other_encoders_grow_a_generation_beside_the_old_which_answers_until_the_new_is_complete(@TempDir Path folder) {
        try (GeneratedStore store = GeneratedStore.withDays(folder)) {
            store.generate(ALL, encoders);
            Root.Head old = store.vectors.root().generation().orElseThrow();
            List<String> seen = new ArrayList<>();
            store.generate(ALL, others, (year, candidate) -> {
                seen.add(year + " " + store.generation());
                assertEquals(others.version(), candidate.encoderVersion());
                return new YearTest.Verdict(true, "fine");
            });
            assertEquals(List.of("2004 " + old.name(), "2005 " + old.name(), "2006 " + old.name()), seen);
            assertNotEquals(old.name(), store.generation());
            try (Generation kept = store.vectors.open(store.vectors.root(), old)) {
                assertEquals(DAYS, GeneratedStore.days(kept).size());
                assertEquals(encoders.version(), kept.encoderVersion());
            }
        }
    }

    @Test
    void a_year_that_fails_its_test_stops_the_run_and_what_is_durable_is_said(@TempDir Path folder) {
        try (GeneratedStore store = GeneratedStore.withDays(folder)) {
            List<Integer> judged = new ArrayList<>();
            MvqException failure = assertThrows(
                    MvqException.class,
                    () -> store.generate(ALL, encoders, (year, candidate) -> {
                        judged.add(year);
                        assertEquals(
                                year, GeneratedStore.days(candidate).lastKey().getYear());
                        return new YearTest.Verdict(year < 2005, "fused twins 0.010 ±0.002 (chance 0.011)");
                    }));
            assertEquals(List.of(2004, 2005), judged);
            assertEquals(
                    "2005 failed its test: fused twins 0.010 ±0.002 (chance 0.011); generation " + store.generation()
                            + " stays the current one, with 5 days through 2004-12-07, and the 6 days of 2005 stay encoded"
                            + " without being part of it",
                    failure.getMessage());
            assertTrue(failure.remedy().startsWith("TEST EMBEDDINGS DURING 2005 shows the figures"), failure.remedy());
            assertEquals(5, store.days().size());

            judged.clear();
            GenerationReport again = store.generate(ALL, encoders, (year, candidate) -> {
                judged.add(year);
                return new YearTest.Verdict(true, "fine");
            });
            assertEquals(List.of(2005, 2006), judged, "a year that is in use was judged before");
            assertEquals(3, again.days(), "2005 is not encoded again");
            assertEquals(List.of(2005, 2006), again.tested());
            assertEquals(DAYS, store.days().size());
        }
    }

    @Test
    void every_five_years_a_checkpoint_names_the_generation_and_work_goes_on_from_it(@TempDir Path folder) {
        try (GeneratedStore store = GeneratedStore.withDays(folder)) {
            store.generate(during("2006-01-03", "2006-01-05"), encoders);
            assertEquals(Set.of(), store.vectors.checkpoints().keySet());
            assertThrows(
                    MvqException.class,
                    () -> store.generate(
                            ALL, others, (year, candidate) -> new YearTest.Verdict(year < 2006, "bad luck")));

            assertEquals(Set.of(2005), store.vectors.checkpoints().keySet());
            assertTrue(store.store
                    .head("comprehensive_vectors/checkpoints/checkpoint_2005.json")
                    .isPresent());
            Root.Head checkpoint = store.vectors.checkpoints().get(2005);
            assertEquals(3, store.days().size(), "the root is still of the old encoders");
            try (Generation named = store.vectors.open(store.vectors.root(), checkpoint)) {
                assertEquals(11, GeneratedStore.days(named).size());
                assertEquals(others.version(), named.encoderVersion());
            }
            try (Generation named = store.vectors.open("checkpoint_2005")) {
                assertEquals(checkpoint, named.head());
            }
            assertFalse(store.vectors.collect(Duration.ZERO, Set.of(), true).items().stream()
                    .anyMatch(
                            item -> item.name().contains(checkpoint.manifests().getFirst())));
            assertEquals(DAYS, store.generate(ALL, others).skipped());
        }
    }

    @Test
    void a_year_that_the_store_has_not_come_to_the_end_of_has_no_checkpoint(@TempDir Path folder) {
        try (GeneratedStore store = GeneratedStore.withDays(folder)) {
            GenerationReport part = store.generate(during("2004-12-01", "2005-12-28"), encoders);
            assertEquals(List.of(), part.checkpoints());
            GenerationReport whole = store.generate(during("2004-12-01", "2005-12-31"), encoders, PASSES);
            assertEquals(List.of(2005), whole.checkpoints());
        }
    }

    @Test
    void a_failed_write_is_told_as_it_is_and_the_next_run_goes_on(@TempDir Path folder) {
        GeneratedStore.withDays(folder).close();
        for (int puts : new int[] {0, 3, 20, 50}) {
            try (GeneratedStore store =
                    failing(folder, puts, () -> new MvqException("the disk is full", "free some"))) {
                MvqException failure = assertThrows(MvqException.class, () -> store.generate(with(7, 2), encoders));
                assertEquals("the disk is full", failure.getMessage());
            }
        }
        try (GeneratedStore store = new GeneratedStore(folder);
                GeneratedStore undisturbed = GeneratedStore.withDays(folder.resolve("undisturbed"))) {
            assertTrue(store.generate(ALL, encoders).skipped() > 0, "what was whole is not done again");
            undisturbed.generate(ALL, encoders);
            assertEquals(undisturbed.days(), store.days());
        }
    }

    @Test
    void memory_that_runs_out_names_the_setting_to_lower(@TempDir Path folder) {
        GeneratedStore.withDays(folder).close();
        try (GeneratedStore store = failing(folder, 10, () -> new OutOfMemoryError("Java heap space"))) {
            MvqException failure = assertThrows(MvqException.class, () -> store.generate(with(256, 4), encoders));
            assertTrue(
                    failure.getMessage().startsWith("memory ran out with batch_size = 256, max_workers = 4 and "),
                    failure.getMessage());
            assertTrue(
                    failure.remedy().startsWith("lower max_workers to 2, or give the JVM more: MVQ_JAVA_OPTS=-Xmx"),
                    failure.remedy());
        }
    }

    @Test
    void an_interrupted_run_says_how_far_it_came_and_the_next_goes_on(@TempDir Path folder) {
        GeneratedStore.withDays(folder).close();
        Thread running = Thread.currentThread();
        Progress interrupting = new Progress() {
            @Override
            public void begin(String task, long total, String unit) {}

            @Override
            public void advance(long done, String detail) {
                if (done >= 2) {
                    running.interrupt();
                }
            }

            @Override
            public void end() {}
        };
        try (GeneratedStore store = new GeneratedStore(folder, each -> each, interrupting)) {
            MvqException failure = assertThrows(MvqException.class, () -> store.generate(with(7, 1), encoders));
            assertTrue(Thread.interrupted(), "whoever interrupted may want to know");
            assertTrue(failure.getMessage().matches("interrupted after \\d+ of 14 days"), failure.getMessage());
        }
        try (GeneratedStore store = new GeneratedStore(folder)) {
            assertTrue(store.generate(ALL, encoders).skipped() >= 2);
            assertEquals(DAYS, store.days().size());
        }
    }

    /** A store whose puts fail from some on. */
    private static GeneratedStore failing(Path folder, int puts, Supplier<Throwable> failure) {
        AtomicInteger left = new AtomicInteger(puts);
        return new GeneratedStore(
                folder,
                store -> (ObjectStore) Proxy.newProxyInstance(
                        ObjectStore.class.getClassLoader(),
                        new Class<?>[] {ObjectStore.class},
                        (proxy, method, args) -> {
                            if (method.getName().equals("put") && left.getAndDecrement() <= 0) {
                                throw failure.get();
                            }
                            try {
                                return method.invoke(store, args);
                            } catch (InvocationTargetException e) {
                                throw e.getCause();
                            }
                        }),
                Progress.SILENT);
    }
}
