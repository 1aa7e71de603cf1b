package dev.mvq.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Stores and answers, compared with what NumPy, pandas, DuckDB and faiss-cpu make of the same files. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ConformanceTest {
    private static final String MADE =
            "IMPORT SIMULATED WITH" + " (seed = 11, underlyings = 3, days = 12, contracts_per_day = 120, history = 30)";

    private Path folder;
    private Path made;

    @BeforeAll
    void makeAStore(@TempDir Path folder) {
        this.folder = folder;
        made = folder.resolve("made");
        Invocation.statements(made, MADE + "; GENERATE EMBEDDINGS").well();
    }

    @Test
    void a_made_market_is_what_other_software_reads_and_finds() throws IOException {
        compareUnderEachKindOfIndex(made);
    }

    @Test
    void real_chains_are_what_other_software_reads_and_finds() throws IOException {
        Path chains = Surroundings.sharedData().resolve("chains-2026");
        Path store = folder.resolve("chains");
        String imports = Stream.of("AAPL", "MSFT", "XOM")
                .map(ticker -> "IMPORT '" + chains + "/" + ticker + "_*.csv'; ")
                .reduce("", String::concat);
        Invocation.statements(store, imports + "GENERATE EMBEDDINGS").well();
        compareUnderEachKindOfIndex(store);
    }

    @Test
    void the_comparison_notices_a_changed_cosine() throws IOException {
        Path file = folder.resolve("changed.json");
        try (Answers answers = new Answers(made)) {
            answers.ask("EXACT", "", 3, 1.0).shiftSimilarities(0.01).writeTo(file);
        }
        StoreCheck.Outcome outcome = StoreCheck.run(made, file);
        assertEquals(1, outcome.code(), outcome::text);
        assertTrue(outcome.text().contains("FAIL every cosine agrees"), outcome::text);
    }

    @Test
    void the_comparison_notices_a_damaged_vector() throws IOException {
        Path file = folder.resolve("damaged.json");
        try (Answers answers = new Answers(made)) {
            answers.ask("EXACT", "", 3, 1.0).writeTo(file);
        }
        Path damaged = Surroundings.copy(made, folder.resolve("damaged"));
        zeroLastBytes(newestFused(damaged));
        StoreCheck.Outcome outcome = StoreCheck.run(damaged, file);
        assertEquals(1, outcome.code(), outcome::text);
        assertTrue(outcome.text().contains("FAIL fused: unit length"), outcome::text);
    }

    private void compareUnderEachKindOfIndex(Path store) throws IOException {
        compare(store, "AUTO", "", 25, 0.95);
        Invocation.statements(store, "BUILD INDEX TYPE 'HNSW16'").well();
        compare(store, "HNSW", "WITH (ef = 256)", 15, 0.95);
        Invocation.statements(store, "BUILD INDEX TYPE 'IVF32,PQ16np'").well();
        compare(store, "IVF", "WITH (nprobe = 32)", 15, 0.95);
    }

    /** Asks with the given proposals and exactly, and has Python ask the same. */
    private void compare(Path store, String using, String parameters, int subjects, double least) throws IOException {
        Path file = folder.resolve(store.getFileName() + "-" + using + ".json");
        try (Answers answers = new Answers(store)) {
            answers.ask(using, parameters, subjects, least)
                    .ask("EXACT", "", using.equals("AUTO") ? subjects : 5, 1.0)
                    .searchIndices()
                    .writeTo(file);
        }
        StoreCheck.Outcome outcome = StoreCheck.run(store, file);
        assertEquals(0, outcome.code(), outcome::text);
        assertTrue(outcome.text().contains("ok   fused index: the same neighbours from faiss-cpu"), outcome::text);
    }

    private static Path newestFused(Path store) throws IOException {
        try (Stream<Path> files = Files.walk(store.resolve("comprehensive_vectors/vectors"))) {
            return files.filter(file -> file.endsWith("fused.npy"))
                    .max(Path::compareTo)
                    .orElseThrow();
        }
    }

    /** The last row's tail. */
    private static void zeroLastBytes(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            int bytes = 256;
            channel.write(ByteBuffer.allocate(bytes), channel.size() - bytes);
        }
    }
}
