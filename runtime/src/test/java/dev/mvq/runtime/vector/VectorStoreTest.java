package dev.mvq.runtime.vector;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mvq.runtime.market.DateRange;
import dev.mvq.runtime.market.DayRows;
import dev.mvq.runtime.market.MarketDay;
import dev.mvq.runtime.market.Modality;
import dev.mvq.runtime.market.MvqException;
import dev.mvq.runtime.storage.Checksum;
import dev.mvq.runtime.storage.LocalObjectStore;
import dev.mvq.runtime.storage.ObjectInfo;
import dev.mvq.runtime.storage.Precondition;
import dev.mvq.runtime.storage.SampleDays;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VectorStoreTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-01-01T12:00:00Z"), ZoneOffset.UTC);

    @TempDir
    Path folder;

    private LocalObjectStore objects;
    private VectorStore store;

    @BeforeEach
    void open() {
        objects = new LocalObjectStore(folder.resolve("store"));
        store = new VectorStore(objects, CLOCK);
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void an_empty_store_has_no_generation_and_no_days() {
        assertTrue(store.open().isEmpty());
        assertTrue(store.root().generation().isEmpty());
        assertEquals(List.of(), store.days());
        assertEquals(List.of(), leftovers(objects));
    }

    @Test
    void a_written_day_is_found_by_its_inputs_only() {
        DayRef ref = SampleStore.write(store, 1, 40).getFirst();
        assertEquals(Optional.of(ref), store.find(SampleStore.FIRST, SampleStore.INPUTS));
        assertTrue(store.find(SampleStore.FIRST, new DayInputs("source", "encoder-2"))
                .isEmpty());
        assertTrue(store.find(SampleStore.FIRST, new DayInputs("other", "encoder-1"))
                .isEmpty());
        assertTrue(store.find(SampleStore.FIRST.plusDays(1), SampleStore.INPUTS).isEmpty());
    }

    @Test
    void days_of_other_content_or_inputs_lie_side_by_side() {
        MarketDay day = SampleDays.day(SampleStore.FIRST, 40);
        DayRef first = SampleStore.write(store, day, SampleStore.INPUTS);
        DayRef second = SampleStore.write(store, day, new DayInputs("source", "encoder-2"));
        assertNotEquals(first.hash(), second.hash());
        assertEquals(2, store.days().size());
        assertEquals(first, SampleStore.write(store, day, SampleStore.INPUTS));
        assertEquals(2, store.days().size());
    }

    @Test
    void two_stores_of_the_same_days_hold_the_same_bytes() {
        generate(3, 60, 100);
        LocalObjectStore otherObjects = new LocalObjectStore(folder.resolve("other"));
        try (VectorStore other = new VectorStore(otherObjects, CLOCK)) {
            generate(other, 3, 60, 100);
        }
        assertEquals(contents(objects), contents(otherObjects));
    }

    @Test
    void a_run_stopped_before_any_one_object_leaves_nothing_visible_and_completes_to_the_same_store() {
        generate(2, 4, 25);
        Map<String, String> whole = contents(objects);
        assertEquals(17, whole.size());
        // before the first file of a day, within it, before its day.json; the second day; filters, manifest, root
        for (int stop : new int[] {0, 3, 6, 7, 13, 14, 15, 16}) {
            LocalObjectStore place = new LocalObjectStore(folder.resolve("killed-" + stop));
            try (VectorStore killed = new VectorStore(new StoppingStore(place, stop), CLOCK)) {
                assertThrows(StoppingStore.Stopped.class, () -> generate(killed, 2, 4, 25));
            }
            try (VectorStore again = new VectorStore(place, CLOCK)) {
                assertTrue(again.open().isEmpty(), "after " + stop);
                again.days().forEach(ref -> assertEquals(Optional.of(ref), again.find(ref.date(), ref.inputs())));
                generate(again, 2, 4, 25);
                assertEquals(whole, contents(place), "after " + stop);
                assertEquals(List.of(), leftovers(place));
            }
        }
    }

    @Test
    void a_day_without_its_day_json_is_not_found_and_a_leftover() {
        DayRef ref = SampleStore.write(store, 1, 40).getFirst();
        objects.delete(Layout.day(ref.date(), ref.hash()) + Layout.DAY);
        assertTrue(store.find(ref.date(), ref.inputs()).isEmpty());
        assertEquals(List.of(), store.days());
        assertEquals(List.of("comprehensive_vectors/vectors/2024/2024-01-02/" + ref.hash() + "/"), leftovers(objects));
    }

    @Test
    void partition_fills_segments_from_the_first_day_on() {
        List<DayRef> days = SampleStore.write(store, 5, 37); // 40 rows a day with the bars
        assertEquals(
                List.of(2, 2, 1),
                SegmentDraft.partition(days, 100).stream().map(List::size).toList());
        assertEquals(
                List.of(1, 1, 1, 1, 1),
                SegmentDraft.partition(days, 1).stream().map(List::size).toList());
        assertEquals(
                List.of(5),
                SegmentDraft.partition(days, SegmentDraft.MAX_ROWS).stream()
                        .map(List::size)
                        .toList());
        assertEquals(
                SegmentDraft.partition(days.subList(0, 4), 100),
                SegmentDraft.partition(days, 100).subList(0, 2));
    }

    @Test
    void ordinals_are_dense_in_the_order_of_days_and_their_rows() {
        generate(4, 60, SegmentDraft.MAX_ROWS);
        try (Generation generation = store.open().orElseThrow()) {
            Segment segment = generation.segments().getFirst();
            SegmentRows narrow = segment.narrow();
            int ordinal = 0;
            for (int i = 0; i < 4; i++) {
                LocalDate date = SampleStore.FIRST.plusDays(i);
                DayRows rows = DayRows.of(SampleDays.day(date, 60));
                for (int row = 0; row < rows.size(); row++, ordinal++) {
                    assertEquals(date, segment.date(ordinal));
                    assertEquals(rows.instrument(row).name(), narrow.instrumentName(narrow.instrument(ordinal)));
                    assertEquals(rows.underlyingId(row), narrow.underlyingId(narrow.underlying(ordinal)));
                    assertEquals(
                            ordinal, segment.ordinal(rows.instrument(row), date).orElseThrow());
                    assertEquals(rows.option(row) == null, narrow.type(ordinal) == 'S');
                    assertEquals(row % 7 != 3, Modality.PRICE.in(narrow.present(ordinal)));
                }
            }
            assertEquals(ordinal, segment.rows());
            assertEquals(ordinal, generation.rows());
            assertEquals(4, generation.days().size());
        }
    }

    @Test
    void a_period_is_a_range_of_ordinals() {
        generate(4, 60, SegmentDraft.MAX_ROWS);
        try (Generation generation = store.open().orElseThrow()) {
            Segment segment = generation.segments().getFirst();
            LocalDate second = SampleStore.FIRST.plusDays(1);
            assertEquals(new Segment.Ordinals(63, 189), segment.ordinals(new DateRange(second, second.plusDays(1))));
            assertEquals(Optional.of(new Segment.Ordinals(63, 126)), segment.ordinals(second));
            assertEquals(
                    0,
                    segment.ordinals(new DateRange(second.plusYears(1), second.plusYears(2)))
                            .size());
            assertTrue(segment.ordinals(second.plusYears(1)).isEmpty());
        }
    }

    @Test
    void the_newest_row_of_an_instrument_has_the_modalities_asked_for() {
        generate(3, 60, SegmentDraft.MAX_ROWS);
        try (Generation generation = store.open().orElseThrow()) {
            Segment segment = generation.segments().getFirst();
            DayRows rows = DayRows.of(SampleDays.day(SampleStore.FIRST.plusDays(2), 60));
            assertEquals(126 + 3, segment.newest(rows.instrument(3), 0).orElseThrow());
            assertTrue(segment.newest(rows.instrument(3), Modality.PRICE.bit()).isEmpty());
            assertEquals(126 + 4, segment.newest(rows.instrument(4), 31).orElseThrow());
        }
    }

    @Test
    void of_two_committers_from_the_same_root_one_wins_and_the_other_is_told() {
        Manifest manifest = generate(1, 20, SegmentDraft.MAX_ROWS).getFirst();
        Root root = store.root();
        Root next = store.commit(root, "g0002-mine", List.of(manifest));
        assertEquals(2, next.generation().orElseThrow().number());
        MvqException failure =
                assertThrows(MvqException.class, () -> store.commit(root, "g0002-theirs", List.of(manifest)));
        assertTrue(failure.getMessage().contains("another run changed the store"), failure.getMessage());
        assertEquals("g0002-mine", store.root().generation().orElseThrow().name());
        store.commit(next, "g0003-next", List.of(manifest));
    }

    @Test
    void a_generation_open_for_reading_does_not_change_with_later_commits() {
        generate(1, 20, SegmentDraft.MAX_ROWS);
        try (Generation before = store.open().orElseThrow()) {
            generate(2, 20, SegmentDraft.MAX_ROWS);
            assertEquals(23, before.rows());
            assertEquals(23, before.segments().getFirst().narrow().size());
            try (Generation after = store.open().orElseThrow()) {
                assertEquals(46, after.rows());
                assertNotEquals(before.name(), after.name());
            }
        }
    }

    @Test
    void indices_are_attached_again_without_writing_days_again() {
        Manifest manifest = generate(2, 20, SegmentDraft.MAX_ROWS).getFirst();
        List<ObjectInfo> days = objects.list(Layout.VECTORS);
        Root root = store.root();
        String name = VectorStore.generationName(root, List.of(manifest.segment()), "HNSW32");
        IndexFile index = index(manifest.segment(), name, Modality.FUSED);
        Manifest indexed = store.attach(manifest.segment(), List.of(index));
        store.commit(root, name, List.of(indexed));
        store.publish(indexed);
        assertEquals(days, objects.list(Layout.VECTORS));
        assertArrayEquals(
                objects.read(index.file().key()), objects.read("comprehensive_vectors/indices/fused_index.faiss"));
        try (Generation generation = store.open().orElseThrow()) {
            Segment segment = generation.segments().getFirst();
            assertEquals(Optional.of(index), segment.index(Modality.FUSED));
            assertTrue(segment.index(Modality.PRICE).isEmpty());
            assertEquals(indexed, generation.manifests().getFirst());
            assertTrue(segment.indexPath(index).toFile().isFile());
        }
        String before = root.generation().orElseThrow().name();
        assertEquals(List.of(Layout.generation(before), Layout.manifest(manifest.hash())), leftovers(objects));
    }

    @Test
    void a_manifest_says_what_its_segment_holds() {
        SegmentDraft segment = generate(2, 60, SegmentDraft.MAX_ROWS).getFirst().segment();
        assertEquals(126, segment.present().get(Modality.FUSED));
        assertEquals(126 - 2 * 9, segment.present().get(Modality.PRICE));
        assertEquals(List.of("AAPL", "FB", "SPX", "SPY"), segment.underlyings());
        ColumnRange dates = range(segment, "date");
        assertEquals((double) SampleStore.FIRST.toEpochDay(), dates.min());
        assertEquals((double) SampleStore.FIRST.plusDays(1).toEpochDay(), dates.max());
        assertEquals(50, range(segment, "strike").min());
        assertFalse(segment.ranges().stream().anyMatch(range -> Double.isNaN(range.min())));
    }

    private static ColumnRange range(SegmentDraft segment, String column) {
        return segment.ranges().stream()
                .filter(range -> range.column().equals(column))
                .findFirst()
                .orElseThrow();
    }

    private IndexFile index(SegmentDraft segment, String generation, Modality modality) {
        byte[] content = "an index".getBytes(StandardCharsets.UTF_8);
        String key = segment.indexKey(generation, modality);
        objects.put(key, content, Precondition.NONE);
        return new IndexFile(
                modality, "HNSW32", Map.of("ef", "64"), 46, new StoredFile(key, content.length, Checksum.of(content)));
    }

    private List<Manifest> generate(int days, int options, int maxRows) {
        return generate(store, days, options, maxRows);
    }

    private static List<Manifest> generate(VectorStore store, int days, int options, int maxRows) {
        List<DayRef> refs = SampleStore.write(store, days, options);
        Root root = store.root();
        List<SegmentDraft> drafts =
                SegmentDraft.partition(refs, maxRows).stream().map(store::draft).toList();
        List<Manifest> manifests =
                drafts.stream().map(draft -> store.attach(draft, List.of())).toList();
        store.commit(root, VectorStore.generationName(root, drafts, "none"), manifests);
        return manifests;
    }

    /** What would go if nothing were too young. */
    private static List<String> leftovers(LocalObjectStore objects) {
        Clock later = Clock.offset(Clock.systemUTC(), Duration.ofDays(4));
        try (VectorStore store = new VectorStore(objects, later)) {
            return store.collect(Duration.ofDays(3), Set.of(), true).items().stream()
                    .map(Collected.Item::name)
                    .toList();
        }
    }

    private static Map<String, String> contents(LocalObjectStore store) {
        return store.list("").stream()
                .collect(Collectors.toMap(
                        ObjectInfo::key, info -> new String(store.read(info.key()), StandardCharsets.ISO_8859_1)));
    }
}
