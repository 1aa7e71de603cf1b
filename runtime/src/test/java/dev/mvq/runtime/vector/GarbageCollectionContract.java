package dev.mvq.runtime.vector;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mvq.runtime.market.Modality;
import dev.mvq.runtime.market.MvqException;
import dev.mvq.runtime.storage.ObjectInfo;
import dev.mvq.runtime.storage.ObjectStore;
import dev.mvq.runtime.storage.Precondition;
import dev.mvq.runtime.storage.SampleDays;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What goes, and above all what stays, in every kind of store: a test class a kind extends this. */
abstract class GarbageCollectionContract {
    private static final Duration WEEK = Duration.ofDays(7);

    private AgeingStore objects;
    private VectorStore store;

    /** An empty store for each name, the same for the same within a test. Whoever makes it closes it. */
    abstract ObjectStore place(String name);

    /** How many steps lie between two places where it is killed. */
    int stride() {
        return 1;
    }

    @BeforeEach
    void open() {
        objects = new AgeingStore(place("store"));
        store = new VectorStore(objects);
    }

    @AfterEach
    void close() {
        store.close();
    }

    /** A generation of two days, the second of which is this version of it. */
    private String commit(VectorStore to, int version) {
        Root root = to.root();
        List<DayRef> days = List.of(day(to, 0, 0, "encoder-1"), day(to, 1, version, "encoder-1"));
        SegmentDraft draft = to.draft(days);
        String name = VectorStore.generationName(root, List.of(draft), "none");
        to.commit(root, name, List.of(to.attach(draft, List.of())));
        return name;
    }

    private static DayRef day(VectorStore to, int day, int version, String encoder) {
        LocalDate date = SampleStore.FIRST.plusDays(day);
        return SampleStore.write(to, SampleDays.day(date, 4), version, encoder);
    }

    private Collected collect(Duration after, Duration grace, boolean dryRun) {
        try (VectorStore later = new VectorStore(objects, Clock.offset(Clock.systemUTC(), after))) {
            return later.collect(grace, Set.of(), dryRun);
        }
    }

    private List<String> keys() {
        return objects.list("").stream().map(ObjectInfo::key).toList();
    }

    private static List<String> names(Collected collected) {
        return collected.items().stream().map(Collected.Item::name).toList();
    }

    @Test
    void a_generation_goes_a_week_after_it_was_replaced_with_what_only_it_needed() {
        String first = commit(store, 0);
        DayRef replaced = store.days().getLast();
        String second = commit(store, 1);
        List<String> before = keys();
        assertEquals(List.of(), names(collect(Duration.ofDays(6), WEEK, false)));
        assertEquals(before, keys());

        Collected would = collect(Duration.ofDays(8), WEEK, true);
        assertEquals(before, keys(), "a dry run removes nothing");
        assertEquals(List.of(first), would.removed());
        assertEquals(List.of(second), would.kept());
        List<String> gone = names(would);
        assertEquals(4, gone.size(), gone::toString);
        assertTrue(gone.contains(Layout.day(replaced.date(), replaced.hash())));
        assertTrue(gone.contains(Layout.generation(first)));
        long bytes = objects.list("").stream()
                .filter(info -> gone.stream().anyMatch(info.key()::startsWith))
                .mapToLong(ObjectInfo::size)
                .sum();
        assertEquals(bytes, would.bytes());

        assertEquals(would, collect(Duration.ofDays(8), WEEK, false));
        assertTrue(keys().stream().noneMatch(key -> gone.stream().anyMatch(key::startsWith)));
        assertThrows(MvqException.class, () -> store.open(first));
        assertReadable(store);
        assertEquals(List.of(), names(collect(Duration.ofDays(8), WEEK, false)));
    }

    private static void assertReadable(VectorStore store) {
        try (Generation generation = store.open().orElseThrow()) {
            readAll(generation);
        }
    }

    private static void readAll(Generation generation) {
        for (Segment segment : generation.segments()) {
            assertEquals(segment.rows(), segment.narrow().size());
            for (Modality modality : Modality.values()) {
                float[] row = new float[modality.dimension()];
                for (int ordinal = 0; ordinal < segment.rows(); ordinal++) {
                    segment.matrix(modality).read(ordinal, row);
                }
            }
        }
    }

    @Test
    void what_a_checkpoint_points_to_stays_however_old() {
        String first = commit(store, 0);
        commit(store, 1);
        objects.put(
                Layout.CHECKPOINTS + "checkpoint_2005.json",
                ("{\"generation\": \"" + first + "\"}").getBytes(StandardCharsets.UTF_8),
                Precondition.NONE);
        assertEquals(List.of(), names(collect(Duration.ofDays(900), WEEK, false)));
        try (Generation kept = store.open("checkpoint_2005")) {
            readAll(kept);
        }
        objects.put(Layout.CHECKPOINTS + "checkpoint_2010.json", new byte[] {'{'}, Precondition.NONE);
        MvqException e = assertThrows(MvqException.class, () -> collect(Duration.ofDays(900), WEEK, false));
        assertTrue(e.getMessage().contains("does not say which generation it keeps"), e.getMessage());
    }

    @Test
    void a_manifest_that_a_checkpoint_points_to_stays() {
        Root root = store.root();
        SegmentDraft draft = store.draft(List.of(day(store, 0, 0, "encoder-1")));
        Manifest manifest = store.attach(draft, List.of());
        objects.put(
                Layout.CHECKPOINTS + "checkpoint_2005.json",
                ("{\"manifests\": [\"" + manifest.hash() + "\"]}").getBytes(StandardCharsets.UTF_8),
                Precondition.NONE);
        assertTrue(root.generation().isEmpty());
        assertEquals(List.of(), names(collect(Duration.ofDays(900), WEEK, false)));
    }

    @Test
    void what_is_young_stays_for_a_run_may_be_making_it() {
        commit(store, 0);
        SegmentDraft draft = store.draft(List.of(day(store, 3, 0, "encoder-1"), day(store, 4, 0, "encoder-1")));
        Manifest manifest = store.attach(draft, List.of());
        DayRef broken = day(store, 5, 0, "encoder-1");
        objects.delete(Layout.day(broken.date(), broken.hash()) + Layout.DAY);
        Collected young = collect(Duration.ofHours(20), Duration.ZERO, false);
        assertEquals(List.of(), names(young));
        assertEquals(3, young.young());
        assertEquals(
                List.of(
                        draft.filters().key(),
                        Layout.manifest(manifest.hash()),
                        Layout.day(broken.date(), broken.hash())),
                names(collect(Duration.ofDays(2), Duration.ZERO, false)));
        assertTrue(
                store.find(
                                draft.days().getFirst().date(),
                                draft.days().getFirst().day().inputs())
                        .isPresent(),
                "a day that is done is not done again");
    }

    @Test
    void what_a_stopped_training_left_goes_when_it_is_old_and_encoders_that_the_store_keeps_stay() {
        commit(store, 0);
        String state = Layout.TRAINING + "0123/price-00000300.state";
        String encoders = Layout.MODELS + "0123456789ab/encoders-v1.bin";
        objects.put(state, new byte[3], Precondition.NONE);
        objects.put(encoders, new byte[3], Precondition.NONE);
        assertEquals(List.of(), names(collect(Duration.ofHours(2), Duration.ZERO, false)));
        assertEquals(List.of(state), names(collect(Duration.ofDays(40), WEEK, false)));
        assertTrue(objects.head(encoders).isPresent());
    }

    @Test
    void a_day_that_was_encoded_anew_goes_even_where_no_generation_had_it() {
        DayRef never = day(store, 1, 5, "encoder-1");
        DayRef other = day(store, 1, 5, "encoder-2");
        commit(store, 0);
        assertEquals(List.of(Layout.day(never.date(), never.hash())), names(collect(Duration.ofDays(8), WEEK, false)));
        assertTrue(store.find(other.date(), other.inputs()).isPresent(), "another encoder's work is not replaced");
    }

    @Test
    void a_clock_that_went_back_removes_nothing() {
        commit(store, 0);
        commit(store, 1);
        List<String> before = keys();
        for (Duration grace : List.of(Duration.ZERO, WEEK)) {
            MvqException e = assertThrows(MvqException.class, () -> collect(Duration.ofDays(-30), grace, false));
            assertTrue(e.getMessage().startsWith("the clock stands at "), e.getMessage());
            assertTrue(e.remedy().contains("nothing was removed"), e.remedy());
        }
        assertEquals(before, keys());
    }

    @Test
    void a_run_that_counts_on_days_of_an_old_generation_keeps_them() {
        String first = commit(store, 0);
        DayRef old = store.days().getLast();
        commit(store, 1);
        objects.age(Duration.ofDays(10));
        // The correction is taken back: the next run finds the day as it was at first.
        store.hold(List.of(old));
        Collected collected = collectNow(WEEK);
        assertEquals(List.of(first), collected.removed());
        assertEquals(1, collected.young());
        assertTrue(store.find(old.date(), old.inputs()).isPresent());
        objects.age(Duration.ofDays(10));
        assertEquals(List.of(Layout.day(old.date(), old.hash())), names(collectNow(WEEK)));
    }

    @Test
    void a_day_that_was_removed_under_a_run_is_told_before_anything_points_to_it() {
        DayRef day = day(store, 0, 0, "encoder-1");
        objects.delete(Layout.day(day.date(), day.hash()) + Layout.DAY);
        MvqException e = assertThrows(MvqException.class, () -> store.hold(List.of(day)));
        assertTrue(e.getMessage().contains("were removed from"), e.getMessage());
        assertEquals("run the statement again: it makes them anew", e.remedy());
    }

    @Test
    void killed_anywhere_it_goes_on_and_never_takes_what_is_needed() {
        for (int stop = 0; ; stop += stride()) {
            ObjectStore place = place("killed-" + stop);
            try (VectorStore writer = new VectorStore(place)) {
                commit(writer, 0);
                commit(writer, 1);
            }
            boolean stopped = collectUntil(place, stop);
            try (VectorStore reader = new VectorStore(place, Clock.offset(Clock.systemUTC(), Duration.ofDays(8)))) {
                assertReadable(reader);
                Collected rest = reader.collect(WEEK, Set.of(), false);
                assertEquals(1, reader.generations().size());
                assertEquals(stopped, !rest.items().isEmpty(), "after " + stop);
                assertReadable(reader);
            }
            assertEquals(7 * 2 + 3, place.list("").size(), "two days, filters, a manifest, the root, after " + stop);
            if (!stopped) {
                assertTrue(stop > 8, "it was stopped " + stop + " times");
                return;
            }
        }
    }

    private static boolean collectUntil(ObjectStore place, int stop) {
        Clock later = Clock.offset(Clock.systemUTC(), Duration.ofDays(8));
        try (VectorStore killed = new VectorStore(new StoppingStore(place, stop), later)) {
            killed.collect(WEEK, Set.of(), false);
            return false;
        } catch (StoppingStore.Stopped e) {
            return true;
        }
    }

    @Test
    void copies_from_when_there_was_one_segment_go_when_there_are_more() {
        String copy = Layout.publishedIndex(Modality.FUSED);
        commit(store, 0);
        objects.put(copy, new byte[10], Precondition.NONE);
        assertFalse(names(collect(Duration.ofDays(8), WEEK, true)).contains(copy));
        Root root = store.root();
        List<Manifest> two = List.of(
                store.attach(store.draft(List.of(day(store, 0, 0, "encoder-1"))), List.of()),
                store.attach(store.draft(List.of(day(store, 1, 0, "encoder-1"))), List.of()));
        store.commit(root, "g0002_two", two);
        assertTrue(names(collect(Duration.ofDays(8), WEEK, true)).contains(copy));
        assertTrue(names(collect(Duration.ofHours(1), Duration.ZERO, true)).stream()
                .noneMatch(copy::equals));
    }

    @Test
    void indices_of_a_generation_that_is_to_come_stay_and_files_of_others_are_left_alone() {
        commit(store, 0);
        objects.put(Layout.INDICES + "g0002_0123abcd/segment/fused.faiss", new byte[10], Precondition.NONE);
        objects.put(Layout.INDICES + "g0001_0123abcd/segment/fused.faiss", new byte[10], Precondition.NONE);
        objects.put(Layout.HOME + "notes.txt", new byte[10], Precondition.NONE);
        objects.put("market/2024/2024-01-02.parquet", new byte[10], Precondition.NONE);
        assertEquals(
                List.of(Layout.INDICES + "g0001_0123abcd/segment/fused.faiss"),
                names(collect(Duration.ofDays(8), WEEK, false)));
    }

    @Test
    void an_earlier_generation_stays_while_any_process_reads_it_and_goes_after() {
        String first = commit(store, 0);
        commit(store, 1);
        try (VectorStore other = new VectorStore(objects);
                Generation read = other.open(first)) {
            Collected collected = collectNow(Duration.ZERO);
            assertEquals(List.of(), collected.removed());
            readAll(read);
        }
        assertEquals(List.of(), objects.list(Layout.PINS));
        assertEquals(List.of(first), collectNow(Duration.ZERO).removed());
    }

    private Collected collectNow(Duration grace) {
        return store.collect(grace, Set.of(), false);
    }

    @Test
    void a_generation_that_this_process_reads_stays() {
        String first = commit(store, 0);
        commit(store, 1);
        assertEquals(
                List.of(), store.collect(Duration.ZERO, Set.of(first), false).removed());
        assertEquals(
                List.of(first), store.collect(Duration.ZERO, Set.of(), false).removed());
    }

    @Test
    void a_pin_of_a_reader_that_was_killed_holds_for_a_day() {
        String first = commit(store, 0);
        commit(store, 1);
        store.open(first); // and never closed
        assertEquals(
                List.of(), collect(Duration.ofHours(23), Duration.ZERO, false).removed());
        assertEquals(
                List.of(first),
                collect(Duration.ofHours(25), Duration.ZERO, false).removed());
        assertEquals(List.of(), objects.list(Layout.PINS));
    }

    @Test
    void readers_and_a_writer_at_work_lose_nothing() throws Exception {
        commit(store, 0);
        AtomicBoolean done = new AtomicBoolean();
        CountDownLatch begun = new CountDownLatch(2);
        try (ExecutorService threads = Executors.newFixedThreadPool(3)) {
            List<Future<?>> work = new ArrayList<>();
            work.add(threads.submit(() -> {
                try (VectorStore reader = new VectorStore(objects)) {
                    begun.countDown();
                    while (!done.get()) {
                        List<KeptGeneration> all = reader.generations();
                        readEarlier(reader, all.getFirst().committed().head().name());
                    }
                }
            }));
            work.add(threads.submit(() -> {
                begun.countDown();
                while (!done.get()) {
                    try (VectorStore collector = new VectorStore(objects)) {
                        collector.collect(Duration.ZERO, Set.of(), false);
                    }
                }
            }));
            begun.await();
            for (int version = 1; version <= 12; version++) {
                commit(store, version);
                assertReadable(store);
            }
            done.set(true);
            for (Future<?> each : work) {
                each.get();
            }
        }
        assertReadable(store);
    }

    /** Either it is there and all of it can be read, or it went before it was opened. */
    private static void readEarlier(VectorStore reader, String name) {
        Generation generation;
        try {
            generation = reader.open(name);
        } catch (MvqException gone) {
            assertTrue(gone.getMessage().contains("there is no generation"), gone.getMessage());
            return;
        }
        try (generation) {
            readAll(generation);
        }
    }

    @Test
    void what_stays_is_not_written_again() {
        commit(store, 0);
        commit(store, 1);
        byte[] root = objects.read(Layout.ROOT);
        collect(Duration.ofDays(8), WEEK, false);
        assertArrayEquals(root, objects.read(Layout.ROOT));
    }
}
