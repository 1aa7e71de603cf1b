package dev.mvq.runtime.storage.bucket;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mvq.runtime.market.MvqException;
import dev.mvq.runtime.storage.ObjectStore;
import dev.mvq.runtime.storage.Precondition;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** A server that speaks TLS with a certificate of its own making. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BucketTlsTest {
    private static final char[] PASSWORD = "password".toCharArray();

    private Path folder = Path.of("");

    private MinioServer server;
    private Path certificate = Path.of("");

    @BeforeAll
    void startWithACertificate(@TempDir Path temporary) throws Exception {
        folder = temporary;
        Path certificates = Files.createDirectories(folder.resolve("data/.minio/certs"));
        certificate = certificates.resolve("public.crt");
        makeCertificate(certificates, "ip:127.0.0.1");
        server = MinioServer.startWithTls(folder.resolve("data"), certificate);
    }

    @AfterAll
    void stop() {
        if (server != null) {
            server.close();
        }
    }

    private static void makeCertificate(Path folder, String names)
            throws IOException, InterruptedException, GeneralSecurityException {
        Path keys = folder.resolveSibling("keys-" + names.replace(':', '-') + ".p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "server",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=minio",
                        "-ext",
                        "san=" + names,
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        new String(PASSWORD),
                        "-keystore",
                        keys.toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertEquals(0, keytool.waitFor());
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream content = Files.newInputStream(keys)) {
            store.load(content, PASSWORD);
        }
        write(
                folder.resolve("public.crt"),
                "CERTIFICATE",
                store.getCertificate("server").getEncoded());
        write(
                folder.resolve("private.key"),
                "PRIVATE KEY",
                store.getKey("server", PASSWORD).getEncoded());
    }

    private static void write(Path file, String kind, byte[] content) throws IOException {
        String lines = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content);
        Files.writeString(file, "-----BEGIN %s-----%n%s%n-----END %s-----%n".formatted(kind, lines, kind));
    }

    private ObjectStore open(Map<String, String> environment) {
        environment.put("MVQ_CACHE", folder.resolve("cache").toString());
        return StoreLocation.parse("s3://" + server.bucket() + "/tls", folder).open(environment);
    }

    @Test
    void a_certificate_that_nobody_trusts_is_refused() {
        MvqException refusal = assertThrows(MvqException.class, () -> open(server.environment()));
        assertTrue(
                refusal.getMessage().startsWith("the certificate of " + server.endpoint() + " is not trusted: "),
                refusal::getMessage);
        assertTrue(refusal.remedy().startsWith("MVQ_S3_CA names a PEM file"), refusal::remedy);
    }

    @Test
    void one_that_the_user_names_is_trusted() {
        Map<String, String> environment = server.environment();
        environment.put("MVQ_S3_CA", certificate.toString());
        try (ObjectStore store = open(environment)) {
            byte[] large = new byte[6 << 20];
            store.put("a", large, Precondition.NONE);
            assertArrayEquals(large, store.read("a"));
        }
    }

    @Test
    void it_counts_for_its_own_names_only() {
        Map<String, String> environment = server.environment();
        environment.put("MVQ_S3_CA", certificate.toString());
        environment.put("MVQ_S3_ENDPOINT", "https://localhost:" + server.port());
        MvqException refusal = assertThrows(MvqException.class, () -> open(environment));
        assertTrue(refusal.getMessage().contains("is not trusted"), refusal::getMessage);
    }
}
