package dev.mvq.runtime.storage.bucket;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mvq.runtime.market.MvqException;
import dev.mvq.runtime.storage.ObjectInfo;
import dev.mvq.runtime.storage.ObjectStore;
import dev.mvq.runtime.storage.Precondition;
import dev.mvq.runtime.storage.PreconditionFailedException;
import dev.mvq.runtime.storage.bucket.FaultyProxy.Harm;
import dev.mvq.runtime.storage.cache.LocalCache;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a store does when the network or its server fails, behind a proxy that makes them fail. */
@ExtendWith(SharedMinio.class)
class BucketFaultsTest {
    private static final int PART = 5 << 20;

    @TempDir
    Path folder;

    private String bucket = "";
    private String prefix = "";
    private Map<String, String> direct = Map.of();
    private FaultyProxy proxy;
    private ObjectStore store;

    @BeforeEach
    void openBehindAProxy(MinioServer server) throws IOException {
        bucket = server.bucket();
        prefix = UUID.randomUUID().toString();
        direct = server.environment();
        proxy = FaultyProxy.before(server.port());
        Map<String, String> environment = server.environmentAt(proxy.port());
        environment.put("MVQ_S3_DEADLINE", "60");
        store = open(environment);
    }

    @AfterEach
    void closeBoth() throws IOException {
        store.close();
        proxy.close();
    }

    private ObjectStore open(Map<String, String> environment) {
        environment.put("MVQ_CACHE", folder.resolve("cache").toString());
        return BucketObjectStore.open(
                new StoreLocation.Bucket(bucket, prefix),
                BucketAccess.of(environment),
                LocalCache.open(environment),
                new BucketObjectStore.Sizes(PART, 1000));
    }

    /** A store that waits for a second only. */
    private ObjectStore impatient(MinioServer server) {
        Map<String, String> environment = server.environmentAt(proxy.port());
        environment.put("MVQ_S3_DEADLINE", "1");
        return open(environment);
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] large() {
        byte[] large = new byte[2 * PART + 1000];
        new Random(1).nextBytes(large);
        return large;
    }

    @Test
    void an_answer_of_503_is_asked_for_again() {
        proxy.fault("/a", Harm.UNAVAILABLE, 3);
        store.put("a", text("there"), Precondition.NONE);
        proxy.fault("/a", Harm.UNAVAILABLE, 3);
        assertArrayEquals(text("there"), store.read("a"));
        proxy.fault("list-type", Harm.UNAVAILABLE, 2);
        assertEquals(1, store.list("").size());
        proxy.fault("/a", Harm.UNAVAILABLE, 2);
        store.delete("a");
        assertEquals(List.of(), store.list(""));
    }

    @Test
    void a_server_that_answers_503_for_longer_than_the_deadline_is_told(MinioServer server) {
        try (ObjectStore impatient = impatient(server)) {
            proxy.fault(request -> Harm.UNAVAILABLE);
            MvqException failure = assertThrows(MvqException.class, () -> impatient.read("a/b"));
            assertEquals(
                    "http://127.0.0.1:%d did not serve for 1 s while reading a/b: HTTP status 503"
                            .formatted(proxy.port()),
                    failure.getMessage());
            assertTrue(failure.remedy().contains("MVQ_S3_DEADLINE"), failure.remedy());
            proxy.fault(FaultyProxy.Fault.NONE);
        }
    }

    @Test
    void connections_that_are_cut_are_made_anew() throws IOException {
        store.put("a", text("there"), Precondition.NONE);
        proxy.cutAll();
        assertArrayEquals(text("there"), store.read("a"));
        proxy.fault("/a", Harm.LOSE_ANSWER, 2);
        assertArrayEquals(text("there"), store.read("a"));
    }

    @Test
    void a_slow_answer_is_waited_for() {
        store.put("slow", large(), Precondition.NONE);
        proxy.fault(request -> Harm.SLOW);
        assertArrayEquals(large(), store.read("slow"));
    }

    @Test
    void a_write_whose_answer_was_lost_is_known_as_ones_own() {
        proxy.fault("PUT", Harm.LOSE_ANSWER, 1);
        ObjectInfo first = store.put("root", text("first"), Precondition.ABSENT);
        proxy.fault("PUT", Harm.LOSE_ANSWER, 1);
        ObjectInfo second = store.put("root", text("second"), new Precondition.Matches(first.etag()));
        assertArrayEquals(text("second"), store.read("root"));
        assertEquals(second.etag(), store.head("root").orElseThrow().etag());
        proxy.fault("POST", Harm.LOSE_ANSWER, 2); // of the begin, and of the end of an upload in parts
        ObjectInfo third = store.put("root", large(), new Precondition.Matches(second.etag()));
        assertArrayEquals(large(), store.read("root"));
        assertEquals(third.etag(), store.head("root").orElseThrow().etag());
    }

    @Test
    void a_write_whose_answer_was_lost_fails_where_another_writer_was_first() {
        ObjectInfo first = store.put("root", text("first"), Precondition.NONE);
        try (ObjectStore other = open(direct)) {
            other.put("root", text("other"), new Precondition.Matches(first.etag()));
        }
        proxy.fault("PUT", Harm.LOSE_ANSWER, 1);
        assertThrows(
                PreconditionFailedException.class,
                () -> store.put("root", text("second"), new Precondition.Matches(first.etag())));
        assertArrayEquals(text("other"), store.read("root"));
    }

    @Test
    void a_part_whose_connection_was_lost_is_sent_again() {
        proxy.fault("partNumber=2", Harm.CUT_REQUEST, 2);
        store.put("large", large(), Precondition.NONE);
        assertArrayEquals(large(), store.read("large"));
    }

    @Test
    void an_upload_that_cannot_end_leaves_the_old_object_and_no_parts(MinioServer server) throws IOException {
        store.put("large", text("old"), Precondition.NONE);
        try (ObjectStore impatient = impatient(server)) {
            proxy.fault("partNumber=2", Harm.CUT_REQUEST, 1000);
            assertThrows(MvqException.class, () -> impatient.put("large", large(), Precondition.NONE));
            assertArrayEquals(text("old"), store.read("large"));
            assertEquals(1, store.list("").size());
            assertEquals(0, uploads(server));
        }
    }

    @Test
    void an_upload_is_given_up_later_where_the_server_was_away(MinioServer server) throws IOException {
        try (ObjectStore impatient = impatient(server)) {
            proxy.fault(request -> request.contains("uploadId=") ? Harm.UNAVAILABLE : Harm.NONE);
            assertThrows(MvqException.class, () -> impatient.put("large", large(), Precondition.NONE));
            assertEquals(1, uploads(server));
            proxy.fault(FaultyProxy.Fault.NONE);
            impatient.put("small", text("next"), Precondition.NONE);
            assertEquals(0, uploads(server));
        }
    }

    /** Uploads in parts that are neither ended nor given up, as the server keeps them: its answer to who asks cannot be read. */
    private static long uploads(MinioServer server) throws IOException {
        Path uploads = server.folder().resolve(".minio.sys/multipart");
        try (var folders = Files.walk(uploads, 2)) {
            return folders.filter(folder -> folder.getNameCount() == uploads.getNameCount() + 2)
                    .count();
        }
    }

    @Test
    void bodies_that_are_cut_shortened_or_corrupted_on_their_way_are_asked_for_again() throws IOException {
        byte[] content = large();
        store.put("a", content, Precondition.NONE);
        for (Harm harm : List.of(Harm.CUT_ANSWER, Harm.SHORTEN_ANSWER, Harm.CORRUPT_ANSWER)) {
            proxy.fault("GET", harm, 1);
            assertArrayEquals(content, store.read("a"), harm::toString);
        }
        for (Harm harm : List.of(Harm.CUT_ANSWER, Harm.SHORTEN_ANSWER, Harm.CORRUPT_ANSWER)) {
            store.put("b-" + harm, content, Precondition.NONE);
            proxy.fault("GET", harm, 1);
            assertArrayEquals(content, Files.readAllBytes(store.fetch("b-" + harm)), harm::toString);
        }
    }

    @Test
    void what_is_corrupted_on_its_way_to_the_server_is_refused_there_and_sent_again() {
        proxy.fault("PUT", Harm.CORRUPT_REQUEST, 1);
        store.put("a", text("as it was"), Precondition.NONE);
        assertArrayEquals(text("as it was"), store.read("a"));
        proxy.fault("partNumber=1", Harm.CORRUPT_REQUEST, 1);
        store.put("b", large(), Precondition.NONE);
        assertArrayEquals(large(), store.read("b"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "market/2024/2024-01-16.parquet | delete it and read its source again: IMPORT '…' DURING 2024-01-16",
                "comprehensive_vectors/vectors/2024/2024-01-16/0a/fused.npy"
                        + " | GENERATE EMBEDDINGS DURING 2024-01-16 RESTART writes it again",
                "comprehensive_vectors/indices/g1/s1/fused.faiss | BUILD INDEX makes it again",
                "comprehensive_vectors/manifests/0a.json"
                        + " | delete it and run GENERATE EMBEDDINGS; days already encoded are not encoded again"
            })
    void a_damaged_object_is_named_with_the_statement_that_makes_it_again(String key, String remedy) {
        store.put(key, text("some content"), Precondition.NONE);
        for (Harm harm : List.of(Harm.SHORTEN_ANSWER, Harm.CORRUPT_ANSWER)) {
            proxy.fault(request -> request.startsWith("GET") ? harm : Harm.NONE);
            for (MvqException failure : List.of(
                    assertThrows(MvqException.class, () -> store.read(key)),
                    assertThrows(MvqException.class, () -> store.fetch(key)))) {
                assertTrue(
                        failure.getMessage().startsWith(key + " in s3://" + bucket + "/" + prefix + " is damaged: "),
                        failure::getMessage);
                assertEquals(remedy, failure.remedy());
            }
        }
        proxy.fault(FaultyProxy.Fault.NONE);
        assertArrayEquals(text("some content"), store.read(key));
    }

    @Test
    void the_cache_may_be_deleted_underneath() throws IOException {
        store.put("a", text("first"), Precondition.NONE);
        try (var open = Files.newByteChannel(store.fetch("a"))) {
            delete(folder.resolve("cache"));
            assertEquals("first", Files.readString(store.fetch("a")));
            assertEquals(5, open.size());
        }
        delete(folder.resolve("cache"));
        store.put("b", text("second"), Precondition.NONE);
        assertEquals("second", Files.readString(store.fetch("b")));
        delete(folder.resolve("cache"));
    }

    private static void delete(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
        assertFalse(Files.exists(folder));
    }
}
