package dev.mvq.runtime.vector;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mvq.runtime.market.Modality;
import dev.mvq.runtime.market.MvqException;
import dev.mvq.runtime.storage.Precondition;
import dev.mvq.runtime.storage.SampleDays;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

/** Vectors of a store far away: single ones are read alone, and are those that whole days hold. */
class RangedReadsTest {
    private static final int OPTIONS = 2000;

    @TempDir
    Path folder;

    private FarStore objects;
    private VectorStore store;
    private List<DayRef> days = List.of();
    private SegmentDraft draft;
    private Segment far;

    @BeforeEach
    void write() {
        objects = new FarStore(folder);
        store = new VectorStore(objects);
        days = SampleStore.write(store, 3, OPTIONS);
        draft = store.draft(days);
        objects.fetched.clear();
        far = store.open(draft);
    }

    @AfterEach
    void close() {
        far.close();
        store.close();
    }

    private static BitSet rows(int... ordinals) {
        BitSet rows = new BitSet();
        for (int ordinal : ordinals) {
            rows.set(ordinal);
        }
        return rows;
    }

    @Test
    void rows_read_alone_are_those_of_the_whole_day() {
        BitSet wanted = new BitSet();
        new Random(2).ints(40, 0, draft.rows()).forEach(wanted::set);
        wanted.set(0);
        wanted.set(draft.rows() - 1);
        float[] query = SampleStore.unit(new Random(3), Modality.FUSED.dimension());
        float[] single = new float[query.length];
        float[] whole = new float[query.length];
        try (Segment near = store.open(draft)) {
            far.matrix(Modality.FUSED).prepare(wanted);
            assertEquals(List.of(), List.copyOf(objects.fetched));
            wanted.stream().forEach(row -> {
                far.matrix(Modality.FUSED).read(row, single);
                assertEquals(List.of(), List.copyOf(objects.fetched));
                near.matrix(Modality.FUSED).read(row, whole);
                assertArrayEquals(whole, single);
                assertEquals(
                        near.matrix(Modality.FUSED).dot(row, query),
                        far.matrix(Modality.FUSED).dot(row, query));
                objects.fetched.clear();
            });
        }
    }

    @Test
    void rows_that_lie_close_together_come_in_one_piece() {
        far.matrix(Modality.PRICE).prepare(rows(100, 101, 130, 900));
        int row = 2 * Modality.PRICE.dimension();
        assertEquals(
                List.of(17 * row, 47 * row),
                objects.ranges.stream().filter(length -> length > 128).sorted().toList());
        far.matrix(Modality.PRICE).prepare(rows(100, 130));
        assertEquals(2, objects.ranges.stream().filter(length -> length > 128).count());
    }

    @Test
    void a_day_of_which_much_is_wanted_is_fetched() {
        BitSet wanted = rows(5);
        SegmentDay second = draft.days().get(1);
        wanted.set(second.firstOrdinal(), second.endOrdinal());
        far.matrix(Modality.GREEKS).prepare(wanted);
        assertEquals(List.of(second.day().file("greeks.npy").key()), List.copyOf(objects.fetched));
    }

    @Test
    void what_was_not_prepared_is_read_from_the_whole_day() {
        far.matrix(Modality.TECHNICAL).prepare(50);
        far.matrix(Modality.TECHNICAL).dot(70, new float[Modality.TECHNICAL.dimension()]);
        assertEquals(List.of(days.getFirst().file("technical.npy").key()), List.copyOf(objects.fetched));
    }

    /** A day so large that its single vectors are worth reading alone. */
    private DayRef large() {
        return SampleStore.write(store, SampleDays.day(SampleStore.FIRST.plusDays(9), 2_300), SampleStore.INPUTS);
    }

    @Test
    void a_bit_flipped_in_a_large_day_is_found_by_whoever_reads_a_vector_beside_it_from_far_or_near() {
        DayRef day = large();
        StoredFile file = day.file("fused.npy");
        byte[] flipped = objects.read(file.key());
        int vector = 2 * Modality.FUSED.dimension();
        flipped[flipped.length - vector * (day.rows() - 1_000) + 7] ^= 1; // the lowest bits of a value of row 1000
        objects.put(file.key(), flipped, Precondition.NONE);
        float[] row = new float[Modality.FUSED.dimension()];
        try (Segment there = store.open(store.draft(List.of(day)));
                Segment here = store.open(store.draft(List.of(day)))) {
            VectorMatrix far = there.matrix(Modality.FUSED);
            VectorMatrix near = here.matrix(Modality.FUSED);
            far.prepare(rows(100, 900, day.rows() - 1));
            far.read(900, row);
            near.read(1_030, row);
            for (Executable reading : List.<Executable>of(
                    () -> far.prepare(990),
                    () -> near.read(1_010, row),
                    () -> near.dots(new int[] {5, 1_020}, row, new float[2]))) {
                MvqException failure = assertThrows(MvqException.class, reading);
                assertEquals(
                        file.key()
                                + " is damaged: its rows from 960 to 1,023 are not what was written, by their checksum",
                        failure.getMessage());
                assertEquals("GENERATE EMBEDDINGS DURING " + day.date() + " RESTART writes it again", failure.remedy());
            }
        }
    }

    @Test
    void a_large_day_without_checksums_of_blocks_is_read_as_before() {
        DayRef day = large();
        Map<String, StoredFile> files = new HashMap<>(day.files());
        files.remove(BlockChecksums.FILE);
        DayRef earlier = new DayRef(day.date(), day.hash(), day.rows(), day.inputs(), files);
        try (Segment old = store.open(store.draft(List.of(earlier)));
                Segment now = store.open(store.draft(List.of(day)))) {
            float[] before = new float[Modality.GREEKS.dimension()];
            float[] after = before.clone();
            old.matrix(Modality.GREEKS).prepare(77);
            old.matrix(Modality.GREEKS).read(77, before);
            now.matrix(Modality.GREEKS).read(77, after);
            assertArrayEquals(after, before);
        }
    }

    @Test
    void checksums_of_blocks_that_are_damaged_or_gone_are_named_with_their_day() {
        DayRef day = large();
        String key = day.file(BlockChecksums.FILE).key();
        byte[] flipped = objects.read(key);
        flipped[50] ^= 1;
        objects.put(key, flipped, Precondition.NONE);
        for (String why : List.of("it is not what was written, by its checksum", "it is gone")) {
            try (Segment segment = store.open(store.draft(List.of(day)))) {
                MvqException failure = assertThrows(
                        MvqException.class, () -> segment.matrix(Modality.FUSED).prepare(3));
                assertEquals(key + " is damaged: " + why, failure.getMessage());
            }
            objects.delete(key);
        }
        assertTrue(store.find(day.date(), day.inputs()).isEmpty(), "a resumed run makes the day again");
    }

    @Test
    void a_damaged_vector_is_named_with_its_day() {
        String key = days.get(1).file("fused.npy").key();
        byte[] content = objects.read(key);
        java.util.Arrays.fill(content, content.length / 2, content.length, (byte) 0x11);
        objects.put(key, content, Precondition.NONE);
        int last = draft.days().get(1).endOrdinal() - 1;
        MvqException failure = assertThrows(
                MvqException.class, () -> far.matrix(Modality.FUSED).prepare(last));
        assertTrue(failure.getMessage().startsWith(key + " is damaged: the vector of row "), failure::getMessage);
        assertEquals("GENERATE EMBEDDINGS DURING " + days.get(1).date() + " RESTART writes it again", failure.remedy());
    }
}
