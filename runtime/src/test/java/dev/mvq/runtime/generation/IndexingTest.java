package dev.mvq.runtime.generation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mvq.runtime.generation.ChangingStore.Found;
import dev.mvq.runtime.generation.ChangingStore.Question;
import dev.mvq.runtime.index.IndexChoice;
import dev.mvq.runtime.jfaiss.FaissLibrary;
import dev.mvq.runtime.market.DateRange;
import dev.mvq.runtime.market.Modality;
import dev.mvq.runtime.market.MvqException;
import dev.mvq.runtime.storage.Precondition;
import dev.mvq.runtime.vector.DayRef;
import dev.mvq.runtime.vector.Generation;
import dev.mvq.runtime.vector.IndexFile;
import dev.mvq.runtime.vector.KeptGeneration;
import dev.mvq.runtime.vector.SampleStore;
import dev.mvq.runtime.vector.Segment;
import dev.mvq.runtime.vector.SegmentSizes;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Days that are added and corrected change the segments they lie in, and answers as if everything had been made anew. */
class IndexingTest {
    private static final int OPTIONS = 97;
    private static final int ROWS = OPTIONS + 3;

    /** Four days a segment, and nothing is too small to be kept. */
    private static final SegmentSizes FOUR_DAYS = new SegmentSizes(4 * ROWS, 0);

    @TempDir
    private Path folder;

    @BeforeAll
    static void needsFaiss() {
        Assumptions.assumeTrue(
                FaissLibrary.system().path().isPresent(),
                "skipped: no libjfaiss.so; build it with scripts/native/build-faiss or set MVQ_FAISS_LIBRARY");
    }

    private ChangingStore store(String name, SegmentSizes sizes) {
        return new ChangingStore(folder.resolve(name), OPTIONS, sizes);
    }

    private ChangingStore store() {
        return store("store", FOUR_DAYS);
    }

    private static String copiesStay(int rows) {
        return "the store has 2 segments now: the copies of its indices under indices/ stay as they were until BUILD INDEX makes one segment of it, with segment_rows = %d or more"
                .formatted(rows);
    }

    private static List<List<Integer>> daysOf(ChangingStore store) {
        try (Generation generation = store.vectors().open().orElseThrow()) {
            return generation.segments().stream()
                    .map(segment -> segment.liveDays().stream()
                            .map(day -> (int) (day.date().toEpochDay() - ChangingStore.FIRST.toEpochDay()))
                            .toList())
                    .toList();
        }
    }

    private static List<String> manifests(ChangingStore store) {
        return store.vectors().root().generation().orElseThrow().manifests();
    }

    @Test
    void a_day_more_goes_into_the_last_segment_and_the_others_stay_untouched() {
        try (ChangingStore store = store().days(0, 10)) {
            store.commit();
            assertEquals(List.of(List.of(0, 1, 2, 3), List.of(4, 5, 6, 7), List.of(8, 9)), daysOf(store));
            List<String> before = manifests(store);
            store.day(10, 0);
            store.watched().forget();
            store.commit();
            assertEquals(List.of(0, 1, 2, 3), daysOf(store).getFirst());
            assertEquals(List.of(8, 9, 10), daysOf(store).getLast());
            assertEquals(before.subList(0, 2), manifests(store).subList(0, 2));
            assertTrue(
                    store.watched().put().keySet().stream().noneMatch(key -> key.contains("/vectors/")),
                    "vectors are not written");
            assertEquals(
                    Set.of(), vectorsRead(store, 0, 10), "and old ones of indices that only grow are not even read");
            assertEquals(
                    7 + 1, writtenBesideRootAndPairs(store).size(), "filters, five indices, a manifest, and what was");
        }
    }

    private static Set<String> vectorsRead(ChangingStore store, int from, int to) {
        Set<String> read = new HashSet<>();
        for (String key : store.watched().read()) {
            for (int day = from; day < to; day++) {
                if (key.endsWith(".npy") && key.contains("/" + ChangingStore.FIRST.plusDays(day) + "/")) {
                    read.add(key);
                }
            }
        }
        return read;
    }

    private static Map<String, Long> writtenBesideRootAndPairs(ChangingStore store) {
        Map<String, Long> put = store.watched().put();
        put.keySet().removeIf(key -> key.endsWith("metadata.json") || key.contains("random_pairs"));
        return put;
    }

    @Test
    void a_day_that_does_not_fit_opens_a_segment() {
        try (ChangingStore store = store().days(0, 4)) {
            store.commit();
            List<String> before = manifests(store);
            store.day(4, 0).commit();
            assertEquals(List.of(List.of(0, 1, 2, 3), List.of(4)), daysOf(store));
            assertEquals(before.getFirst(), manifests(store).getFirst());
        }
    }

    @Test
    void the_same_days_make_no_new_generation() {
        try (ChangingStore store = store().days(0, 6)) {
            String first = store.commit().generation();
            store.watched().forget();
            assertEquals(first, store.commit().generation());
            assertEquals(Map.of(), store.watched().put());
            assertEquals(1, store.vectors().generations().size());
        }
    }

    /** Flat by size; a graph and lists that are asked for, and what was learnt for the first days serves the others. */
    @ParameterizedTest
    @ValueSource(strings = {"", "HNSW16", "IVF4,Flat"})
    void days_added_one_by_one_answer_as_if_built_at_once(String type) {
        Optional<String> asked = Optional.of(type).filter(word -> !word.isEmpty());
        IndexChoice using = type.startsWith("HNSW")
                ? IndexChoice.HNSW
                : type.startsWith("IVF") ? IndexChoice.IVF : IndexChoice.AUTO;
        SegmentSizes sizes = new SegmentSizes(12 * ROWS, 0);
        try (ChangingStore grown = store("grown", sizes).days(0, 4);
                ChangingStore whole = store("whole", sizes).days(0, 9)) {
            grown.commit();
            grown.build(asked);
            for (int day = 4; day < 9; day++) {
                grown.day(day, 0).commit();
            }
            whole.commit();
            whole.build(asked);
            assertEquals(1, manifests(grown).size());
            int found = 0;
            boolean indexAsked = false;
            for (int seed = 0; seed < 20; seed++) {
                Question exact = Question.of(Modality.GREEKS, IndexChoice.EXACT, 10, seed);
                assertEquals(whole.ask(exact), grown.ask(exact));
                Question proposed = Question.of(Modality.GREEKS, using, 10, seed);
                Found proposals = grown.ask(proposed);
                indexAsked |= !proposals.certified();
                Set<String> truth = new HashSet<>(whole.naive(exact).rows());
                truth.retainAll(proposals.rows());
                found += truth.size();
            }
            assertEquals(using != IndexChoice.AUTO, indexAsked);
            assertTrue(found >= 0.9 * 200, "found " + found + " of 200");
            assertSameCounts(grown, whole);
        }
    }

    private static void assertSameCounts(ChangingStore grown, ChangingStore whole) {
        try (Generation one = grown.vectors().open().orElseThrow();
                Generation other = whole.vectors().open().orElseThrow()) {
            for (Modality modality : Modality.values()) {
                IndexFile added = one.segments().getFirst().index(modality).orElseThrow();
                IndexFile built = other.segments().getFirst().index(modality).orElseThrow();
                assertEquals(built.ntotal(), added.ntotal());
                assertEquals(built.factory(), added.factory());
                assertTrue(
                        Long.parseLong(added.parameters().get(IndexFile.BUILT_ROWS)) < added.ntotal(),
                        "it was added to");
            }
        }
    }

    @Test
    void an_index_that_grew_to_four_times_what_it_was_built_of_is_built_anew() {
        try (ChangingStore store =
                store("store", new SegmentSizes(100 * ROWS, 0)).days(0, 1)) {
            store.commit();
            store.build(Optional.of("IVF2,Flat"));
            store.days(1, 4).commit();
            assertEquals(ROWS, builtRows(store));
            store.day(4, 0).commit();
            assertEquals(5 * ROWS, builtRows(store));
        }
    }

    private static int builtRows(ChangingStore store) {
        try (Generation generation = store.vectors().open().orElseThrow()) {
            IndexFile index =
                    generation.segments().getFirst().index(Modality.FUSED).orElseThrow();
            assertEquals("IVF2,Flat", index.parameters().get(IndexFile.ASKED));
            return Integer.parseInt(index.parameters().get(IndexFile.BUILT_ROWS));
        }
    }

    @Test
    void a_corrected_day_leaves_tombstones_until_build_index() {
        try (ChangingStore store =
                store("store", new SegmentSizes(10 * ROWS, 0)).days(0, 10)) {
            store.commit();
            String before = store.vectors().root().generation().orElseThrow().name();
            store.day(3, 1);
            store.watched().forget();
            Indexing.Outcome outcome = store.commit();
            assertEquals(10 * ROWS, outcome.rows());
            assertEquals(
                    List.of(
                            "100 rows that were corrected since stay in the indices, and answer nothing, until BUILD INDEX",
                            copiesStay(10 * ROWS)),
                    outcome.notes());
            assertEquals(List.of(List.of(0, 1, 2, 4, 5, 6, 7, 8, 9), List.of(3)), daysOf(store));
            assertEquals(Set.of(), vectorsRead(store, 4, 10), "vectors of other days are not read");
            assertAnswersAreRight(store, IndexChoice.EXACT);
            try (Generation earlier = store.vectors().open(before)) {
                assertEquals(10, earlier.segments().getFirst().liveDays().size(), "the earlier generation has the day");
            }
            assertEquals(List.of(), store.build(Optional.empty()).notes());
            assertEquals(List.of(List.of(0, 1, 2, 3, 4, 5, 6, 7, 8, 9)), daysOf(store));
            assertAnswersAreRight(store, IndexChoice.EXACT);
        }
    }

    @Test
    void the_newest_day_corrected_and_another_added_keep_their_order() {
        try (ChangingStore store =
                store("store", new SegmentSizes(20 * ROWS, 0)).days(0, 6)) {
            store.commit();
            store.day(5, 1).day(6, 0).commit();
            assertEquals(List.of(List.of(0, 1, 2, 3, 4, 6), List.of(5)), daysOf(store));
            assertAnswersAreRight(store, IndexChoice.EXACT);
            store.day(7, 0).commit();
            assertEquals(List.of(List.of(0, 1, 2, 3, 4, 6, 7), List.of(5)), daysOf(store));
            assertAnswersAreRight(store, IndexChoice.EXACT);
        }
    }

    @Test
    void a_segment_of_which_much_was_corrected_is_made_anew_with_its_corrections() {
        try (ChangingStore store = store("store", new SegmentSizes(8 * ROWS, 0)).days(0, 16)) {
            store.commit();
            store.day(2, 1).commit();
            assertEquals(3, manifests(store).size());
            store.day(5, 1).commit();
            assertEquals(
                    List.of(List.of(0, 1, 2, 3, 4, 5, 6, 7), List.of(8, 9, 10, 11, 12, 13, 14, 15)), daysOf(store));
            assertAnswersAreRight(store, IndexChoice.EXACT);
        }
    }

    @Test
    void days_that_come_late_lie_in_a_segment_of_their_own() {
        try (ChangingStore store = store().days(4, 12)) {
            store.commit();
            store.days(0, 1).commit();
            assertEquals(List.of(List.of(0), List.of(4, 5, 6, 7), List.of(8, 9, 10, 11)), daysOf(store));
            store.days(1, 2).commit();
            assertEquals(
                    List.of(List.of(0, 1), List.of(4, 5, 6, 7), List.of(8, 9, 10, 11)),
                    daysOf(store),
                    "small ones are made anew together");
            assertAnswersAreRight(store, IndexChoice.EXACT);
        }
    }

    @Test
    void a_small_store_is_one_segment_without_tombstones_whatever_happens() {
        try (ChangingStore store = store("store", SegmentSizes.upTo(5_000_000)).days(2, 8)) {
            store.commit();
            store.days(0, 2).day(4, 1).day(9, 0).commit();
            assertEquals(List.of(List.of(0, 1, 2, 3, 4, 5, 6, 7, 9)), daysOf(store));
            assertAnswersAreRight(store, IndexChoice.EXACT);
        }
    }

    private static void assertAnswersAreRight(ChangingStore store, IndexChoice using) {
        DateRange middle = new DateRange(ChangingStore.FIRST.plusDays(2), ChangingStore.FIRST.plusDays(6));
        for (int seed = 0; seed < 4; seed++) {
            for (Modality modality : List.of(Modality.GREEKS, Modality.PRICE)) {
                for (Question question : List.of(
                        Question.of(modality, using, 15, seed),
                        new Question(modality, using, 15, Optional.of(middle), false, Optional.empty(), seed),
                        new Question(modality, using, 15, Optional.empty(), true, Optional.of("AAPL"), seed))) {
                    Found expected = store.naive(question);
                    Found found = store.ask(question);
                    assertEquals(expected.rows(), found.rows());
                    for (int i = 0; i < found.rows().size(); i++) {
                        assertEquals(
                                expected.similarities().get(i),
                                found.similarities().get(i),
                                1e-6);
                    }
                }
            }
        }
    }

    @Test
    void build_index_of_one_modality_keeps_the_others_and_the_tombstones() {
        try (ChangingStore store = store("store", new SegmentSizes(8 * ROWS, 0)).days(0, 8)) {
            store.commit();
            store.day(3, 1).commit();
            List<String> fused = new ArrayList<>();
            try (Generation generation = store.vectors().open().orElseThrow()) {
                generation.segments().forEach(segment -> fused.add(file(segment, Modality.FUSED)));
            }
            store.build(Modality.GREEKS, "HNSW8");
            try (Generation generation = store.vectors().open().orElseThrow()) {
                assertEquals(
                        fused,
                        generation.segments().stream()
                                .map(segment -> file(segment, Modality.FUSED))
                                .toList());
                assertEquals(ROWS, generation.segments().getFirst().tombstones().size());
                assertEquals(
                        "HNSW8",
                        generation
                                .segments()
                                .getLast()
                                .index(Modality.GREEKS)
                                .orElseThrow()
                                .factory());
            }
            assertAnswersAreRight(store, IndexChoice.EXACT);
            store.days(8, 10).commit();
            try (Generation generation = store.vectors().open().orElseThrow()) {
                assertEquals(
                        "HNSW8",
                        generation
                                .segments()
                                .getLast()
                                .index(Modality.GREEKS)
                                .orElseThrow()
                                .factory(),
                        "a new segment takes over what was asked for");
            }
        }
    }

    private static String file(Segment segment, Modality modality) {
        return segment.index(modality).orElseThrow().file().key();
    }

    @Test
    void an_index_whose_bytes_changed_is_refused_by_its_checksum_and_built_anew_when_days_are_added() {
        try (ChangingStore store =
                store("store", new SegmentSizes(20 * ROWS, 0)).days(0, 6)) {
            store.commit();
            store.build(Optional.of("HNSW8"));
            String key;
            try (Generation generation = store.vectors().open().orElseThrow()) {
                key = file(generation.segments().getFirst(), Modality.GREEKS);
            }
            byte[] bytes = store.watched().store().read(key);
            bytes[bytes.length / 2] ^= 1;
            store.watched().store().put(key, bytes, Precondition.NONE);
            MvqException e = assertThrows(
                    MvqException.class, () -> store.ask(Question.of(Modality.GREEKS, IndexChoice.HNSW, 10, 1)));
            assertEquals(key + " is damaged: it is not the one that was built, by its checksum", e.getMessage());
            assertEquals("BUILD INDEX ON greeks makes it again", e.remedy());
            Indexing.Outcome outcome = store.day(6, 0).commit();
            assertEquals(List.of(e.getMessage() + "; it was built anew"), outcome.notes());
            assertFalse(store.ask(Question.of(Modality.GREEKS, IndexChoice.HNSW, 10, 1))
                    .rows()
                    .isEmpty());
        }
    }

    @Test
    void a_checksum_is_taken_once_for_each_version_of_a_file() {
        try (ChangingStore store = store().days(0, 4)) {
            store.commit();
            try (Generation generation = store.vectors().open().orElseThrow()) {
                Segment segment = generation.segments().getFirst();
                IndexFile index = segment.index(Modality.FUSED).orElseThrow();
                Path path = segment.indexPath(index);
                byte[] right = store.watched().store().read(index.file().key());
                // The file's time tells versions apart; with the same time nobody looks again.
                var time = path.toFile().lastModified();
                assertEquals(path, segment.indexPath(index));
                byte[] wrong = right.clone();
                wrong[wrong.length - 1] ^= 1;
                store.watched().store().put(index.file().key(), wrong, Precondition.NONE);
                assertThrows(MvqException.class, () -> segment.indexPath(index));
                store.watched().store().put(index.file().key(), right, Precondition.NONE);
                assertEquals(path, segment.indexPath(index));
                assertTrue(time > 0);
            }
        }
    }

    @Test
    void a_retrained_encoder_grows_beside_the_old_one_and_follows_it_once_it_has_its_days() {
        try (ChangingStore store = store().days(0, 4)) {
            String old = store.commit().generation();
            List<DayRef> retrained = new ArrayList<>();
            for (int day = 0; day < 4; day++) {
                retrained.add(SampleStore.write(
                        store.vectors(), store.market(ChangingStore.FIRST.plusDays(day)), 9, "encoder-2"));
            }
            Indexing.Outcome half = store.commit(retrained.subList(0, 2));
            assertEquals(
                    List.of("generation " + half.generation()
                            + ", of encoder encoder-2, has 2 days and grows beside the current one, which it follows once"
                            + " it has its days; AS OF " + half.generation() + " reads it"),
                    half.notes());
            assertEquals(old, store.vectors().root().generation().orElseThrow().name());
            assertAnswersAreRight(store, IndexChoice.EXACT);
            try (Generation beside = store.vectors().open(half.generation())) {
                assertEquals(2 * ROWS, beside.rows());
            }
            String grown = store.day(4, 0).commit().generation();
            assertEquals(
                    grown, store.vectors().root().generation().orElseThrow().name(), "the old one goes on meanwhile");
            retrained.add(
                    SampleStore.write(store.vectors(), store.market(ChangingStore.FIRST.plusDays(4)), 9, "encoder-2"));
            Indexing.Outcome all = store.commit(retrained);
            assertEquals(List.of(copiesStay(5 * ROWS)), all.notes());
            assertEquals(
                    all.generation(),
                    store.vectors().root().generation().orElseThrow().name());
            assertTrue(store.vectors().root().growing().isEmpty());
            assertEquals(
                    List.of(
                            old + " EARLIER",
                            half.generation() + " EARLIER",
                            grown + " EARLIER",
                            all.generation() + " CURRENT"),
                    store.vectors().generations().stream()
                            .map(kept -> kept.committed().head().name() + " " + kept.standing())
                            .toList());
        }
    }

    @Test
    void of_two_writers_the_second_is_told_and_its_next_run_has_both_days() {
        try (ChangingStore first = store("shared", FOUR_DAYS).days(0, 3);
                ChangingStore second = store("shared", FOUR_DAYS).days(0, 3)) {
            first.commit();
            second.day(3, 0);
            var root = second.vectors().root();
            first.day(4, 0).commit();
            MvqException told = assertThrows(
                    MvqException.class, () -> second.vectors().commit(root, "g0002_late", List.of(manifest(second))));
            assertTrue(told.getMessage().contains("another run changed the store"), told.getMessage());
            assertTrue(told.remedy().contains("goes on from there"), told.remedy());
            assertEquals(List.of(List.of(0, 1, 2, 4)), daysOf(first), "the first one's day stays");
            second.day(4, 0).commit();
            assertEquals(
                    Set.of(0, 1, 2, 3, 4),
                    new HashSet<>(daysOf(second).stream().flatMap(List::stream).toList()));
            assertNotEquals(
                    "g0002_late",
                    second.vectors().root().generation().orElseThrow().name());
        }
    }

    @Test
    void build_index_that_another_writer_overtakes_builds_again_of_what_that_one_left() {
        try (ChangingStore building = store("shared", FOUR_DAYS).days(0, 3);
                ChangingStore other = store("shared", FOUR_DAYS).days(0, 3)) {
            building.commit();
            AtomicInteger times = new AtomicInteger();
            building.meanwhile(() -> {
                if (times.getAndIncrement() < 2) {
                    other.day(2 + times.get(), 0).commit();
                }
            });
            Indexing.Outcome outcome = building.build(Optional.of("HNSW8"));
            assertEquals(3, times.get(), "twice overtaken");
            assertEquals(5 * ROWS, outcome.rows());
            assertEquals(List.of(List.of(0, 1, 2, 3), List.of(4)), daysOf(other));
            assertEquals(
                    outcome.generation(),
                    other.vectors().root().generation().orElseThrow().name());
            try (Generation generation = other.vectors().open().orElseThrow()) {
                generation
                        .manifests()
                        .forEach(manifest -> assertEquals(
                                "HNSW8",
                                manifest.indices()
                                        .get(Modality.FUSED)
                                        .parameters()
                                        .get(IndexFile.ASKED)));
            }
        }
    }

    @Test
    void build_index_that_is_overtaken_again_and_again_gives_up_and_leaves_what_the_others_made() {
        try (ChangingStore building = store("shared", FOUR_DAYS).days(0, 1);
                ChangingStore other = store("shared", FOUR_DAYS).days(0, 1)) {
            building.commit();
            AtomicInteger times = new AtomicInteger();
            building.meanwhile(() -> other.day(times.incrementAndGet(), 0).commit());
            MvqException told = assertThrows(MvqException.class, () -> building.build(Optional.empty()));
            assertTrue(told.getMessage().contains("another run changed the store"), told.getMessage());
            assertEquals(Indexing.MOST_OVERTAKEN + 1, times.get());
            assertEquals(
                    Indexing.MOST_OVERTAKEN + 2L,
                    daysOf(building).stream().mapToLong(List::size).sum());
        }
    }

    private static dev.mvq.runtime.vector.Manifest manifest(ChangingStore store) {
        KeptGeneration kept = store.vectors().generations().getFirst();
        return kept.committed().manifests().getFirst();
    }
}
