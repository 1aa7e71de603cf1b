package dev.mvq.runtime.storage.bucket;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mvq.runtime.market.MvqException;
import dev.mvq.runtime.storage.ObjectStore;
import dev.mvq.runtime.storage.Precondition;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a user is told when a store in a bucket cannot be opened, and what is never told. */
@ExtendWith(SharedMinio.class)
class BucketRefusalsTest {
    @TempDir
    Path folder;

    private MvqException refusal(Map<String, String> environment, String location) {
        environment.put("MVQ_CACHE", folder.resolve("cache").toString());
        MvqException refusal = assertThrows(
                MvqException.class,
                () -> StoreLocation.parse(location, folder).open(environment).close());
        StringWriter all = new StringWriter();
        refusal.printStackTrace(new PrintWriter(all, true));
        assertNoKeys(all + refusal.remedy());
        assertFalse(refusal.remedy().isEmpty(), refusal::getMessage);
        return refusal;
    }

    private static void assertNoKeys(String text) {
        assertFalse(text.contains(MinioServer.ACCESS_KEY), text);
        assertFalse(text.contains(MinioServer.SECRET_KEY), text);
    }

    @Test
    void a_bucket_that_is_not_there(MinioServer server) {
        MvqException refusal = refusal(server.environment(), "s3://no-such-bucket");
        assertEquals("there is no bucket 'no-such-bucket' at " + server.endpoint(), refusal.getMessage());
        assertTrue(refusal.remedy().contains("mc mb"), refusal::remedy);
    }

    @ParameterizedTest
    @CsvSource({
        "MVQ_S3_ACCESS_KEY, The Access Key Id you provided does not exist in our records. (InvalidAccessKeyId)",
        "MVQ_S3_SECRET_KEY, 'The request signature we calculated does not match the signature you provided. Check your"
                + " key and signing method. (SignatureDoesNotMatch)'"
    })
    void a_wrong_key(String variable, String said, MinioServer server) {
        Map<String, String> environment = server.environment();
        environment.put(variable, "another");
        MvqException refusal = refusal(environment, "s3://" + server.bucket());
        assertEquals(
                "%s refuses the keys for bucket '%s': %s".formatted(server.endpoint(), server.bucket(), said),
                refusal.getMessage());
        assertEquals(
                "the keys were taken from MVQ_S3_ACCESS_KEY and MVQ_S3_SECRET_KEY; check them, and what they may do in"
                        + " the bucket",
                refusal.remedy());
    }

    @Test
    void a_server_that_is_not_there(MinioServer server) {
        Map<String, String> environment = server.environmentAt(MinioServer.freePort());
        environment.put("MVQ_S3_DEADLINE", "1");
        MvqException refusal = refusal(environment, "s3://quotes");
        assertTrue(
                refusal.getMessage().contains("did not serve for 1 s while opening s3://quotes: "),
                refusal::getMessage);
        assertTrue(refusal.remedy().startsWith("see that the server runs"), refusal::remedy);
    }

    @Test
    void a_host_that_is_not_there(MinioServer server) {
        Map<String, String> environment = server.environment();
        environment.put("MVQ_S3_ENDPOINT", "http://no-such-host.invalid:9000");
        environment.put("MVQ_S3_DEADLINE", "1");
        assertTrue(refusal(environment, "s3://quotes").getMessage().endsWith("no such host"));
    }

    @Test
    void a_server_that_does_not_speak_tls(MinioServer server) {
        Map<String, String> environment = server.environment();
        environment.put("MVQ_S3_ENDPOINT", server.endpoint().replace("http:", "https:"));
        assertTrue(refusal(environment, "s3://" + server.bucket())
                .getMessage()
                .endsWith("it does not speak TLS: the endpoint begins with http://"));
    }

    @Test
    void clocks_that_differ(MinioServer server) throws IOException {
        try (FaultyProxy proxy = FaultyProxy.before(server.port())) {
            proxy.fault(request -> FaultyProxy.Harm.SKEWED);
            MvqException refusal = refusal(server.environmentAt(proxy.port()), "s3://" + server.bucket());
            assertTrue(
                    refusal.getMessage().endsWith("differ too much: there it is Tue, 16 Jan 2024 09:30:00 GMT"),
                    refusal::getMessage);
            assertTrue(refusal.remedy().startsWith("set the clock right"), refusal::remedy);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "MVQ_S3_ENDPOINT | '' | no endpoint is named for stores in buckets",
                "MVQ_S3_ENDPOINT | ftp://x | MVQ_S3_ENDPOINT is no endpoint: 'ftp://x'",
                "MVQ_S3_ENDPOINT | http://x/path | MVQ_S3_ENDPOINT is no endpoint: 'http://x/path'",
                "MVQ_S3_ENDPOINT | http://SecretToBeSeenNowhere-5b1f@x | MVQ_S3_ENDPOINT holds a user or a key",
                "MVQ_S3_ACCESS_KEY | '' | MVQ_S3_SECRET_KEY is set, and MVQ_S3_ACCESS_KEY is not",
                "MVQ_S3_SECRET_KEY | '' | MVQ_S3_ACCESS_KEY is set, and MVQ_S3_SECRET_KEY is not",
                "MVQ_S3_DEADLINE | soon | MVQ_S3_DEADLINE is no number of seconds: 'soon'",
                "MVQ_S3_CA | /no/such | MVQ_S3_CA names /no/such, and no certificates can be read from it",
                "MVQ_CACHE_SIZE | much | MVQ_CACHE_SIZE is no size: 'much'"
            })
    void settings_that_are_missing_or_malformed(String variable, String value, String problem, MinioServer server) {
        Map<String, String> environment = server.environment();
        environment.put(variable, value);
        assertEquals(problem, refusal(environment, "s3://quotes").getMessage());
    }

    @Test
    void ours_go_before_minios_and_minios_before_those_of_aws() {
        Map<String, String> environment = new HashMap<>(Map.of(
                "AWS_ENDPOINT_URL", "https://aws:1",
                "AWS_ACCESS_KEY_ID", "a",
                "AWS_SECRET_ACCESS_KEY", "b"));
        assertEquals(
                "https://aws:1 by AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY",
                BucketAccess.of(environment).toString());
        environment.putAll(
                Map.of("MINIO_ENDPOINT", "localhost:9000", "MINIO_ROOT_USER", "c", "MINIO_ROOT_PASSWORD", "d"));
        assertEquals(
                "http://localhost:9000 by MINIO_ROOT_USER and MINIO_ROOT_PASSWORD",
                BucketAccess.of(environment).toString());
        environment.putAll(
                Map.of("MVQ_S3_ENDPOINT", "minio.example", "MVQ_S3_ACCESS_KEY", "e", "MVQ_S3_SECRET_KEY", "f"));
        assertEquals(
                "https://minio.example by MVQ_S3_ACCESS_KEY and MVQ_S3_SECRET_KEY",
                BucketAccess.of(environment).toString());
    }

    @Test
    void keys_are_in_no_object_and_no_copy(MinioServer server) throws IOException {
        Map<String, String> environment = server.environment();
        Path cache = folder.resolve("cache");
        environment.put("MVQ_CACHE", cache.toString());
        String location = "s3://" + server.bucket() + "/" + UUID.randomUUID();
        try (ObjectStore store = StoreLocation.parse(location, folder).open(environment)) {
            store.put("a", new byte[1000], Precondition.NONE);
            store.fetch("a");
            assertNoKeys(store.location() + store.list("") + store.head("a"));
            assertNoKeysBelow(cache);
            assertNoKeysBelow(server.folder().resolve(server.bucket()));
        }
    }

    private static void assertNoKeysBelow(Path folder) throws IOException {
        List<Path> all;
        try (var files = Files.walk(folder)) {
            all = files.toList();
        }
        assertTrue(all.stream().anyMatch(Files::isRegularFile), "there are files in " + folder);
        for (Path file : all) {
            assertNoKeys(file.toString());
            if (Files.isRegularFile(file)) {
                assertNoKeys(Files.readString(file, StandardCharsets.ISO_8859_1));
            }
        }
    }
}
