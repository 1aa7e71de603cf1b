package dev.mvq.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Generation killed with SIGKILL and begun again comes to the store that one undisturbed run makes. */
class KilledGenerationTest {
    /** Sessions around the end of 2020, a year behind which a checkpoint comes. */
    private static final String MARKET = "IMPORT SIMULATED WITH"
            + " (seed = 5, underlyings = 2, days = 25, contracts_per_day = 16, history = 15, last_day = 2021-01-20)";

    private static final String EARLY = "GENERATE EMBEDDINGS DURING 2020-12-01 .. 2020-12-24";
    private static final String ALL = "GENERATE EMBEDDINGS WITH (batch_size = 128)";
    private static final String AGAIN = "GENERATE EMBEDDINGS RESTART WITH (batch_size = 64, max_workers = 1)";
    private static final String QUESTION = "SIMILAR TO AAPL AT 2020-12-23 ON fused APART 1 DAYS K 3";
    private static final String HOME = "comprehensive_vectors";
    private static final String CHECKPOINT = HOME + "/checkpoints/checkpoint_2020.json";

    private final Random random = new Random(23);

    @TempDir
    private Path folder;

    @Test
    void ten_kills_leave_no_trace() throws IOException, InterruptedException {
        Path market = folder.resolve("market");
        Invocation.statements(market, MARKET).well();
        Path undisturbed = Surroundings.copy(market, folder.resolve("undisturbed"));
        Path disturbed = Surroundings.copy(market, folder.resolve("disturbed"));

        long before = objects(undisturbed);
        Invocation.statements(undisturbed, EARLY).well();
        long early = objects(undisturbed);
        Invocation.statements(undisturbed, ALL).well();
        long all = objects(undisturbed);

        int killed = killDuring(disturbed, EARLY, KilledGenerationTest::objects, before, early, 3, false);
        Invocation.statements(disturbed, EARLY).well();
        killed += killDuring(disturbed, ALL, KilledGenerationTest::objects, early, all, 4, true);
        Invocation.statements(disturbed, ALL).well();
        assertSameCheckpoint(undisturbed, disturbed);

        FileTime begun = FileTime.from(Instant.now());
        long days = daysWritten(undisturbed, FileTime.fromMillis(0));
        killed += killDuring(disturbed, AGAIN, store -> daysWritten(store, begun), 0, days, 3, true);
        Invocation.of(disturbed, "--yes", "-c", AGAIN).well();

        assertEquals(10, killed, "every run was to be killed before its end");
        assertSameGeneration(undisturbed, disturbed);
        assertEquals(answer(undisturbed), answer(disturbed));
        assertEquals(days, daysWritten(disturbed, begun), "a restart does every day again");
    }

    /** Something of a store that grows while a run goes on. */
    private interface Growth {
        long of(Path store) throws IOException;
    }

    /**
     * Starts the statement again and again, killing it once the store has grown so far, at random and ever more, between the two numbers.
     * How fast the machine is does not matter.
     */
    private int killDuring(Path store, String statement, Growth growth, long from, long to, int times, boolean answers)
            throws IOException, InterruptedException {
        long[] moments = random.longs(times, from + 1, to).sorted().toArray();
        int killed = 0;
        for (long moment : moments) {
            try (ChildJvm run = ChildJvm.start(Map.of(), "--store", store.toString(), "--yes", "-c", statement)) {
                while (run.isAlive() && growth.of(store) < moment) {
                    Thread.onSpinWait();
                }
                Thread.sleep(random.nextInt(25));
                killed += run.isAlive() ? 1 : 0;
                run.kill();
            }
            assertReadable(store, answers);
        }
        return killed;
    }

    /** Either the last generation answers, or there is none and that is said. */
    private static void assertReadable(Path store, boolean answers) {
        Invocation asked = Invocation.of(store, "--format", "csv", "-c", QUESTION);
        if (answers) {
            assertEquals(3, asked.well().csvRows().size(), asked::err);
        } else if (asked.code() != 0) {
            assertTrue(asked.err().contains("nothing is encoded in " + store + " yet"), asked::err);
        }
        Invocation.statements(store, "SHOW COVERAGE; SHOW INDICES; SHOW CONTRACTS")
                .well();
    }

    /** Days that were written since, whole or once more. */
    private static long daysWritten(Path store, FileTime since) throws IOException {
        try (Stream<Path> files = Files.walk(store.resolve(HOME))) {
            return files.filter(file -> file.endsWith("day.json") && isNewer(file, since))
                    .count();
        } catch (UncheckedIOException | NoSuchFileException raced) {
            return -1;
        }
    }

    private static boolean isNewer(Path file, FileTime since) {
        try {
            return Files.getLastModifiedTime(file).compareTo(since) > 0;
        } catch (IOException raced) {
            return false;
        }
    }

    /** The checkpoint names the days through the end of its year, in whatever generation. */
    private static void assertSameCheckpoint(Path expected, Path actual) throws IOException {
        List<JsonNode> days = new ArrayList<>();
        for (Path store : List.of(expected, actual)) {
            List<JsonNode> manifests = manifests(store, json(store.resolve(CHECKPOINT)));
            assertEquals(1, manifests.size());
            days.add(manifests.getFirst().required("days"));
            assertEquals(
                    "2020-12-31",
                    days.getLast()
                            .get(days.getLast().size() - 1)
                            .required("date")
                            .textValue());
        }
        assertEquals(days.getFirst(), days.getLast());
    }

    private static List<String> answer(Path store) {
        return Invocation.of(store, "--format", "csv", "-c", QUESTION).well().csvRows();
    }

    /** Whole objects in the store; what is being written lies in a hidden folder. */
    private static long objects(Path store) throws IOException {
        try (Stream<Path> files = Files.walk(store.resolve(HOME))) {
            return files.filter(Files::isRegularFile).count();
        } catch (UncheckedIOException | NoSuchFileException raced) {
            return -1;
        }
    }

    private static void assertSameGeneration(Path expected, Path actual) throws IOException {
        ObjectNode expectedRoot = json(expected.resolve(HOME + "/metadata.json"));
        ObjectNode actualRoot = json(actual.resolve(HOME + "/metadata.json"));
        List<JsonNode> expectedManifests = manifests(expected, expectedRoot);
        List<JsonNode> actualManifests = manifests(actual, actualRoot);
        for (ObjectNode root : List.of(expectedRoot, actualRoot)) {
            ((ObjectNode) root.required("generation")).remove(List.of("name", "number", "created", "manifests"));
        }
        assertEquals(expectedRoot, actualRoot);
        assertEquals(expectedManifests.size(), actualManifests.size());
        for (int i = 0; i < expectedManifests.size(); i++) {
            assertSameSegment(expected, expectedManifests.get(i), actual, actualManifests.get(i));
        }
    }

    private static void assertSameSegment(
            Path expected, JsonNode expectedManifest, Path actual, JsonNode actualManifest) throws IOException {
        for (String field :
                List.of("segment", "rows", "encoder_version", "present", "underlyings", "ranges", "days", "filters")) {
            assertEquals(expectedManifest.required(field), actualManifest.required(field), field);
        }
        assertFalse(expectedManifest.required("days").isEmpty());
        for (JsonNode day : expectedManifest.required("days")) {
            String date = day.required("date").textValue();
            String key = "%s/vectors/%s/%s/%s"
                    .formatted(
                            HOME,
                            date.substring(0, 4),
                            date,
                            day.required("hash").textValue());
            assertEquals(names(expected.resolve(key)), names(actual.resolve(key)), key);
            for (String name : names(expected.resolve(key))) {
                assertSameFile(expected, actual, key + "/" + name);
            }
        }
        assertSameFile(
                expected,
                actual,
                expectedManifest.required("filters").required("key").textValue());
        assertEquals(indices(expected, expectedManifest), indices(actual, actualManifest));
        for (String modality : indices(expected, expectedManifest).keySet()) {
            assertSameFile(expected, actual, HOME + "/indices/" + modality + "_index.faiss");
        }
    }

    private static void assertSameFile(Path expected, Path actual, String key) throws IOException {
        assertEquals(-1, Files.mismatch(expected.resolve(key), actual.resolve(key)), key);
    }

    /** Checksum, size, type and count of each index; the name of its file has the generation in it. */
    private static Map<String, String> indices(Path store, JsonNode manifest) throws IOException {
        Map<String, String> indices = new TreeMap<>();
        for (JsonNode index : manifest.required("indices")) {
            JsonNode file = index.required("file");
            long bytes = Files.size(store.resolve(file.required("key").textValue()));
            assertEquals(file.required("bytes").longValue(), bytes);
            indices.put(
                    index.required("modality").textValue(),
                    "%s %d %s %d"
                            .formatted(
                                    index.required("factory").textValue(),
                                    bytes,
                                    file.required("checksum").textValue(),
                                    index.required("ntotal").longValue()));
        }
        return indices;
    }

    private static List<String> names(Path day) throws IOException {
        try (Stream<Path> files = Files.list(day)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private static List<JsonNode> manifests(Path store, JsonNode root) throws IOException {
        List<JsonNode> manifests = new ArrayList<>();
        for (JsonNode name : root.required("generation").required("manifests")) {
            manifests.add(json(store.resolve(HOME + "/manifests/" + name.textValue() + ".json")));
        }
        return manifests;
    }

    private static ObjectNode json(Path file) throws IOException {
        return (ObjectNode) new ObjectMapper().readTree(file.toFile());
    }
}
