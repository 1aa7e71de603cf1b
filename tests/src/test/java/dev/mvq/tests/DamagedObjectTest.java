package dev.mvq.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Every kind of object of a store, damaged in turn: what needs it says which object it is and what makes it again, and that does make it
 * again. So few rows are scanned without their index; damaged index files are the runtime's HostileIndexTest's.
 */
class DamagedObjectTest {
    private static final String MARKET =
            "IMPORT SIMULATED WITH (seed = 5, underlyings = 2, days = 4, contracts_per_day = 16, history = 15)";
    private static final String DAY = "2024-01-30";
    private static final String INDEX = "BUILD INDEX ON fused TYPE 'HNSW8'";
    private static final String SIMILAR = "SIMILAR TO AAPL AT 2024-01-31 ON %s APART 1 DAYS K 3";

    @TempDir
    static Path folder;

    private static Path whole;

    /** Kinds of object: which file, what needs it, what is said to make it again, and what is done of that. */
    enum Kind {
        ROOT(
                "metadata.json",
                SIMILAR.formatted("fused"),
                "delete it and run GENERATE EMBEDDINGS",
                true,
                "GENERATE EMBEDDINGS"),
        MANIFEST(
                "manifests/.*json",
                SIMILAR.formatted("fused"),
                "GENERATE FULL INDEX makes it again",
                false,
                "GENERATE FULL INDEX"),
        ROWS(
                ".*" + DAY + ".*/rows.parquet",
                "FROM embeddings AT " + DAY,
                "GENERATE EMBEDDINGS DURING " + DAY + " RESTART",
                false,
                "GENERATE EMBEDDINGS DURING " + DAY + " RESTART"),
        VECTORS(
                ".*" + DAY + ".*/price.npy",
                SIMILAR.formatted("price, fused"),
                "GENERATE EMBEDDINGS DURING " + DAY + " RESTART",
                false,
                "GENERATE EMBEDDINGS DURING " + DAY + " RESTART"),
        FILTERS("filters/.*parquet", SIMILAR.formatted("fused"), "BUILD INDEX", false, INDEX),
        RANDOM_PAIRS("models/.*parquet", SIMILAR.formatted("fused"), "BUILD INDEX", false, INDEX),
        MARKET_DAY(
                "market/2024/" + DAY + ".parquet",
                "FROM contracts AT " + DAY,
                "read its source again: IMPORT '…' DURING " + DAY,
                true,
                MARKET),
        CATALOGUE("catalog/contracts.parquet", "SHOW CONTRACTS", "delete it", true, "SHOW COVERAGE");

        private final String file;
        private final String question;
        private final String remedy;
        private final boolean deleted;
        private final String rebuilding;

        Kind(String file, String question, String remedy, boolean deleted, String rebuilding) {
            this.file = file;
            this.question = question;
            this.remedy = remedy;
            this.deleted = deleted;
            this.rebuilding = rebuilding;
        }
    }

    /** What befell the file. */
    private enum Damage {
        CUT(bytes -> Arrays.copyOf(bytes, bytes.length / 2)),
        EMPTY(bytes -> new byte[0]),
        OTHER(bytes -> "something else altogether\n".repeat(20).getBytes(StandardCharsets.UTF_8)),
        CHANGED(bytes -> {
            byte[] changed = bytes.clone();
            for (int at = bytes.length / 3; at < bytes.length / 3 + 40 && at < bytes.length; at++) {
                changed[at] ^= 0x55;
            }
            return changed;
        });

        private final UnaryOperator<byte[]> change;

        Damage(UnaryOperator<byte[]> change) {
            this.change = change;
        }
    }

    @BeforeAll
    static void generate() {
        whole = folder.resolve("whole");
        Invocation.statements(whole, MARKET + "; GENERATE EMBEDDINGS; " + INDEX).well();
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void is_named_with_what_makes_it_again_and_that_does(Kind kind) throws IOException {
        Path store = Surroundings.copy(whole, folder.resolve(kind.name()));
        List<String> answer = ask(store, kind).well().csvRows();
        for (Damage damage : Damage.values()) {
            Path file = newest(store, kind);
            replace(file, damage.change.apply(Files.readAllBytes(file)));
            Invocation refused = ask(store, kind);
            assertEquals(1, refused.code(), damage + ": " + refused.out() + refused.err());
            assertTrue(refused.err().contains(key(store, file)), damage + ": " + refused.err());
            assertTrue(refused.err().replace("\n", " ").contains(kind.remedy), damage + ": " + refused.err());
        }
        if (kind.deleted) {
            Files.delete(newest(store, kind));
        }
        Invocation.of(store, "--yes", "-c", kind.rebuilding).well();
        assertEquals(answer, ask(store, kind).well().csvRows());
    }

    /** One that no decoder need notice, and that a question about other columns need not even read. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "MARKET_DAY | FROM contracts AT 2024-01-30 | STATS count",
                "MARKET_DAY | FROM bars AT 2024-01-30 | STATS count",
                "MARKET_DAY | SHOW COVERAGE |",
                "ROWS | FROM embeddings DURING 2024 | STATS count"
            })
    void is_named_by_whoever_asks_about_its_rows_where_a_single_bit_has_changed(
            Kind kind, String question, @Nullable String stage) throws IOException {
        String asked = stage == null ? question : question + " | " + stage;
        Path store = Surroundings.copy(whole, folder.resolve("bit-" + kind + question.hashCode()));
        Path file = newest(store, kind);
        byte[] changed = Files.readAllBytes(file);
        changed[changed.length / 4] ^= 1;
        replace(file, changed);
        Invocation refused = Invocation.of(store, "--format", "csv", "-c", asked);
        assertEquals(1, refused.code(), refused.out() + refused.err());
        assertTrue(refused.err().contains(key(store, file)), refused.err());
        assertTrue(refused.err().replace("\n", " ").contains(kind.remedy), refused.err());
    }

    /** It says only what a folder must hold, which generations know too: a day of one is read without it. */
    @Test
    void the_list_of_a_day_s_files_is_missed_by_nobody_and_written_again_by_the_next_run() throws IOException {
        Path store = Surroundings.copy(whole, folder.resolve("day-json"));
        Path file;
        try (Stream<Path> files = Files.walk(store)) {
            file = files.filter(path -> path.toString().matches(".*" + DAY + ".*/day.json"))
                    .findFirst()
                    .orElseThrow();
        }
        byte[] before = Files.readAllBytes(file);
        for (Damage damage : Damage.values()) {
            replace(file, damage.change.apply(before));
            Invocation.statements(store, SIMILAR.formatted("fused")).well();
            Invocation next =
                    Invocation.statements(store, "GENERATE EMBEDDINGS").well();
            assertTrue(next.err().contains("0 rows of 0 days encoded"), next::err);
            assertTrue(Arrays.equals(before, Files.readAllBytes(file)), damage.name());
        }
    }

    private static Invocation ask(Path store, Kind kind) {
        return Invocation.of(store, "--format", "csv", "-c", kind.question);
    }

    /** The file of that kind that was written last. */
    private static Path newest(Path store, Kind kind) throws IOException {
        try (Stream<Path> files = Files.walk(store)) {
            return files.filter(file -> key(store, file).matches("(comprehensive_vectors/)?(vectors/)?" + kind.file))
                    .max((a, b) -> modified(a) == modified(b) ? a.compareTo(b) : Long.compare(modified(a), modified(b)))
                    .orElseThrow();
        }
    }

    private static long modified(Path file) {
        try {
            return Files.getLastModifiedTime(file).toMillis();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String key(Path store, Path file) {
        return store.relativize(file).toString();
    }

    /** As a disk would: under its name, with nobody asked. */
    private static void replace(Path file, byte[] content) throws IOException {
        Files.write(file, content);
    }
}
