package dev.mvq.runtime.storage.cache;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What one user of the cache has in use, as hard links in a folder of its own: whoever evicts sees by the number of an entry's links that it
 * is in use, in whatever process. A lock on a file beside the folder ends with the process, and with it what it had in use.
 */
final class Pins implements AutoCloseable {
    private static final String LOCK = ".lock";

    /** A file is in use at least that long after it was last asked for; longer where it is mapped. */
    private static final Duration LEAST = Duration.ofMinutes(10);

    private final Path open;
    private final Path folder;
    private final Path lockFile;
    private final FileChannel channel;
    private final Map<String, Instant> asked = new ConcurrentHashMap<>();

    private Pins(Path open, Path folder, Path lockFile, FileChannel channel) {
        this.open = open;
        this.folder = folder;
        this.lockFile = lockFile;
        this.channel = channel;
    }

    /** @param open the folder of all users' folders, which is there */
    static Pins in(Path open) throws IOException {
        String name = self() + "-" + UUID.randomUUID();
        Path lockFile = open.resolve(name + LOCK);
        FileChannel channel = FileChannel.open(lockFile, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        try {
            channel.lock();
            Pins pins = new Pins(open, open.resolve(name), lockFile, channel);
            Files.createDirectory(pins.folder);
            pins.removeLeftovers();
            return pins;
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    /**
     * A link to the entry that stays until this is closed, or until room is needed and it is no longer in use.
     *
     * @throws NoSuchFileException where the entry is gone
     */
    Path pin(String name, Path entry) throws IOException {
        Files.createDirectories(folder); // somebody may have deleted the whole cache
        Path link = folder.resolve(name);
        if (!Files.exists(link) || !Files.isSameFile(link, entry)) {
            Path fresh = folder.resolve(name + "-" + UUID.randomUUID());
            Files.createLink(fresh, entry);
            Files.move(fresh, link, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        }
        asked.put(name, Instant.now());
        return link;
    }

    /** Lets go of what is neither mapped nor was asked for lately. */
    void release() throws IOException {
        Instant before = Instant.now().minus(LEAST);
        MappedFiles mapped = MappedFiles.now();
        for (Map.Entry<String, Instant> each : Map.copyOf(asked).entrySet()) {
            Path link = folder.resolve(each.getKey());
            if (each.getValue().isBefore(before) && !mapped.has(link)) {
                asked.remove(each.getKey());
                Files.deleteIfExists(link);
            }
        }
    }

    /** What processes had in use that ended without letting go. */
    private void removeLeftovers() throws IOException {
        try (DirectoryStream<Path> locks = Files.newDirectoryStream(open, "*" + LOCK)) {
            for (Path lock : locks) {
                String name = Objects.toString(lock.getFileName());
                // Ours are left alone: closing any handle of a file ends the process's lock on it.
                if (!name.startsWith(self() + "-") && isFree(lock)) {
                    remove(open.resolve(name.substring(0, name.length() - LOCK.length())));
                    Files.deleteIfExists(lock);
                }
            }
        }
    }

    private static boolean isFree(Path lockFile) throws IOException {
        try (FileChannel channel = FileChannel.open(lockFile, StandardOpenOption.WRITE)) {
            FileLock lock = channel.tryLock();
            if (lock == null) {
                return false;
            }
            lock.release();
            return true;
        } catch (NoSuchFileException | OverlappingFileLockException e) {
            return false;
        }
    }

    private static void remove(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (DirectoryStream<Path> links = Files.newDirectoryStream(folder)) {
            for (Path link : links) {
                Files.deleteIfExists(link);
            }
        } catch (NoSuchFileException gone) {
            return;
        }
        Files.deleteIfExists(folder);
    }

    /** This process, told apart from an earlier one of the same number. */
    private static String self() {
        ProcessHandle process = ProcessHandle.current();
        long started = process.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
        return process.pid() + "-" + started;
    }

    @Override
    public void close() throws IOException {
        try (channel) {
            remove(folder);
            Files.deleteIfExists(lockFile);
        }
    }
}
