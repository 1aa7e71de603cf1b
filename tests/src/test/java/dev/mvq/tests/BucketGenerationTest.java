package dev.mvq.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mvq.runtime.storage.bucket.FaultyProxy;
import dev.mvq.runtime.storage.bucket.MinioServer;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Generation into a bucket while its server, the network or the process fails comes to what an undisturbed run in a folder makes. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BucketGenerationTest {
    private static final String MARKET =
            "IMPORT SIMULATED WITH" + " (seed = 5, underlyings = 2, days = 8, contracts_per_day = 16, history = 15)";
    private static final String GENERATE = "GENERATE EMBEDDINGS";
    private static final String QUESTION = "SIMILAR TO AAPL AT 2024-01-12 ON fused APART 1 DAYS K 3";

    private final Random random = new Random(11);

    private Path folder = Path.of("");

    private Path undisturbed = Path.of("");
    private Map<String, String> vectors = Map.of();
    private MinioServer server;

    @BeforeAll
    void makeAnUndisturbedRun(@TempDir Path temporary) {
        folder = temporary;
        server = MinioServer.start(folder.resolve("minio"));
        undisturbed = folder.resolve("undisturbed");
        Invocation.statements(undisturbed, MARKET + "; " + GENERATE).well();
        vectors = BucketCopies.vectors(undisturbed.toString(), Map.of());
    }

    @AfterAll
    void stopTheServer() {
        server.close();
    }

    /** A new store with the market and no embeddings. */
    private String market(MinioServer of) {
        String store = "s3://" + of.bucket() + "/" + UUID.randomUUID();
        BucketCopies.copy(undisturbed, store, environment(of, of.port()), key -> !key.contains("vectors/"));
        return store;
    }

    private Map<String, String> environment(MinioServer of, int port) {
        Map<String, String> environment = new HashMap<>(of.environmentAt(port));
        environment.put("HOME", System.getProperty("user.home"));
        environment.put("MVQ_CACHE", folder.resolve("cache").toString());
        return environment;
    }

    private void assertAsUndisturbed(String store, MinioServer of) {
        Map<String, String> environment = environment(of, of.port());
        assertEquals(vectors, BucketCopies.vectors(store, environment));
        assertEquals(
                Invocation.of(undisturbed, "--format", "csv", "-c", QUESTION)
                        .well()
                        .out(),
                Invocation.of(store, environment, "--format", "csv", "-c", QUESTION)
                        .well()
                        .out());
    }

    /** Waits until the store has so many objects of encoded days, while the run goes on. */
    private void awaitObjects(String store, int objects, CompletableFuture<?> run) {
        while (!run.isDone()
                && BucketCopies.vectors(store, environment(server, server.port()))
                                .size()
                        < objects) {
            Thread.onSpinWait();
        }
    }

    @Test
    void a_server_killed_and_started_again_a_minute_later_is_waited_for() throws InterruptedException {
        String store = market(server);
        Map<String, String> environment = environment(server, server.port());
        CompletableFuture<Invocation> run =
                CompletableFuture.supplyAsync(() -> Invocation.of(store, environment, "-c", GENERATE));
        awaitObjects(store, 1 + random.nextInt(vectors.size() / 2), run);
        assertFalse(run.isDone(), "the server was to be killed before the end");
        server.kill();
        Thread.sleep(Duration.ofMinutes(1));
        server.restart();
        run.join().well();
        assertAsUndisturbed(store, server);
    }

    @Test
    void a_server_that_stays_away_ends_the_run_which_goes_on_from_there_later() {
        String store = market(server);
        Map<String, String> impatient = environment(server, server.port());
        impatient.put("MVQ_S3_DEADLINE", "1");
        CompletableFuture<Invocation> run =
                CompletableFuture.supplyAsync(() -> Invocation.of(store, impatient, "-c", GENERATE));
        awaitObjects(store, 12, run);
        server.kill();
        Invocation ended = run.join();
        server.restart();
        assertEquals(1, ended.code(), ended::err);
        assertTrue(ended.err().contains(server.endpoint() + " did not serve for 1 s while"), ended::err);
        assertTrue(ended.err().contains("run the statement again: what is done stays done"), ended::err);
        Invocation again = Invocation.of(store, environment(server, server.port()), "-c", GENERATE)
                .well();
        assertTrue(again.err().contains("already"), again::err);
        assertAsUndisturbed(store, server);
    }

    @Test
    void a_network_that_fails_at_every_turn_changes_nothing() throws IOException {
        String store = market(server);
        try (FaultyProxy proxy = FaultyProxy.before(server.port())) {
            FaultyProxy.Harm[] harms = {
                FaultyProxy.Harm.UNAVAILABLE,
                FaultyProxy.Harm.CUT_REQUEST,
                FaultyProxy.Harm.LOSE_ANSWER,
                FaultyProxy.Harm.CUT_ANSWER,
                FaultyProxy.Harm.CORRUPT_REQUEST
            };
            proxy.fault(
                    request -> random.nextInt(8) == 0 ? harms[random.nextInt(harms.length)] : FaultyProxy.Harm.NONE);
            Invocation.of(store, environment(server, proxy.port()), "-c", GENERATE)
                    .well();
        }
        assertAsUndisturbed(store, server);
    }

    @Test
    void a_process_killed_again_and_again_goes_on_from_where_it_was() throws IOException, InterruptedException {
        String store = market(server);
        Map<String, String> environment = environment(server, server.port());
        int killed = 0;
        for (int moment : new int[] {6, 20, vectors.size() - 3}) {
            try (ChildJvm run = ChildJvm.start(environment, "--store", store, "-c", GENERATE)) {
                while (run.isAlive() && BucketCopies.vectors(store, environment).size() < moment) {
                    Thread.onSpinWait();
                }
                killed += run.isAlive() ? 1 : 0;
                run.kill();
            }
            Invocation.of(store, environment, "-c", "SHOW COVERAGE").well();
        }
        assertEquals(3, killed, "every run was to be killed before its end");
        Invocation.of(store, environment, "-c", GENERATE).well();
        assertAsUndisturbed(store, server);
    }

    @Test
    void a_full_server_is_told_and_what_was_done_stays(@TempDir Path mountPoint)
            throws IOException, InterruptedException {
        try (SmallDisk disk = SmallDisk.mount(mountPoint.resolve("disk"), 64)) {
            MinioServer small = MinioServer.start(disk.path().resolve("data"));
            try (small) {
                String store = market(small);
                Map<String, String> environment = environment(small, small.port());
                disk.fill();
                Invocation full = Invocation.of(store, environment, "-c", GENERATE);
                assertEquals(1, full.code(), full::err);
                assertTrue(full.err().contains(store + " has no room left: "), full::err);
                assertTrue(full.err().contains("nothing is half-written"), full::err);
                disk.empty();
                // The server looks at its disk every few seconds only.
                Instant patience = Instant.now().plusSeconds(60);
                Invocation again;
                do {
                    again = Invocation.of(store, environment, "-c", GENERATE);
                } while (again.err().contains("has no room left")
                        && Instant.now().isBefore(patience));
                again.well();
                assertAsUndisturbed(store, small);
            }
        }
    }
}
