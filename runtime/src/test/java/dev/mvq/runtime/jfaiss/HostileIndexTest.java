package dev.mvq.runtime.jfaiss;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mvq.runtime.market.MvqException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Index files made to harm: FAISS believes what a file says, so none of these may reach it. */
class HostileIndexTest {
    private static final int DIMENSION = 8;
    private static final int ROWS = 100;

    /** Of an id map: letters, dimension, total, two unused numbers, trained, metric. */
    private static final int TOTAL = 8;

    private static final int HEADER = 37;

    @TempDir
    Path folder;

    private final float[] vectors = NativeTest.clustered(3, ROWS, DIMENSION);
    private FaissLibrary library;

    @BeforeEach
    void find_the_library() {
        library = NativeTest.library();
    }

    @ParameterizedTest
    @ValueSource(longs = {1L << 40, Long.MAX_VALUE, -1, Long.MIN_VALUE, ROWS + 1, ROWS - 1, 0})
    void a_header_that_lies_about_the_number_of_vectors(long total) throws IOException {
        ByteBuffer file = built("Flat");
        file.putLong(TOTAL, total);
        assertRefused(file);
        file.putLong(HEADER + TOTAL, total);
        assertRefused(file);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, Integer.MAX_VALUE, DIMENSION - 1, DIMENSION + 1})
    void a_header_that_lies_about_dimensions(int dimension) throws IOException {
        for (String type : List.of("Flat", "HNSW8", "IVF4,Flat", "IVF4,SQ8", "PCA4,IVF4,Flat")) {
            ByteBuffer file = built(type);
            file.putInt(4, dimension);
            assertRefused(file);
        }
    }

    @Test
    void a_vector_of_a_length_that_overflows() throws IOException {
        ByteBuffer file = built("Flat");
        for (long count : new long[] {1L << 62, (1L << 62) + 1, Long.MAX_VALUE, Long.MIN_VALUE, -1}) {
            file.putLong(2 * HEADER, count);
            assertRefused(file);
        }
    }

    @Test
    void bytes_behind_the_end() throws IOException {
        byte[] whole = bytes(built("Flat"));
        assertRefused(ByteBuffer.wrap(Arrays.copyOf(whole, whole.length + 1)));
    }

    @Test
    void kinds_of_index_that_mvq_does_not_build() throws IOException {
        for (String kind : List.of("IxHe", "IBxF", "IwIQ", "ilod", "null", "\u001b[2J", "Imiq", "IHc2", "IwPf")) {
            ByteBuffer file = built("Flat");
            file.put(0, kind.getBytes(StandardCharsets.US_ASCII), 0, 4);
            assertEquals("it is no index of a kind that mvq builds", reason(file));
        }
    }

    @Test
    void a_kind_that_would_not_be_read_back_is_not_built() {
        MvqException e = assertThrows(MvqException.class, () -> FaissIndex.create(library, DIMENSION, "IVF4,PQ4x4fs"));
        assertEquals("mvq keeps no index of FAISS's kind IVF4,IndexIVFPQFastScan", e.getMessage());
        assertTrue(e.remedy().contains("IVF1024,PQ64"), e.remedy());
    }

    @Test
    void parts_within_parts_without_end() throws IOException {
        byte[] header = Arrays.copyOf(bytes(built("Flat")), HEADER);
        ByteBuffer file = ByteBuffer.allocate(HEADER * 100_000).order(ByteOrder.LITTLE_ENDIAN);
        while (file.hasRemaining()) {
            file.put(header);
        }
        assertEquals("its parts are nested too deep", reason(file));
    }

    @Test
    void a_graph_whose_links_lead_out_of_it() throws IOException {
        ByteBuffer whole = built("HNSW8");
        int links = links(whole);
        for (int row : new int[] {ROWS, Integer.MAX_VALUE, -2, Integer.MIN_VALUE}) {
            ByteBuffer file = copy(whole);
            file.putInt(links, row);
            assertEquals("a link leads to row " + row, reason(file));
        }
    }

    @Test
    void a_graph_with_a_value_by_which_a_walk_never_ends() throws IOException {
        for (float value : new float[] {Float.NaN, Float.POSITIVE_INFINITY, -1e30f}) {
            ByteBuffer file = built("HNSW8");
            // the last vector lies before the ids at the end
            file.putFloat(file.capacity() - 8 * (ROWS + 1) - 4, value);
            assertEquals("it has values that no vector of length 1 has", reason(file));
        }
    }

    @Test
    void ids_that_no_row_has() throws IOException {
        ByteBuffer file = built("Flat");
        file.putLong(file.capacity() - 8, -5);
        assertEquals("it has the id -5, which no row has", reason(file));
    }

    @Test
    void an_intact_file_of_every_kind_passes() throws IOException {
        for (String kind : DamagedIndexFiles.KINDS) {
            Path file = Files.write(folder.resolve("whole.faiss"), bytes(built(kind)));
            try (FaissIndex index = FaissIndex.map(library, file)) {
                assertEquals(ROWS, index.size(), kind);
            }
        }
    }

    /** In a process of its own, which FAISS would end or keep busy. */
    @Test
    void whatever_bytes_are_changed_the_process_lives_and_ends() throws IOException, InterruptedException {
        Path said = folder.resolve("said");
        Process child = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx128m",
                        "-XX:TieredStopAtLevel=1",
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        DamagedIndexFiles.class.getName(),
                        folder.toString(),
                        "1",
                        "60")
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
        boolean ended = child.waitFor(2, TimeUnit.MINUTES);
        if (!ended) {
            child.destroyForcibly().waitFor();
        }
        String last = Files.readString(folder.resolve("trying")) + ": " + Files.readString(said);
        assertTrue(ended, last);
        assertEquals(0, child.exitValue(), last);
        assertFalse(last.contains("refused 0"), last);
    }

    /** Where the links begin: behind two headers and the graph's chances, places, levels and offsets. */
    private static int links(ByteBuffer file) {
        int at = 2 * HEADER;
        for (int bytes : new int[] {8, 4, 4, 8}) {
            at += 8 + bytes * (int) file.getLong(at);
        }
        return at + 8;
    }

    private ByteBuffer built(String type) throws IOException {
        Path file = folder.resolve("built.faiss");
        try (FaissIndex index = FaissIndex.create(library, DIMENSION, type)) {
            index.train(vectors);
            index.addWithIds(vectors, NativeTest.ids(ROWS));
            index.write(file);
        }
        return ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static byte[] bytes(ByteBuffer file) {
        byte[] bytes = new byte[file.capacity()];
        file.get(0, bytes);
        return bytes;
    }

    private static ByteBuffer copy(ByteBuffer file) {
        return ByteBuffer.wrap(bytes(file)).order(ByteOrder.LITTLE_ENDIAN);
    }

    private void assertRefused(ByteBuffer file) throws IOException {
        assertFalse(reason(file).isEmpty());
    }

    /** What is said of the file, read and mapped alike. */
    private String reason(ByteBuffer content) throws IOException {
        Path file = Files.write(folder.resolve("hostile.faiss"), bytes(content));
        MvqException read = assertThrows(MvqException.class, () -> FaissIndex.read(library, file));
        MvqException mapped = assertThrows(MvqException.class, () -> FaissIndex.map(library, file));
        assertEquals(read.getMessage(), mapped.getMessage());
        assertEquals("BUILD INDEX builds it from stored vectors", read.remedy());
        String begin = "the index file " + file + " cannot be read: ";
        assertTrue(read.getMessage().startsWith(begin), read.getMessage());
        return read.getMessage().substring(begin.length());
    }
}
