package dev.mvq.runtime.jfaiss;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mvq.runtime.market.MvqException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FaissFileTest {
    private static final int DIMENSION = 16;
    private static final int ROWS = 1_000;
    private static final FaissSearchParameters HARD = new FaissSearchParameters(8, 50, 0);

    @TempDir
    Path folder;

    private final float[] vectors = NativeTest.clustered(2, ROWS, DIMENSION);
    private FaissLibrary library;

    @BeforeEach
    void find_the_library() {
        library = NativeTest.library();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Flat", "HNSW16", "IVF8,Flat", "IVF8,PQ8np", "PCA8,IVF8,Flat", "IVF8_HNSW8,SQfp16"})
    void what_was_written_answers_the_same_when_read_and_when_mapped(String type) throws IOException {
        Path file = folder.resolve("price.faiss");
        FaissNeighbours before;
        String description;
        try (FaissIndex index = built(type)) {
            before = index.search(vectors, 5, HARD, FaissSelector.ALL);
            description = index.type();
            index.write(file);
        }
        try (FaissIndex read = FaissIndex.read(library, file);
                FaissIndex mapped = FaissIndex.map(library, file)) {
            for (FaissIndex index : List.of(read, mapped)) {
                FaissNeighbours after = index.search(vectors, 5, HARD, FaissSelector.ALL);
                assertArrayEquals(before.ids(), after.ids());
                assertArrayEquals(before.similarities(), after.similarities());
                assertEquals(ROWS, index.size());
                assertEquals(description, index.type());
            }
        }
        assertEquals(List.of("price.faiss"), names());
    }

    @Test
    void a_mapped_index_outlives_the_replacement_of_its_file() {
        Path file = folder.resolve("price.faiss");
        try (FaissIndex index = built("HNSW16")) {
            index.write(file);
            try (FaissIndex mapped = FaissIndex.map(library, file);
                    FaissIndex other = built("Flat")) {
                other.write(file);
                assertEquals(
                        0,
                        mapped.search(Arrays.copyOf(vectors, DIMENSION), 1, HARD, FaissSelector.ALL)
                                .ids()[0]);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Flat", "HNSW16", "IVF8,Flat"})
    void a_cut_off_file_is_refused_wherever_it_was_cut(String type) throws IOException {
        Path whole = folder.resolve("whole.faiss");
        try (FaissIndex index = built(type)) {
            index.write(whole);
        }
        byte[] bytes = Files.readAllBytes(whole);
        for (int length : new int[] {40, 100, 4_096, 8_192, bytes.length / 2, bytes.length - 8, bytes.length - 1}) {
            Path cut = Files.write(folder.resolve("cut.faiss"), Arrays.copyOf(bytes, length));
            for (boolean map : new boolean[] {false, true}) {
                MvqException e = assertThrows(MvqException.class, () -> open(cut, map), type + " cut at " + length);
                assertTrue(e.getMessage().startsWith("the index file " + cut + " cannot be read: "), e.getMessage());
                assertTrue(
                        e.getMessage().contains("cut off") || e.getMessage().contains("ends before"), e.getMessage());
                assertTrue(e.remedy().contains("BUILD INDEX"));
            }
        }
    }

    @Test
    void a_file_that_is_no_index_is_refused() throws IOException {
        Path file =
                Files.writeString(folder.resolve("notes.faiss"), "these are notes, and no index of any kind, at all");
        for (boolean map : new boolean[] {false, true}) {
            MvqException e = assertThrows(MvqException.class, () -> open(file, map));
            assertTrue(e.getMessage().endsWith("it is no index of a kind that mvq builds"), e.getMessage());
        }
    }

    @Test
    void an_empty_file_a_folder_and_nothing_at_all_are_refused() throws IOException {
        Path empty = Files.writeString(folder.resolve("empty.faiss"), "");
        for (boolean map : new boolean[] {false, true}) {
            assertTrue(assertThrows(MvqException.class, () -> open(empty, map))
                    .getMessage()
                    .contains("cut off after 0 bytes"));
            assertThrows(MvqException.class, () -> open(folder, map));
            MvqException e = assertThrows(MvqException.class, () -> open(folder.resolve("none.faiss"), map));
            assertEquals("there is no index file " + folder.resolve("none.faiss"), e.getMessage());
        }
    }

    @Test
    void what_cannot_be_written_is_told_with_the_system_s_words() {
        Path nowhere = folder.resolve("no/such/folder/price.faiss");
        try (FaissIndex index = built("Flat")) {
            MvqException e = assertThrows(MvqException.class, () -> index.write(nowhere));
            assertTrue(e.getMessage().contains("No such file or directory"), e.getMessage());
        }
    }

    private void open(Path file, boolean map) {
        (map ? FaissIndex.map(library, file) : FaissIndex.read(library, file)).close();
    }

    private FaissIndex built(String type) {
        FaissIndex index = FaissIndex.create(library, DIMENSION, type);
        index.train(vectors);
        index.addWithIds(vectors, NativeTest.ids(ROWS));
        return index;
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }
}
