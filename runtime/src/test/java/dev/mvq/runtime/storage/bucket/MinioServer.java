package dev.mvq.runtime.storage.bucket;

import io.minio.MakeBucketArgs;
import io.minio.MinioClient;
import io.minio.errors.MinioException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;
import org.opentest4j.TestAbortedException;

/**
 * A real MinIO server of the test's own, on a free port of this machine. It is the program that {@code MVQ_MINIO} names, which
 * {@code scripts/test} builds; without it the test is skipped.
 */
public final class MinioServer implements AutoCloseable {
    /** What the root user of the server is called here: unlike any word, so that it can be looked for. */
    public static final String ACCESS_KEY = "KeyToBeSeenNowhere";

    /** As {@link #ACCESS_KEY}, the secret. */
    public static final String SECRET_KEY = "SecretToBeSeenNowhere-5b1f";

    private static final Duration STARTING = Duration.ofSeconds(60);

    private final Path folder;
    private final int port;
    private final @Nullable Path certificate;
    private final AtomicReference<String> bucket = new AtomicReference<>();
    private Process process;

    private MinioServer(Path folder, int port, @Nullable Path certificate) {
        this.folder = folder;
        this.port = port;
        this.certificate = certificate;
        this.process = launch();
    }

    /** A server over the folder. To be closed. */
    public static MinioServer start(Path folder) {
        return start(folder, null);
    }

    /**
     * A server that speaks TLS.
     *
     * @param certificate its own, beside its key, in the folder where MinIO looks for them: {@code FOLDER/.minio/certs}
     */
    static MinioServer startWithTls(Path folder, Path certificate) {
        return start(folder, certificate);
    }

    private static MinioServer start(Path folder, @Nullable Path certificate) {
        if (program().isBlank()) {
            throw new TestAbortedException("MVQ_MINIO names no MinIO server; scripts/test builds one and sets it");
        }
        for (int attempt = 1; ; attempt++) {
            MinioServer server = new MinioServer(folder, freePort(), certificate);
            try {
                server.awaitReady();
                return server;
            } catch (IllegalStateException e) { // somebody took the port
                server.close();
                if (attempt == 3) {
                    throw e;
                }
            }
        }
    }

    /** A port nobody listens at just now. */
    public static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where it listens. */
    public int port() {
        return port;
    }

    /** Its URL. */
    public String endpoint() {
        return endpoint(port);
    }

    /** Environment variables by which it is reached. */
    public Map<String, String> environment() {
        return environmentAt(port);
    }

    /** Environment variables by which it is reached through another port, where a proxy stands. */
    public Map<String, String> environmentAt(int otherPort) {
        Map<String, String> environment = new HashMap<>();
        environment.put("MVQ_S3_ENDPOINT", endpoint(otherPort));
        environment.put("MVQ_S3_ACCESS_KEY", ACCESS_KEY);
        environment.put("MVQ_S3_SECRET_KEY", SECRET_KEY);
        return environment;
    }

    /** A bucket that tests share, each with a prefix of its own: making one takes long. */
    public synchronized String bucket() {
        if (bucket.get() == null) {
            bucket.set(newBucket());
        }
        return bucket.get();
    }

    /** A new bucket; its name. */
    public String newBucket() {
        String name = "bucket-" + UUID.randomUUID();
        try {
            client().makeBucket(MakeBucketArgs.builder().bucket(name).build());
            return name;
        } catch (MinioException e) {
            throw new IllegalStateException(e);
        }
    }

    private MinioClient client() {
        return MinioClient.builder()
                .endpoint(endpoint())
                .region("us-east-1")
                .credentials(ACCESS_KEY, SECRET_KEY)
                .httpClient(connections())
                .build();
    }

    /** Kills it, as a machine's power failing would. */
    public void kill() {
        process.destroyForcibly();
        await(process);
    }

    /** Starts it again, over what it left. */
    public void restart() {
        kill();
        process = launch();
        awaitReady();
    }

    /** Starts it again without waiting until it serves. */
    public void begin() {
        process = launch();
    }

    /** Where it keeps its files. */
    public Path folder() {
        return folder;
    }

    private static String program() {
        return System.getenv().getOrDefault("MVQ_MINIO", "");
    }

    private String endpoint(int at) {
        return (certificate == null ? "http" : "https") + "://127.0.0.1:" + at;
    }

    private Process launch() {
        try {
            Path log = Files.createDirectories(folder).resolveSibling(folder.getFileName() + ".log");
            ProcessBuilder builder = new ProcessBuilder(
                    List.of(program(), "server", "--quiet", "--address", "127.0.0.1:" + port, folder.toString()));
            builder.environment()
                    .putAll(Map.of(
                            "MINIO_ROOT_USER",
                            ACCESS_KEY,
                            "MINIO_ROOT_PASSWORD",
                            SECRET_KEY,
                            "MINIO_BROWSER",
                            "off",
                            "MINIO_UPDATE",
                            "off",
                            "MINIO_CI_CD",
                            "1",
                            "HOME",
                            folder.toString()));
            Process started = builder.redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .start();
            Runtime.getRuntime().addShutdownHook(new Thread(started::destroyForcibly));
            return started;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void awaitReady() {
        long end = System.nanoTime() + STARTING.toNanos();
        OkHttpClient client = connections();
        Request ready =
                new Request.Builder().url(endpoint() + "/minio/health/ready").build();
        while (true) {
            try (Response response = client.newCall(ready).execute()) {
                if (response.code() == 200) {
                    // It says so a moment before its buckets can be asked for.
                    client().listBuckets();
                    return;
                }
            } catch (IOException | MinioException notYet) {
                if (!process.isAlive() || System.nanoTime() > end) {
                    throw new IllegalStateException("MinIO did not start on port " + port, notYet);
                }
            }
            pause();
        }
    }

    private OkHttpClient connections() {
        Map<String, String> environment = environment();
        if (certificate != null) {
            environment.put("MVQ_S3_CA", certificate.toString());
        }
        return HttpConnections.open(BucketAccess.of(environment));
    }

    private static void pause() {
        try {
            Thread.sleep(20);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static void await(Process process) {
        try {
            process.waitFor(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        kill();
    }
}
