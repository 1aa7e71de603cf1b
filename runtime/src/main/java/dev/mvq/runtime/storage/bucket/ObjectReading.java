package dev.mvq.runtime.storage.bucket;

import dev.mvq.runtime.market.MvqException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Reads objects, whole and checked, or ranges of them. */
final class ObjectReading {
    private static final int PIECE = 8 << 20;
    private static final int PIECES_AT_ONCE = 4;

    private final BucketRequests requests;
    private final Retries retries;

    ObjectReading(BucketRequests requests, Retries retries) {
        this.requests = requests;
        this.retries = retries;
    }

    /**
     * What is known of the object.
     *
     * @param name for messages
     * @throws RequestFailure where there is none
     */
    BucketRequests.Described head(String key, String name) throws RequestFailure {
        return retries.run("looking for " + name, name, () -> requests.head(key));
    }

    /** The whole object, checked. */
    byte[] all(String key, String name) throws RequestFailure {
        return retries.run("reading " + name, name, () -> {
            BucketRequests.Body body = requests.get(key);
            Integrity.check(body.described(), body.content());
            return body.content();
        });
    }

    /** A range; fewer bytes where the object ends before. */
    byte[] range(String key, String name, long offset, int length) throws RequestFailure {
        try {
            if (length == 0) {
                head(key, name); // fails where there is none
                return new byte[0];
            }
            return retries.run("reading " + name, name, () -> requests.get(key, offset, length, Optional.empty()));
        } catch (RequestFailure failure) {
            if (failure.kind() == RequestFailure.Kind.RANGE) {
                return new byte[0];
            }
            throw failure;
        }
    }

    /**
     * Writes that version of the object to a file, a few pieces at a time, and checks the whole.
     *
     * @throws RequestFailure where the object is another one by now, or gone
     * @throws IOException where the file cannot be written
     */
    void download(String key, String name, BucketRequests.Described version, Path to)
            throws RequestFailure, IOException {
        try {
            retries.run("reading " + name, name, () -> {
                try {
                    pieces(key, name, version, to);
                    Integrity.check(version, to);
                    return version;
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private void pieces(String key, String name, BucketRequests.Described version, Path to)
            throws RequestFailure, IOException {
        try (FileChannel file = FileChannel.open(
                        to, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING);
                ExecutorService readers = Executors.newFixedThreadPool(
                        Math.clamp(version.size() / PIECE, 1, PIECES_AT_ONCE),
                        Thread.ofPlatform().daemon().name("mvq-download-", 0).factory())) {
            List<Future<Long>> reading = new ArrayList<>();
            try {
                for (long at = 0; at < version.size(); at += PIECE) {
                    long offset = at;
                    int length = (int) Math.min(PIECE, version.size() - offset);
                    reading.add(readers.submit(() -> piece(key, name, version, offset, length, file)));
                }
                for (Future<Long> piece : reading) {
                    await(piece, name);
                }
            } finally {
                readers.shutdownNow();
            }
        }
    }

    private Long piece(
            String key, String name, BucketRequests.Described version, long offset, int length, FileChannel file)
            throws RequestFailure, IOException {
        byte[] bytes = retries.run("reading " + name, name, () -> {
            byte[] came = requests.get(key, offset, length, Optional.of(version.etag()));
            if (came.length != length) {
                throw new RequestFailure(
                        RequestFailure.Kind.DAMAGE,
                        "%,d bytes came of the %,d from %,d on".formatted(came.length, length, offset));
            }
            return came;
        });
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        while (buffer.hasRemaining()) {
            file.write(buffer, offset + buffer.position());
        }
        return offset;
    }

    private static void await(Future<Long> piece, String name) throws RequestFailure, IOException {
        try {
            piece.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new MvqException("interrupted while reading " + name, "", e);
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case RuntimeException known -> throw known;
                case RequestFailure failure -> throw failure;
                case IOException unwritable -> throw unwritable;
                case null, default -> throw new IllegalStateException(e);
            }
        }
    }
}
