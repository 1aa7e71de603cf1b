package dev.mvq.runtime.storage.cache;

import dev.mvq.runtime.storage.FolderLock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Keeps the cache below its limit: what was not used for longest goes first, and what is in use stays. One process evicts at a time. */
final class Eviction {
    /** Parts that nobody finished in a day are leftovers of killed processes. */
    private static final Duration LEFTOVER_AGE = Duration.ofDays(1);

    /** How far below the limit it goes, in percent, so that not every fetch evicts. */
    private static final int DOWN_TO = 90;

    private final Path objects;
    private final Path parts;
    private final FolderLock lock;
    private final long limit;
    private final Pins pins;
    private long held = -1;

    /** @param limit bytes */
    Eviction(Path folder, long limit, Pins pins) {
        this.objects = folder.resolve("objects");
        this.parts = folder.resolve("parts");
        this.lock = new FolderLock(folder.resolve("lock"));
        this.limit = limit;
        this.pins = pins;
    }

    /**
     * A copy in the cache.
     *
     * @param inUse whether anybody has a link to it
     */
    private record Copy(Path path, long bytes, FileTime used, boolean inUse) {}

    /** Makes room for so many bytes to come. What other processes add is seen when this one next looks at the whole. */
    synchronized void makeRoom(long bytes) throws IOException {
        if (held < 0) {
            removeLeftovers();
            held = total(copies());
        }
        held += bytes;
        if (held > limit) {
            evict(bytes);
        }
    }

    private void evict(long coming) throws IOException {
        try (FolderLock.Held _ = lock.hold()) {
            if (drop(coming) > limit) {
                pins.release();
                drop(coming);
            }
        }
    }

    /** Drops copies not in use; what is held then, the coming bytes included. */
    private long drop(long coming) throws IOException {
        List<Copy> copies = copies();
        copies.sort(Comparator.comparing(Copy::used));
        held = total(copies) + coming;
        for (Copy copy : copies) {
            if (held <= limit / 100 * DOWN_TO) {
                break;
            }
            if (!copy.inUse() && Files.deleteIfExists(copy.path())) {
                held -= copy.bytes();
            }
        }
        return held;
    }

    private static long total(List<Copy> copies) {
        return copies.stream().mapToLong(Copy::bytes).sum();
    }

    private List<Copy> copies() throws IOException {
        List<Copy> copies = new ArrayList<>();
        for (Path file : files(objects)) {
            copy(file).ifPresent(copies::add);
        }
        return copies;
    }

    private static Optional<Copy> copy(Path file) throws IOException {
        try {
            Map<String, Object> is =
                    Files.readAttributes(file, "unix:size,lastModifiedTime,nlink", LinkOption.NOFOLLOW_LINKS);
            return is.get("size") instanceof Long size
                            && is.get("lastModifiedTime") instanceof FileTime used
                            && is.get("nlink") instanceof Integer links
                    ? Optional.of(new Copy(file, size, used, links > 1))
                    : Optional.empty();
        } catch (NoSuchFileException e) { // gone in this moment
            return Optional.empty();
        }
    }

    private static List<Path> files(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
                    .toList();
        } catch (NoSuchFileException e) {
            return List.of();
        } catch (UncheckedIOException e) {
            if (e.getCause() instanceof NoSuchFileException) {
                return List.of();
            }
            throw e.getCause();
        }
    }

    private void removeLeftovers() throws IOException {
        Instant before = Instant.now().minus(LEFTOVER_AGE);
        for (Path part : files(parts)) {
            if (part.toFile().lastModified() < before.toEpochMilli()) { // 0 where it is gone in this moment
                Files.deleteIfExists(part);
            }
        }
    }
}
