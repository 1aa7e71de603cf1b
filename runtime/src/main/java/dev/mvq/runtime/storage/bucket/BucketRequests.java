package dev.mvq.runtime.storage.bucket;

import dev.mvq.runtime.storage.ObjectInfo;
import dev.mvq.runtime.storage.Precondition;
import io.minio.AbortMultipartUploadArgs;
import io.minio.CompleteMultipartUploadArgs;
import io.minio.CreateMultipartUploadArgs;
import io.minio.GetObjectArgs;
import io.minio.GetObjectResponse;
import io.minio.HeadObjectArgs;
import io.minio.HeadObjectResponse;
import io.minio.Http;
import io.minio.ListObjectsV2Args;
import io.minio.MinioAsyncClient;
import io.minio.ObjectWriteResponse;
import io.minio.PutObjectAPIArgs;
import io.minio.RemoveObjectArgs;
import io.minio.UploadPartArgs;
import io.minio.credentials.StaticProvider;
import io.minio.messages.ListBucketResultV2;
import io.minio.messages.Part;
import java.io.IOException;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import okhttp3.Headers;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;

/**
 * The requests of S3 that a store is made of, each made once, by whole keys of one bucket. Safe for use by several threads.
 *
 * <p>What we write carries the checksum of its content and a number drawn for the writing, by which a writer whose answer was lost knows
 * its own work again.
 */
final class BucketRequests implements AutoCloseable {
    private static final String CHECKSUM = "x-amz-meta-mvq-checksum";
    private static final String WRITING = "x-amz-meta-mvq-writing";

    private final MinioAsyncClient client;
    private final OkHttpClient connections;
    private final FailureReading failures;
    private final String bucket;

    BucketRequests(BucketAccess access, String bucket) {
        this.bucket = bucket;
        this.failures = new FailureReading(access);
        this.connections = HttpConnections.open(access);
        this.client = MinioAsyncClient.builder()
                .endpoint(access.endpoint().toString())
                .region(access.region())
                .credentialsProvider(new StaticProvider(access.accessKey(), access.secretKey(), access.sessionToken()))
                .httpClient(connections)
                .build();
        client.setRetry(null, null, null);
        client.setAppInfo("mvq", "1");
    }

    /**
     * An object as its head says.
     *
     * @param modified by the server's clock, in whole seconds
     * @param checksum of its content, where we wrote it
     * @param writing which writing made it, where we did
     */
    record Described(long size, String etag, Instant modified, Optional<String> checksum, Optional<String> writing) {}

    /**
     * What goes with a write.
     *
     * @param writing a number of its own
     */
    record Written(String checksum, String writing, Precondition precondition) {}

    /** A page of a listing: keys in the bucket's order, and where the next begins, if there is one. */
    record Page(List<ObjectInfo> objects, @Nullable String next) {}

    /** A body with what its head says. */
    record Body(byte[] content, Described described) {}

    Described head(String key) throws RequestFailure, InterruptedException {
        HeadObjectResponse head = await(client.headObject(
                HeadObjectArgs.builder().bucket(bucket).object(key).build()));
        return new Described(
                head.size(),
                head.etag(),
                seconds(head.lastModified()),
                header(head.headers(), CHECKSUM),
                header(head.headers(), WRITING));
    }

    /** The whole object. */
    Body get(String key) throws RequestFailure, InterruptedException {
        return get(GetObjectArgs.builder().bucket(bucket).object(key).build());
    }

    /**
     * A range of it.
     *
     * @param length at least 1; fewer bytes come where the object ends before
     * @param etag only of that version; empty: of any
     */
    byte[] get(String key, long offset, long length, Optional<String> etag)
            throws RequestFailure, InterruptedException {
        GetObjectArgs.Builder range = GetObjectArgs.builder()
                .bucket(bucket)
                .object(key)
                .offset(offset)
                .length(length);
        etag.ifPresent(range::matchETag);
        return get(range.build()).content();
    }

    private Body get(GetObjectArgs args) throws RequestFailure, InterruptedException {
        try (GetObjectResponse response = await(client.getObject(args))) {
            Headers headers = response.headers();
            byte[] content = response.readAllBytes();
            String etag = header(headers, "ETag").orElse("").replace("\"", "");
            return new Body(
                    content,
                    new Described(
                            content.length,
                            etag,
                            ObjectInfo.UNKNOWN,
                            header(headers, CHECKSUM),
                            header(headers, WRITING)));
        } catch (IOException e) {
            throw failures.of(e);
        }
    }

    /** The new version's etag. */
    String put(String key, byte[] content, Written written) throws RequestFailure, InterruptedException {
        ObjectWriteResponse response = await(client.putObject(PutObjectAPIArgs.builder()
                .bucket(bucket)
                .object(key)
                .data(content, content.length)
                .contentType("application/octet-stream")
                .headers(Http.Headers.merge(metadata(written), condition(written)))
                .build()));
        return etag(response);
    }

    /** Begins an upload in parts; its name. */
    String begin(String key, Written written) throws RequestFailure, InterruptedException {
        return await(client.createMultipartUpload(CreateMultipartUploadArgs.builder()
                        .bucket(bucket)
                        .object(key)
                        .headers(metadata(written))
                        .build()))
                .result()
                .uploadId();
    }

    /** Sends a part, numbered from 1. */
    Part part(String key, String upload, int number, byte[] content) throws RequestFailure, InterruptedException {
        return await(client.uploadPart(UploadPartArgs.builder()
                        .bucket(bucket)
                        .object(key)
                        .uploadId(upload)
                        .partNumber(number)
                        .data(content, content.length)
                        .build()))
                .part();
    }

    /** Makes an object of the parts; its etag. */
    String complete(String key, String upload, List<Part> parts, Written written)
            throws RequestFailure, InterruptedException {
        return etag(await(client.completeMultipartUpload(CompleteMultipartUploadArgs.builder()
                .bucket(bucket)
                .object(key)
                .uploadId(upload)
                .parts(parts.toArray(Part[]::new))
                .maxRetries(0)
                .extraHeaders(condition(written))
                .build())));
    }

    /** Gives up an upload: its parts take no room any more. */
    void abort(String key, String upload) throws RequestFailure, InterruptedException {
        await(client.abortMultipartUpload(AbortMultipartUploadArgs.builder()
                .bucket(bucket)
                .object(key)
                .uploadId(upload)
                .build()));
    }

    /** Removes the object, if there is one. */
    void delete(String key) throws RequestFailure, InterruptedException {
        await(client.removeObject(
                RemoveObjectArgs.builder().bucket(bucket).object(key).build()));
    }

    /**
     * Objects whose keys begin with {@code prefix}.
     *
     * @param from where the page before said that the next begins; null: at the first
     * @param most objects on the page, at most 1000
     */
    Page list(String prefix, @Nullable String from, int most) throws RequestFailure, InterruptedException {
        ListObjectsV2Args.Builder args =
                ListObjectsV2Args.builder().bucket(bucket).prefix(prefix).maxKeys(most);
        if (from != null) {
            args.continuationToken(from);
        }
        ListBucketResultV2 result = await(client.listObjectsV2(args.build())).result();
        List<ObjectInfo> objects = new ArrayList<>();
        result.contents()
                .forEach(item -> objects.add(new ObjectInfo(
                        item.objectName(), item.size(), item.etag().replace("\"", ""), seconds(item.lastModified()))));
        return new Page(objects, result.isTruncated() ? result.nextContinuationToken() : null);
    }

    private <T> T await(CompletableFuture<T> answer) throws RequestFailure, InterruptedException {
        try {
            return answer.get();
        } catch (ExecutionException e) {
            throw failures.of(Objects.requireNonNullElse(e.getCause(), e));
        }
    }

    private static String etag(ObjectWriteResponse response) {
        return Objects.requireNonNullElse(response.etag(), "").replace("\"", "");
    }

    /**
     * The time of writing. A head tells it in seconds and a listing in milliseconds: cut alike, they agree. It is the server's, which refuses
     * requests of a clock more than 15 minutes away from its own; ages are asked for in days.
     */
    private static Instant seconds(@Nullable ZonedDateTime modified) {
        return modified == null ? ObjectInfo.UNKNOWN : modified.toInstant().truncatedTo(ChronoUnit.SECONDS);
    }

    private static Optional<String> header(Headers headers, String name) {
        return Optional.ofNullable(headers.get(name));
    }

    private static Http.Headers metadata(Written written) {
        return new Http.Headers(CHECKSUM, written.checksum(), WRITING, written.writing());
    }

    private static Http.Headers condition(Written written) {
        return switch (written.precondition()) {
            case Precondition.None none -> new Http.Headers();
            case Precondition.Absent absent -> new Http.Headers("If-None-Match", "*");
            case Precondition.Matches matches -> new Http.Headers("If-Match", "\"" + matches.etag() + "\"");
        };
    }

    @Override
    public void close() {
        connections.dispatcher().executorService().shutdown();
        connections.connectionPool().evictAll();
    }
}
