package dev.mvq.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What a new user does wrong, or what befalls them: one clear error each, word for word, and the store answers as before. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MistakesTest {
    /** Sessions 2024-01-02 .. 2024-01-05 and 2024-01-10 .. 2024-01-24; of 2024-01-08 and 2024-01-09 there is nothing. */
    private static final String MARKET = """
            IMPORT SIMULATED WITH (underlyings = 2, contracts_per_day = 60, days = 4, history = 5, last_day = 20240105);
            IMPORT SIMULATED WITH (underlyings = 2, contracts_per_day = 60, days = 10, history = 0, last_day = 20240124);
            """;

    private static final String MADE = "made market: these numbers are simulated\n";
    private static final String QUESTION = "SIMILAR TO AAPL_20240119_150_C AT 2024-01-12 ON fused,greeks K 3";

    /** Lines that say how far and how fast work went. */
    private static final Pattern PROGRESS = Pattern.compile("(?m)^(?:encoding|indexing): .*\\n");

    private Path folder;
    private Path imported;
    private Path store;

    @BeforeAll
    void makeStores(@TempDir Path folder) {
        this.folder = folder;
        imported = folder.resolve("imported");
        Invocation.statements(imported, MARKET).well();
        store = Surroundings.copy(imported, folder.resolve("store"));
        Invocation.statements(store, "GENERATE EMBEDDINGS; BUILD INDEX ON fused TYPE 'HNSW16'")
                .well();
    }

    @Test
    void an_unknown_contract_names_the_nearest() {
        fails(1, store, "SIMILAR TO AAPL_20240119_151_C ON fused", """
                <command>:1:12: unknown contract AAPL_20240119_151_C
                  1 | SIMILAR TO AAPL_20240119_151_C ON fused
                    |            ^^^^^^^^^^^^^^^^^^^ the nearest listed: AAPL_20240119_150_C, AAPL_20240119_150_P, AAPL_20240119_160_C, AAPL_20240119_160_P, AAPL_20240119_140_C
                """);
    }

    @Test
    void an_unknown_ticker_names_the_nearest() {
        fails(1, store, "SIMILAR TO APPL ON technical", """
                <command>:1:12: unknown ticker APPL
                  1 | SIMILAR TO APPL ON technical
                    |            ^^^^ the nearest listed: AAPL
                """);
    }

    @Test
    void a_malformed_contract_names_the_part_that_is_wrong() {
        fails(2, store, "SIMILAR TO AAPL_20241319_150_C ON fused", """
                <command>:1:21: an expiry's month is 01 to 12, not '13'
                  1 | SIMILAR TO AAPL_20241319_150_C ON fused
                    |                     ^^
                """);
    }

    @Test
    void an_unknown_modality_names_the_one_that_was_meant() {
        fails(2, store, "SIMILAR TO AAPL_20240119_150_C ON greks K 20", """
                <command>:1:35: unknown modality 'greks'
                  1 | SIMILAR TO AAPL_20240119_150_C ON greks K 20
                    |                                   ^^^^^ did you mean 'greeks'?
                """);
    }

    @Test
    void a_day_without_data_names_its_neighbours() {
        fails(1, store, "SIMILAR TO AAPL_20240119_150_C AT 2024-01-09 ON fused", """
                <command>:1:35: no embeddings on 2024-01-09
                  1 | SIMILAR TO AAPL_20240119_150_C AT 2024-01-09 ON fused
                    |                                   ^^^^^^^^^^ the nearest days with it: 2024-01-05, 2024-01-10
                """);
        fails(1, store, "DESCRIBE AAPL_20240119_150_C AT 2024-01-08", """
                <command>:1:33: no market data on 2024-01-08
                  1 | DESCRIBE AAPL_20240119_150_C AT 2024-01-08
                    |                                 ^^^^^^^^^^ the nearest days with it: 2024-01-05, 2024-01-10
                """);
    }

    @Test
    void a_holiday_means_the_session_before_and_that_is_said() {
        Invocation asked = Invocation.of(store, "query", "AAPL_20240119_150_C", "2024-01-15", "-k", "3")
                .well();
        assertEquals("2024-01-15 is a holiday: 2024-01-12 is taken\n" + MADE + "3 rows\n", asked.err());
        assertTrue(asked.out().contains("2024-01-"), asked::out);
    }

    @Test
    void a_modality_that_the_row_lacks_is_named_with_those_it_has() {
        fails(1, store, "SIMILAR TO AAPL AT 2024-01-12 ON greeks", """
                <command>:1:20: AAPL has no greeks embedding on 2024-01-12
                  1 | SIMILAR TO AAPL AT 2024-01-12 ON greeks
                    |                    ^^^^^^^^^^ it has price, fused
                """);
    }

    @Test
    void before_anything_is_encoded_the_statement_that_does_it_is_named() {
        fails(1, imported, QUESTION, """
                <command>:1:1: nothing is encoded in FOLDER/imported yet
                  1 | SIMILAR TO AAPL_20240119_150_C AT 2024-01-12 ON fused,greeks K 3
                    | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ GENERATE EMBEDDINGS does that
                """);
        fails(1, imported, "BUILD INDEX TYPE 'HNSW16'", """
                <command>:1:1: nothing is encoded in FOLDER/imported yet
                  1 | BUILD INDEX TYPE 'HNSW16'
                    | ^^^^^^^^^^^ GENERATE EMBEDDINGS does that, and builds the indices
                """);
    }

    @Test
    void an_empty_store_says_what_brings_data() {
        Path empty = folder.resolve("empty");
        fails(1, empty, QUESTION, """
                <command>:1:1: the store FOLDER/empty has no market data yet
                  1 | SIMILAR TO AAPL_20240119_150_C AT 2024-01-12 ON fused,greeks K 3
                    | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ IMPORT 'files' or IMPORT SIMULATED brings some
                """);
        fails(1, empty, "GENERATE EMBEDDINGS", """
                <command>:1:1: the store has no market data
                  1 | GENERATE EMBEDDINGS
                    | ^^^^^^^^^^^^^^^^^^^ IMPORT 'files' or IMPORT SIMULATED brings some
                """);
        assertFalse(Files.exists(empty), "asking makes no store");
    }

    @Test
    void a_missing_index_names_the_statement_that_builds_it() {
        fails(1, store, QUESTION + " USING IVF", """
                <command>:1:66: there is no IVF index of fused: the one that was built is HNSW16
                  1 | SIMILAR TO AAPL_20240119_150_C AT 2024-01-12 ON fused,greeks K 3 USING IVF
                    |                                                                  ^^^^^^^^^ BUILD INDEX ON fused TYPE 'IVF1024,PQ64' builds one; USING EXACT needs none
                """);
    }

    @Test
    void an_index_type_that_does_not_exist_is_refused_with_faiss_own_words() {
        fails(1, store, "BUILD INDEX ON fused TYPE 'HNWS16'", """
                <command>:1:22: FAISS makes no index of type 'HNWS16' for 256 dimensions: could not parse index string HNWS16
                  1 | BUILD INDEX ON fused TYPE 'HNWS16'
                    |                      ^^^^^^^^^^^^^ types that work: 'Flat', 'HNSW32', 'IVF1024,PQ64'
                """);
    }

    @Test
    void files_that_are_not_there_are_named() {
        fails(1, store, "IMPORT 'nowhere/*.csv'", """
                <command>:1:8: no file matches 'nowhere/*.csv'
                  1 | IMPORT 'nowhere/*.csv'
                    |        ^^^^^^^^^^^^^^^ looked in HERE/nowhere; paths are relative to HERE
                """);
    }

    @Test
    void a_truncated_npy_is_named_with_the_statement_that_writes_it_again() throws IOException {
        Path damaged = copy("truncated");
        truncate(vectorFile(damaged, "2024-01-12", "fused.npy"));
        fails(1, damaged, QUESTION, """
                <command>:1:35: comprehensive_vectors/vectors/2024/2024-01-12/HASH/fused.npy is damaged: it has N bytes instead of N
                  1 | SIMILAR TO AAPL_20240119_150_C AT 2024-01-12 ON fused,greeks K 3
                    |                                   ^^^^^^^^^^ GENERATE EMBEDDINGS DURING 2024-01-12 RESTART writes it again
                """);
        Invocation.of(damaged, "--yes", "-c", "GENERATE EMBEDDINGS DURING 2024-01-12 RESTART")
                .well();
        assertSameAnswer(damaged);
    }

    @Test
    void a_restart_is_not_begun_unasked() {
        fails(1, store, "GENERATE EMBEDDINGS DURING 2024-01-12 RESTART", """
                <command>:1:39: RESTART encodes 1 day again, done or not, and nobody can be asked here
                  1 | GENERATE EMBEDDINGS DURING 2024-01-12 RESTART
                    |                                       ^^^^^^^ agree beforehand with --yes, or leave RESTART out: RESUME is the default
                """);
    }

    @Test
    void a_ticker_to_encode_that_is_not_known_is_named_where_it_stands() {
        fails(1, store, "GENERATE EMBEDDINGS FOR AAPL, APPL DURING 2024-01-12", """
                <command>:1:31: unknown ticker APPL
                  1 | GENERATE EMBEDDINGS FOR AAPL, APPL DURING 2024-01-12
                    |                               ^^^^ the nearest listed: AAPL
                """);
    }

    @Test
    void settings_that_do_not_fit_into_memory_name_the_one_to_lower_and_to_what() {
        Invocation refused =
                Invocation.statements(store, "GENERATE EMBEDDINGS WITH (batch_size = 65_536, max_workers = 256)");
        assertEquals(1, refused.code(), refused::err);
        assertTrue(
                refused.err()
                        .matches(
                                "(?s).*1:40: batch_size = 65536 and max_workers = 256 need about .* lower batch_size to \\d+\n.*"),
                refused::err);
    }

    @Test
    void an_index_from_elsewhere_is_noticed_and_not_needed() throws IOException {
        Path damaged = copy("elsewhere");
        Files.copy(indexFile(damaged, "greeks"), indexFile(damaged, "fused"), StandardCopyOption.REPLACE_EXISTING);
        fails(1, damaged, "SIMILAR TO AAPL_20240119_150_C AT 2024-01-12 K 3 USING HNSW", """
                <command>:1:50: comprehensive_vectors/indices/g0002_HASH/HASH/fused.faiss is damaged: it has N bytes instead of N
                  1 | SIMILAR TO AAPL_20240119_150_C AT 2024-01-12 K 3 USING HNSW
                    |                                                  ^^^^^^^^^^ BUILD INDEX ON fused makes it again
                """);
        assertSameAnswer(damaged);
        Invocation.statements(
                        damaged,
                        "BUILD INDEX ON fused TYPE 'HNSW16'; " + QUESTION.replace(",greeks", "") + " USING HNSW")
                .well();
    }

    @Test
    void a_damaged_index_is_noticed_and_not_needed() throws IOException {
        Path damaged = copy("damaged-index");
        truncate(indexFile(damaged, "fused"));
        fails(1, damaged, "SIMILAR TO AAPL_20240119_150_C AT 2024-01-12 K 3 USING HNSW", """
                <command>:1:50: comprehensive_vectors/indices/g0002_HASH/HASH/fused.faiss is damaged: it has N bytes instead of N
                  1 | SIMILAR TO AAPL_20240119_150_C AT 2024-01-12 K 3 USING HNSW
                    |                                                  ^^^^^^^^^^ BUILD INDEX ON fused makes it again
                """);
        assertSameAnswer(damaged);
    }

    @Test
    void without_the_native_library_exact_search_works_and_the_rest_says_how_to_build_it()
            throws IOException, InterruptedException {
        Map<String, String> nowhere = Map.of("MVQ_FAISS_LIBRARY", "/nowhere/libjfaiss.so");
        assertEquals(
                answer(store), child(nowhere, "--format", "csv", "-c", QUESTION).out());
        Invocation hnsw = child(nowhere, "-c", "SIMILAR TO AAPL_20240119_150_C AT 2024-01-12 K 3 USING HNSW");
        fails(1, hnsw, """
                <command>:1:1: the native library of vector search is not there: MVQ_FAISS_LIBRARY names /nowhere/libjfaiss.so, which is no file
                  1 | SIMILAR TO AAPL_20240119_150_C AT 2024-01-12 K 3 USING HNSW
                    | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ build it once with scripts/native/build-faiss, or set MVQ_FAISS_LIBRARY to a built libjfaiss.so
                """);
        fails(1, child(nowhere, "-c", "GENERATE EMBEDDINGS"), """
                <command>:1:1: the native library of vector search is not there: MVQ_FAISS_LIBRARY names /nowhere/libjfaiss.so, which is no file
                  1 | GENERATE EMBEDDINGS
                    | ^^^^^^^^^^^^^^^^^^^ build it once with scripts/native/build-faiss, or set MVQ_FAISS_LIBRARY to a built libjfaiss.so
                """);
    }

    @Test
    void a_store_that_is_a_file_is_refused() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "something");
        fails(1, Invocation.statements(file, "SHOW COVERAGE"), """
                mvq: the store FOLDER/file is not a folder
                  name a folder with --store
                """);
        assertEquals("something", Files.readString(file));
    }

    @Test
    void no_arguments_and_nothing_on_standard_input_is_a_wrong_usage() {
        fails(2, Invocation.of(store), "mvq: no statements on standard input; 'mvq --help' shows what else there is\n");
    }

    @Test
    void a_full_disk_is_named_and_nothing_is_lost() throws IOException, InterruptedException {
        try (SmallDisk disk = SmallDisk.mount(folder.resolve("disk"), 24)) {
            Path small = Surroundings.copy(store, disk.path().resolve("store"));
            disk.fill();
            Invocation full = Invocation.of(small, "--yes", "-c", "GENERATE EMBEDDINGS RESTART");
            fails(1, full, """
                <command>:1:1: the disk that holds FOLDER/disk/store is full: comprehensive_vectors/vectors/2023/2023-12-22/HASH/day.json was not written, and nothing is half-written
                  1 | GENERATE EMBEDDINGS RESTART
                    | ^^^^^^^^^^^^^^^^^^^ free some space there, or choose another store with --store, and run the statement again
                """);
            assertSameAnswer(small);
            disk.empty();
            Invocation.of(small, "--yes", "-c", "GENERATE EMBEDDINGS RESTART").well();
            assertSameAnswer(small);
        }
    }

    private void fails(int code, Path store, String statement, String problem) {
        fails(code, Invocation.statements(store, statement), problem);
    }

    /** Exit code and text, where FOLDER, HERE, HASH and N stand for what differs from run to run or from encoder to encoder. */
    private void fails(int code, Invocation asked, String problem) {
        String said = PROGRESS.matcher(asked.err())
                .replaceAll("")
                .replace(folder.toString(), "FOLDER")
                .replace(Path.of("").toAbsolutePath().toString(), "HERE")
                .replaceAll("\\b[0-9a-f]{16}\\b|(?<=g000\\d_)[0-9a-f]{8}\\b", "HASH")
                .replaceAll("\\b\\d[\\d,]*(?= bytes)|(?<=instead of )[\\d,]+", "N");
        assertFalse(said.contains("Exception") || said.contains("\tat ") || said.contains("fault of mvq"), said);
        assertEquals(problem, said);
        assertEquals("", asked.out());
        assertEquals(code, asked.code());
        assertSameAnswer(store);
    }

    private void assertSameAnswer(Path other) {
        assertEquals(answer(store), answer(other));
    }

    private static String answer(Path store) {
        return Invocation.of(store, "--format", "csv", "-c", QUESTION).well().out();
    }

    private Invocation child(Map<String, String> environment, String... arguments)
            throws IOException, InterruptedException {
        String[] all = Stream.concat(Stream.of("--store", store.toString()), Stream.of(arguments))
                .toArray(String[]::new);
        try (ChildJvm run = ChildJvm.start(environment, all)) {
            return run.await();
        }
    }

    private Path copy(String name) {
        return Surroundings.copy(store, folder.resolve(name));
    }

    private static Path vectorFile(Path store, String date, String name) throws IOException {
        return only(store.resolve("comprehensive_vectors/vectors/" + date.substring(0, 4) + "/" + date), name);
    }

    /** The file of the newest generation. */
    private static Path indexFile(Path store, String modality) throws IOException {
        String csv = Invocation.of(store, "--format", "csv", "-c", "SHOW INDICES")
                .well()
                .out();
        String row = csv.lines()
                .filter(line -> line.startsWith(modality + ","))
                .findFirst()
                .orElseThrow();
        return store.resolve(row.substring(row.lastIndexOf(',') + 1));
    }

    private static Path only(Path below, String name) throws IOException {
        try (Stream<Path> files = Files.walk(below)) {
            return files.filter(file -> file.endsWith(name)).findFirst().orElseThrow();
        }
    }

    private static void truncate(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.truncate(channel.size() / 2);
        }
    }
}
