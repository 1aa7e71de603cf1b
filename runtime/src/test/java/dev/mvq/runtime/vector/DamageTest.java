package dev.mvq.runtime.vector;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mvq.runtime.market.Modality;
import dev.mvq.runtime.market.MvqException;
import dev.mvq.runtime.storage.LocalObjectStore;
import dev.mvq.runtime.storage.Precondition;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

/** Files that are not what they were: each is named, with the statement that makes it again, and that statement works. */
class DamageTest {
    @TempDir
    Path folder;

    private LocalObjectStore objects;
    private VectorStore store;
    private List<DayRef> days = List.of();
    private Manifest manifest = new Manifest("", emptyDraft(), java.util.Map.of(), Tombstones.NONE);

    @BeforeEach
    void generate() {
        objects = new LocalObjectStore(folder);
        store = new VectorStore(objects);
        days = SampleStore.write(store, 2, 20);
        manifest = store.attach(store.draft(days), List.of());
        store.commit(store.root(), "g0001-test", List.of(manifest));
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void a_truncated_vector_file() {
        String key = days.get(1).file("fused.npy").key();
        cut(key);
        float[] row = new float[256];
        try (Generation generation = store.open().orElseThrow()) {
            VectorMatrix fused = generation.segments().getFirst().matrix(Modality.FUSED);
            fused.read(0, row);
            MvqException failure = assertThrows(MvqException.class, () -> fused.read(30, row));
            assertTrue(failure.getMessage().startsWith(key + " is damaged"), failure.getMessage());
            assertEquals("GENERATE EMBEDDINGS DURING 2024-01-03 RESTART writes it again", failure.remedy());
        }
        assertTrue(store.find(days.get(1).date(), SampleStore.INPUTS).isEmpty(), "a resumed run makes the day again");
        SampleStore.write(store, 2, 20);
        try (Generation generation = store.open().orElseThrow()) {
            generation.segments().getFirst().matrix(Modality.FUSED).read(30, row);
        }
    }

    @Test
    void a_vector_file_that_is_gone() {
        String key = days.getFirst().file("greeks.npy").key();
        objects.delete(key);
        try (Generation generation = store.open().orElseThrow()) {
            VectorMatrix greeks = generation.segments().getFirst().matrix(Modality.GREEKS);
            assertNamed(key, "GENERATE EMBEDDINGS DURING 2024-01-02 RESTART", () -> greeks.read(0, new float[64]));
        }
    }

    @Test
    void a_vector_file_of_the_right_size_and_wrong_bytes_is_written_again() {
        StoredFile file = days.getFirst().file("price.npy");
        byte[] content = objects.read(file.key());
        byte[] wrong = content.clone();
        wrong[500] ^= 1;
        objects.put(file.key(), wrong, Precondition.NONE);
        SampleStore.write(store, 1, 20);
        assertTrue(Arrays.equals(content, objects.read(file.key())));
    }

    @Test
    void rows_that_cannot_be_read() {
        String key = days.getFirst().file("rows.parquet").key();
        cut(key);
        assertNamed(key, "GENERATE EMBEDDINGS DURING 2024-01-02 RESTART", () -> store.draft(days));
    }

    @Test
    void a_filter_file() {
        String key = manifest.segment().filters().key();
        cut(key);
        try (Generation generation = store.open().orElseThrow()) {
            Segment segment = generation.segments().getFirst();
            assertNamed(key, "BUILD INDEX", segment::narrow);
            assertNamed(key, "BUILD INDEX", () -> segment.select(new RowPredicate("has_price", List.of(), "")));
        }
        store.draft(days);
        try (Generation generation = store.open().orElseThrow()) {
            assertEquals(46, generation.segments().getFirst().narrow().size());
        }
    }

    @Test
    void a_manifest_cut_or_gone() {
        String key = Layout.manifest(manifest.hash());
        cut(key);
        assertNamed(key, "GENERATE FULL INDEX", store::open);
        objects.delete(key);
        assertNamed(key, "GENERATE EMBEDDINGS", store::open);
        store.attach(store.draft(days), List.of());
        store.open().orElseThrow().close();
    }

    @Test
    void the_root() {
        for (String text :
                List.of("", "{", "{}", "[]", "{\"format_version\": 1}", "{\"format_version\":1,\"generation\":{}}")) {
            objects.put(Layout.ROOT, text.getBytes(StandardCharsets.UTF_8), Precondition.NONE);
            assertNamed(Layout.ROOT, "delete it and run GENERATE EMBEDDINGS", store::root);
        }
    }

    @Test
    void a_store_of_a_newer_format_is_left_alone() {
        objects.put(Layout.ROOT, "{\"format_version\": 99}".getBytes(StandardCharsets.UTF_8), Precondition.NONE);
        MvqException failure = assertThrows(MvqException.class, store::root);
        assertTrue(failure.getMessage().contains("format 99"), failure.getMessage());
    }

    @Test
    void a_day_json_counts_as_not_written() {
        DayRef day = days.getFirst();
        cut(Layout.day(day.date(), day.hash()) + Layout.DAY);
        assertTrue(store.find(day.date(), day.inputs()).isEmpty());
        assertEquals(1, store.days().size());
    }

    private void cut(String key) {
        byte[] content = objects.read(key);
        objects.put(key, Arrays.copyOf(content, content.length - 10), Precondition.NONE);
    }

    private static void assertNamed(String key, String remedy, Executable work) {
        MvqException failure = assertThrows(MvqException.class, work);
        assertTrue(failure.getMessage().contains(key), failure.getMessage());
        assertTrue(failure.remedy().contains(remedy), failure.remedy());
    }

    private static SegmentDraft emptyDraft() {
        return new SegmentDraft(
                "",
                List.of(),
                0,
                "",
                new java.util.EnumMap<>(Modality.class),
                List.of(),
                List.of(),
                new StoredFile("", 0, ""));
    }
}
