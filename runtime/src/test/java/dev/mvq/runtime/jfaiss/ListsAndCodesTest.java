package dev.mvq.runtime.jfaiss;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mvq.runtime.jfaiss.ListsOfCodes.Row;
import dev.mvq.runtime.market.MvqException;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Training IVF with PQ and adding to it in our way, beside FAISS's own. */
class ListsAndCodesTest {
    private static final int DIMENSION = 32;
    private static final int ROWS = 3_001;

    /** From one row on, and with numbers that fill no register, group or block. */
    private static final int[] PIECES = {1, 7, 8, 9, 33, 129, 300, 1_025};

    /** Leave none behind of fewer than eight rows, which are FAISS's: its sums differ by how many rows there are. */
    private static final int[] BATCHES = {11, 97, 1_024};

    @TempDir
    Path folder;

    private final float[] vectors = NativeTest.clustered(3, ROWS, DIMENSION);
    private FaissLibrary library;

    @BeforeEach
    void find_the_library() {
        library = NativeTest.library();
    }

    @ParameterizedTest
    @CsvSource({
        "'IVF37,PQ32np', 0", // parts of one number
        "'IVF37,PQ32np', 8",
        "'IVF37,PQ32np', 4",
        "'IVF16,PQ16np', 0",
        "'IVF16,PQ16np', 8",
        "'IVF16,PQ16np', 4",
        "'IVF130,PQ8np', 0",
        "'IVF130,PQ8np', 8",
        "'IVF130,PQ8np', 4",
        "'IVF1,PQ4np', 0",
        "'IVF5,PQ4np', 8",
        "'IVF5,PQ4np', 4",
        "'IVF5,PQ2np', 0" // parts of sixteen, which FAISS codes itself
    })
    void lists_and_codes_are_those_that_faiss_finds(String type, int lanes) throws IOException {
        trained(type, vectors);
        assertAlike(vectors, lanes);
    }

    @Test
    void parts_that_hardly_differ_have_the_codes_that_faiss_finds() throws IOException {
        float[] few = vectors.clone();
        for (int row = 0; row < ROWS; row++) {
            few[row * DIMENSION + 5] = 0;
            few[row * DIMENSION + 6] = 0.1f;
            few[row * DIMENSION + 7] = row % 3 * 0.05f;
            few[row * DIMENSION + 8] = row == 77 ? 1 : -0.0f;
        }
        trained("IVF8,PQ32np", few);
        assertAlike(few, FaissIndex.WIDEST);
    }

    @ParameterizedTest
    @ValueSource(strings = {"IVF37,PQ32np", "IVF16,PQ16np", "IVF16,PQ8np"})
    void the_same_vectors_give_the_same_file_however_many_come_at_a_time(String type) throws IOException {
        trained(type, vectors);
        byte[] whole = file(FaissIndex.WIDEST, ROWS);
        for (int batch : BATCHES) {
            assertArrayEquals(whole, file(FaissIndex.WIDEST, batch), "in batches of " + batch);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"IVF37,PQ32np", "IVF16,PQ16np", "IVF16,PQ8np"})
    void cpus_with_wide_and_with_narrow_registers_make_the_same_file(String type) throws IOException {
        trained(type, vectors);
        assertArrayEquals(file(8, ROWS), file(16, ROWS));
    }

    @Test
    void ids_are_the_caller_s_own() throws IOException {
        trained("IVF16,PQ16np", vectors);
        long[] ids = LongStream.range(0, ROWS).map(i -> 10L * (ROWS - i) + 7).toArray();
        try (Arena arena = Arena.ofConfined();
                FaissIndex index = fresh()) {
            index.addWithIds(vectors, ids);
            ListsOfCodes made = ListsOfCodes.of(index, folder.resolve("made.faiss"), arena);
            for (long id : ids) {
                assertTrue(made.has(id), "no row " + id);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(floats = {Float.NaN, Float.NEGATIVE_INFINITY, Float.POSITIVE_INFINITY})
    void a_row_that_is_near_to_no_list_is_counted_and_not_found(float value) throws IOException {
        trained("IVF16,PQ16np", vectors);
        float[] dozen = Arrays.copyOf(vectors, 12 * DIMENSION);
        Arrays.fill(dozen, 5 * DIMENSION, 6 * DIMENSION, value);
        try (FaissIndex ours = fresh();
                FaissIndex theirs = fresh()) {
            ours.addWithIds(dozen, NativeTest.ids(12));
            theirs.addWithIds(dozen, NativeTest.ids(12), FaissIndex.FAISS_OWN);
            assertEquals(12, ours.size());
            assertEquals(theirs.size(), ours.size());
            assertArrayEquals(found(theirs), found(ours));
        }
    }

    /** K-means goes another way once two centroids are equally near, and ends as well but for some per cent: 5 were seen. */
    @ParameterizedTest
    @ValueSource(strings = {"IVF37,PQ32np", "IVF16,PQ16np", "IVF130,PQ8np", "IVF5,PQ4np", "IVF5,PQ2np"})
    void what_is_learnt_leaves_as_little_of_the_rows_as_what_faiss_learns(String type) throws IOException {
        double ours = left(type, FaissIndex.WIDEST);
        double theirs = left(type, FaissIndex.FAISS_OWN);
        assertEquals(1, ours / theirs, 0.15, type + ": " + ours + " instead of " + theirs);
    }

    @Test
    void cpus_with_wide_and_with_narrow_registers_learn_the_same() throws IOException {
        trained("IVF37,PQ16np", vectors, 8);
        byte[] narrow = Files.readAllBytes(trainedFile());
        trained("IVF37,PQ16np", vectors, 16);
        assertArrayEquals(narrow, Files.readAllBytes(trainedFile()));
    }

    @Test
    void an_index_learns_anew_as_it_learnt_at_first() throws IOException {
        try (FaissIndex index = FaissIndex.create(library, DIMENSION, "IVF16,PQ16np")) {
            index.train(vectors);
            index.write(trainedFile());
            byte[] once = Files.readAllBytes(trainedFile());
            index.train(vectors);
            index.write(trainedFile());
            assertArrayEquals(once, Files.readAllBytes(trainedFile()));
        }
    }

    @Test
    void what_cannot_be_learnt_leaves_an_index_that_can_learn() {
        try (FaissIndex index = FaissIndex.create(library, DIMENSION, "IVF16,PQ16np")) {
            float[] bad = vectors.clone();
            bad[7] = Float.NaN;
            MvqException e = assertThrows(MvqException.class, () -> index.train(bad));
            assertTrue(e.getMessage().contains("NaN"), e.getMessage());
            assertFalse(index.trained());
            index.train(vectors);
            index.addWithIds(vectors, NativeTest.ids(ROWS));
            assertEquals(0, found(index)[0]);
        }
    }

    /** Mean square distance of rows from what their codes stand for. */
    private double left(String type, int lanes) throws IOException {
        trained(type, vectors, lanes);
        try (Arena arena = Arena.ofConfined();
                FaissIndex index = fresh()) {
            index.addWithIds(vectors, NativeTest.ids(ROWS));
            ListsOfCodes made = ListsOfCodes.of(index, folder.resolve("made.faiss"), arena);
            double sum = 0;
            for (int row = 0; row < ROWS; row++) {
                Row of = made.row(row);
                for (int part = 0; part < of.code().length; part++) {
                    sum += made.distance(vectors, row, of.list(), part, of.code()[part]);
                }
            }
            return sum / ROWS;
        }
    }

    private long[] found(FaissIndex index) {
        float[] query = Arrays.copyOf(vectors, DIMENSION);
        return index.search(query, 12, new FaissSearchParameters(16, 0, 0), FaissSelector.ALL)
                .ids();
    }

    /** Nearly all rows have FAISS's list and code; the others have ones as near as floats can tell. */
    private void assertAlike(float[] rows, int lanes) throws IOException {
        try (Arena arena = Arena.ofConfined();
                FaissIndex ours = fresh();
                FaissIndex theirs = fresh()) {
            addInPieces(ours, rows, lanes);
            addInPieces(theirs, rows, FaissIndex.FAISS_OWN);
            ListsOfCodes made = ListsOfCodes.of(ours, folder.resolve("ours.faiss"), arena);
            ListsOfCodes wanted = ListsOfCodes.of(theirs, folder.resolve("theirs.faiss"), arena);
            assertEquals(ROWS, made.size());
            int others = 0;
            for (int row = 0; row < ROWS; row++) {
                others += as(wanted.row(row), made.row(row), rows, row, made) ? 0 : 1;
            }
            assertTrue(others <= ROWS / 1_000, others + " rows are elsewhere");
        }
    }

    private static boolean as(Row wanted, Row made, float[] rows, int row, ListsOfCodes index) {
        if (wanted.list() != made.list()) {
            double nearest = index.similarity(rows, row, wanted.list());
            assertEquals(nearest, index.similarity(rows, row, made.list()), 1e-6, "list of row " + row);
            return false;
        }
        for (int part = 0; part < wanted.code().length; part++) {
            double nearest = index.distance(rows, row, wanted.list(), part, wanted.code()[part]);
            double found = index.distance(rows, row, made.list(), part, made.code()[part]);
            assertEquals(nearest, found, 1e-6 * nearest, "code " + part + " of row " + row);
        }
        return Arrays.equals(wanted.code(), made.code());
    }

    private byte[] file(int lanes, int batch) throws IOException {
        Path file = folder.resolve("made.faiss");
        try (FaissIndex index = fresh()) {
            for (int from = 0; from < ROWS; from += batch) {
                add(index, vectors, from, Math.min(ROWS, from + batch), lanes);
            }
            index.write(file);
        }
        return Files.readAllBytes(file);
    }

    private static void addInPieces(FaissIndex index, float[] rows, int lanes) {
        int from = 0;
        for (int piece : PIECES) {
            add(index, rows, from, from + piece, lanes);
            from += piece;
        }
        add(index, rows, from, ROWS, lanes);
    }

    private static void add(FaissIndex index, float[] rows, int from, int to, int lanes) {
        index.addWithIds(
                Arrays.copyOfRange(rows, from * DIMENSION, to * DIMENSION),
                LongStream.range(from, to).toArray(),
                lanes);
    }

    private void trained(String type, float[] rows) {
        trained(type, rows, FaissIndex.WIDEST);
    }

    private void trained(String type, float[] rows, int lanes) {
        try (FaissIndex index = FaissIndex.create(library, DIMENSION, type)) {
            index.train(rows, lanes);
            index.write(trainedFile());
        }
    }

    private FaissIndex fresh() {
        return FaissIndex.read(library, trainedFile());
    }

    private Path trainedFile() {
        return folder.resolve("trained.faiss");
    }
}
