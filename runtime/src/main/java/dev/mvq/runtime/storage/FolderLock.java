package dev.mvq.runtime.storage;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Objects;
import java.util.concurrent.locks.ReentrantLock;

/**
 * One writer at a time in a folder, across threads, stores and processes. The operating system's lock ends with the
 * process that holds it, so a killed writer blocks nobody.
 */
public final class FolderLock {
    // The system's locks belong to the process and end when any of its handles on the file is closed, so threads of one
    // JVM must
    // exclude each other first, whichever store object they use. Held for a rename only.
    private static final ReentrantLock THREADS = new ReentrantLock();

    private final Path file;

    /** @param file is made with its folder, and stays */
    public FolderLock(Path file) {
        this.file = file;
    }

    /** Waits for the lock. */
    public Held hold() throws IOException {
        Files.createDirectories(Objects.requireNonNull(file.getParent()));
        THREADS.lock();
        try {
            FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            try {
                return new Held(channel, channel.lock());
            } catch (IOException | RuntimeException e) {
                channel.close();
                throw e;
            }
        } catch (IOException | RuntimeException e) {
            THREADS.unlock();
            throw e;
        }
    }

    /** The lock, until closed. */
    public record Held(FileChannel channel, FileLock fileLock) implements AutoCloseable {
        @Override
        public void close() throws IOException {
            try (channel) {
                fileLock.release();
            } finally {
                THREADS.unlock();
            }
        }
    }
}
