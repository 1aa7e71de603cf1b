package dev.mvq.runtime.storage.bucket;

import dev.mvq.runtime.market.MvqException;
import dev.mvq.runtime.storage.Precondition;
import io.minio.messages.Part;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Writes objects: small ones in one request, larger ones in parts, of which a few are under way at a time. An object is there with the last
 * request or not at all. A write whose answer was lost is known again by its number, so that it does not fail at its own work.
 */
final class ObjectWriting {
    private static final Duration ABORTING = Duration.ofSeconds(5);
    private static final int PARTS_AT_ONCE = 3;

    /** The most parts S3 takes, 10,000, with room to spare. */
    private static final int MOST_PARTS = 9_000;

    private final BucketRequests requests;
    private final Retries retries;
    private final int partBytes;
    private final Queue<Upload> abandoned = new ConcurrentLinkedQueue<>();

    /** An upload in parts. */
    private record Upload(String key, String id) {}

    /** @param partBytes size of a part, and above which an object is written in parts; S3 takes 5 MiB at least */
    ObjectWriting(BucketRequests requests, Retries retries, int partBytes) {
        this.requests = requests;
        this.retries = retries;
        this.partBytes = partBytes;
    }

    /**
     * Writes the content; its etag.
     *
     * @param key in the bucket
     * @param name for messages
     * @throws RequestFailure where the precondition does not hold
     */
    String put(String key, String name, Content content, Precondition precondition) throws RequestFailure, IOException {
        String number = UUID.randomUUID().toString();
        BucketRequests.Written written = new BucketRequests.Written(content.checksum(), number, precondition);
        abortAbandoned();
        if (content.size() > partBytes) {
            return inParts(key, name, content, written);
        }
        byte[] bytes = content.part(0, Math.toIntExact(content.size()));
        return retries.run("writing " + name, name, () -> {
            try {
                return requests.put(key, bytes, written);
            } catch (RequestFailure failure) {
                return etagOfOwn(key, name, written, failure);
            }
        });
    }

    private String inParts(String key, String name, Content content, BucketRequests.Written written)
            throws RequestFailure, IOException {
        String id = retries.run("writing " + name, name, () -> requests.begin(key, written));
        Upload upload = new Upload(key, id);
        boolean done = false;
        try {
            List<Part> parts = send(upload, name, content);
            String etag = retries.run("writing " + name, name, () -> {
                try {
                    return requests.complete(key, id, parts, written);
                } catch (RequestFailure failure) {
                    return etagOfOwn(key, name, written, failure);
                }
            });
            done = true;
            return etag;
        } finally {
            if (!done && !aborted(upload)) {
                abandoned.add(upload);
            }
        }
    }

    /** The etag of the object if it is this writing's, whose answer was lost; else the failure goes on. */
    private String etagOfOwn(String key, String name, BucketRequests.Written written, RequestFailure failure)
            throws RequestFailure {
        boolean refused =
                failure.kind() == RequestFailure.Kind.CONDITION || failure.kind() == RequestFailure.Kind.NO_OBJECT;
        if (!refused) {
            throw failure;
        }
        try {
            BucketRequests.Described there = retries.run("writing " + name, name, () -> requests.head(key));
            if (there.writing().filter(written.writing()::equals).isPresent()) {
                return there.etag();
            }
        } catch (RequestFailure looking) {
            if (looking.kind() != RequestFailure.Kind.NO_OBJECT) {
                throw looking;
            }
        }
        throw failure;
    }

    private List<Part> send(Upload upload, String name, Content content) throws RequestFailure, IOException {
        long size = content.size();
        int part = Math.toIntExact(Math.max(partBytes, size / MOST_PARTS + 1));
        List<Future<Part>> sending = new ArrayList<>();
        try (ExecutorService senders = Executors.newFixedThreadPool(
                PARTS_AT_ONCE,
                Thread.ofPlatform().daemon().name("mvq-upload-", 0).factory())) {
            try {
                for (long at = 0; at < size; at += part) {
                    long offset = at;
                    int number = sending.size() + 1;
                    sending.add(senders.submit(() -> {
                        byte[] bytes = content.part(offset, (int) Math.min(part, size - offset));
                        return retries.run(
                                "writing " + name, name, () -> requests.part(upload.key(), upload.id(), number, bytes));
                    }));
                }
                List<Part> parts = new ArrayList<>();
                for (Future<Part> each : sending) {
                    parts.add(result(each, name));
                }
                return parts;
            } finally {
                senders.shutdownNow();
            }
        }
    }

    private static Part result(Future<Part> part, String name) throws RequestFailure, IOException {
        try {
            return part.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new MvqException("interrupted while writing " + name, "", e);
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case RuntimeException known -> throw known;
                case RequestFailure failure -> throw failure;
                case IOException unreadable -> throw unreadable;
                case null, default -> throw new IllegalStateException(e);
            }
        }
    }

    /** Gives up uploads that could not be given up when they failed, as the server was away. */
    void abortAbandoned() {
        for (Upload upload = abandoned.poll(); upload != null; upload = abandoned.poll()) {
            if (!aborted(upload)) {
                abandoned.add(upload);
                return;
            }
        }
    }

    /** Whether the upload's parts are gone. A server removes what is left by those who never come back after a day of its own accord. */
    private boolean aborted(Upload upload) {
        boolean interrupted = Thread.interrupted(); // giving up goes on
        try {
            retries.within(ABORTING).run("giving up " + upload.key(), upload.key(), () -> {
                requests.abort(upload.key(), upload.id());
                return upload;
            });
            return true;
        } catch (RequestFailure failure) {
            return failure.kind() == RequestFailure.Kind.NO_OBJECT;
        } catch (MvqException away) {
            return false;
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
