package dev.mvq.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mvq.runtime.market.MvqException;
import dev.mvq.runtime.storage.ObjectInfo;
import dev.mvq.runtime.storage.ObjectStore;
import dev.mvq.runtime.storage.bucket.FaultyProxy;
import dev.mvq.runtime.storage.bucket.MinioServer;
import dev.mvq.runtime.storage.bucket.SharedMinio;
import dev.mvq.runtime.storage.bucket.StoreLocation;
import dev.mvq.runtime.vector.Generation;
import dev.mvq.runtime.vector.Root;
import dev.mvq.runtime.vector.VectorStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The same market in a folder and in a bucket of a real server: the same answers, and nothing lost when the server is. */
@ExtendWith(SharedMinio.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BucketStoreTest {
    private static final String MARKET =
            "IMPORT SIMULATED WITH" + " (seed = 7, underlyings = 2, days = 8, contracts_per_day = 24, history = 15)";
    private static final String QUESTION = "SIMILAR TO AAPL AT 2024-01-12 ON fused,price APART 1 DAYS K 5";

    private Path folder = Path.of("");

    private Path local = Path.of("");
    private String bucket = "";
    private Map<String, String> environment = Map.of();

    @BeforeAll
    void makeTheSameMarketTwice(MinioServer server, @TempDir Path temporary) {
        folder = temporary;
        local = folder.resolve("local");
        bucket = "s3://" + server.newBucket() + "/market";
        environment = withCache(server.environment());
        Invocation.statements(local, MARKET + "; GENERATE EMBEDDINGS").well();
        in(bucket, "-c", MARKET + "; GENERATE EMBEDDINGS").well();
    }

    private Map<String, String> withCache(Map<String, String> of) {
        Map<String, String> with = new HashMap<>(of);
        with.put("HOME", System.getProperty("user.home"));
        with.put("MVQ_CACHE", folder.resolve("cache").toString());
        return with;
    }

    /** {@code mvq} over the store; what it says holds no key. */
    private Invocation in(String store, String... arguments) {
        return in(environment, store, arguments);
    }

    private static Invocation in(Map<String, String> environment, String store, String... arguments) {
        Invocation done = Invocation.of(store, environment, arguments);
        for (String text : List.of(done.out(), done.err())) {
            assertFalse(text.contains(MinioServer.ACCESS_KEY), text);
            assertFalse(text.contains(MinioServer.SECRET_KEY), text);
        }
        return done;
    }

    private String csv(String statement) {
        return csv(bucket, statement);
    }

    private String csv(String store, String statement) {
        return in(store, "--format", "csv", "-c", statement).well().out();
    }

    /** Another store of the same objects, for who changes it. */
    private String copy(MinioServer server) {
        String other = "s3://" + server.bucket() + "/" + UUID.randomUUID();
        BucketCopies.copy(local, other, environment, key -> true);
        return other;
    }

    private static List<ObjectInfo> objects(ObjectStore store, Predicate<String> which) {
        return store.list("").stream().filter(info -> which.test(info.key())).toList();
    }

    @Test
    void every_question_has_the_same_answer() {
        for (String statement : List.of(
                QUESTION,
                QUESTION + " WHERE iv > 0 OR type = 'S'",
                "SIMILAR TO AAPL ON price K 10 APART 1 DAYS USING EXACT",
                "SHOW COVERAGE",
                "SHOW CONTRACTS",
                "SHOW INDICES",
                "DESCRIBE AAPL AT 2024-01-12",
                "FROM contracts DURING 2024-01 | STATS avg(iv), count(*) BY underlying | SORT BY underlying",
                "FROM embeddings AT LATEST | LIMIT 20")) {
            Invocation expected =
                    Invocation.of(local, "--format", "csv", "-c", statement).well();
            assertEquals(expected.out(), csv(statement), statement);
        }
    }

    @Test
    void the_same_objects_are_in_both() {
        try (ObjectStore inFolder =
                        StoreLocation.parse(local.toString(), folder).open(environment);
                ObjectStore inBucket = StoreLocation.parse(bucket, folder).open(environment)) {
            // Roots and their names hold the time of the commit.
            Predicate<String> lasting = key -> !key.endsWith("metadata.json");
            List<ObjectInfo> expected = objects(inFolder, lasting);
            List<ObjectInfo> actual = objects(inBucket, lasting);
            assertEquals(
                    expected.stream().map(ObjectInfo::key).toList(),
                    actual.stream().map(ObjectInfo::key).toList());
            for (ObjectInfo info : expected) {
                assertEquals(inFolder.checksum(info.key()), inBucket.checksum(info.key()), info.key());
            }
        }
    }

    @Test
    void files_that_a_made_market_wrote_into_a_bucket_are_imported_from_there(MinioServer server) throws IOException {
        String market =
                "IMPORT SIMULATED WITH (seed = 3, underlyings = 2, days = 3, contracts_per_day = 16, history = 0,"
                        + " format = 'chains')";
        Path files = folder.resolve("files");
        String raw = "s3://" + server.newBucket();
        Invocation inFolder = Invocation.statements(files, market).well();
        Invocation inBucket = in(raw, "-c", market).well();
        Invocation.statements(files, advised(inFolder)).well();
        assertTrue(advised(inBucket).startsWith("IMPORT '" + raw + "/"), inBucket::err);
        String elsewhere = "s3://" + server.newBucket();
        for (String store : List.of(raw, elsewhere)) { // from its own bucket, and from another
            in(store, "-c", advised(inBucket)).well();
            assertEquals(
                    Invocation.of(files, "--format", "csv", "-c", "FROM contracts")
                            .well()
                            .out(),
                    in(store, "--format", "csv", "-c", "FROM contracts").well().out());
        }
        Invocation none = in(raw, "-c", "IMPORT '" + raw + "/no/*.csv'");
        assertTrue(none.err().contains("no file in " + raw + " matches 'no/*.csv'"), none::err);
    }

    private static String advised(Invocation made) {
        return made.err()
                .lines()
                .filter(line -> line.startsWith("IMPORT '"))
                .findFirst()
                .orElseThrow(() -> new AssertionError(made.err()));
    }

    @Test
    void of_two_writers_one_wins_and_the_other_says_why(MinioServer server) {
        String both = copy(server);
        try (ObjectStore store = StoreLocation.parse(both, folder).open(environment);
                VectorStore vectors = new VectorStore(store);
                Generation before = vectors.open().orElseThrow()) {
            Root root = before.root();
            in(both, "-c", "BUILD INDEX ON price").well();
            MvqException failure =
                    assertThrows(MvqException.class, () -> vectors.commit(root, "g9999", before.manifests()));
            assertTrue(failure.getMessage().contains("another run changed the store " + both), failure::getMessage);
            assertTrue(failure.remedy().startsWith("run the statement again"), failure::remedy);
        }
        assertEquals(csv(QUESTION), csv(both, QUESTION));
    }

    @Test
    void replaced_generations_are_removed_from_a_bucket_and_nothing_else(MinioServer server) {
        String store = copy(server);
        in(store, "-c", "BUILD INDEX ON price").well();
        String[] young = {"--format", "csv", "gc"};
        assertEquals(List.of(), in(store, young).well().csvRows());
        String[] dry = {"--format", "csv", "gc", "--grace", "0", "--dry-run"};
        Invocation would = in(store, dry).well();
        assertTrue(would.csvRows().stream().anyMatch(row -> row.contains("/generations/g0001_")), would::out);
        Invocation gone = in(store, "--format", "csv", "gc", "--grace", "0").well();
        assertEquals(would.csvRows(), gone.csvRows());
        assertEquals(List.of(), in(store, dry).well().csvRows());
        assertEquals(csv(QUESTION), csv(store, QUESTION));
    }

    @Test
    void of_writers_at_once_those_that_lose_say_so_and_nothing_is_lost(MinioServer server) {
        String all = copy(server);
        List<CompletableFuture<Invocation>> writers = Stream.of("price", "greeks", "technical")
                .map(modality -> CompletableFuture.supplyAsync(() -> in(all, "-c", "BUILD INDEX ON " + modality)))
                .toList();
        List<Invocation> done = writers.stream().map(CompletableFuture::join).toList();
        assertTrue(done.stream().anyMatch(writer -> writer.code() == 0));
        done.stream()
                .filter(writer -> writer.code() != 0)
                .forEach(writer -> assertTrue(
                        writer.err().contains("another run changed the store " + all + " in the meantime"),
                        writer::err));
        assertEquals(csv(QUESTION), csv(all, QUESTION));
    }

    @Test
    void failures_with_stack_traces_hold_no_key_either(MinioServer server) throws IOException {
        try (FaultyProxy proxy = FaultyProxy.before(server.port())) {
            Map<String, String> behind = withCache(server.environmentAt(proxy.port()));
            behind.put("MVQ_S3_DEADLINE", "1");
            behind.put("MVQ_DEBUG", "1");
            proxy.fault(request ->
                    request.contains("metadata.json") ? FaultyProxy.Harm.UNAVAILABLE : FaultyProxy.Harm.NONE);
            Invocation failed = in(behind, bucket, "-c", "SET debug = true; " + QUESTION);
            assertEquals(1, failed.code(), failed::err);
            assertTrue(failed.err().contains("did not serve for 1 s while"), failed::err);
            assertTrue(failed.err().contains("RequestFailure"), failed::err);
        }
    }

    @Test
    void the_cache_may_be_deleted_between_statements() throws IOException {
        String answer = csv(QUESTION);
        try (Stream<Path> files = Files.walk(folder.resolve("cache"))) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
        assertEquals(answer, csv(QUESTION));
    }
}
