package dev.mvq.runtime.storage;

import dev.mvq.runtime.market.MvqException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A store in a local folder: an object is the file of its key. A put is written to a hidden folder of the same file system, forced to
 * disk and renamed over the old object under the store's lock, so that readers and a killed writer never leave a part. The root
 * may be a symbolic link; links below it are not followed out of it.
 *
 * <p>An etag is made of size, time of change and inode, so that listings need not read what they list; puts give every
 * version a time of its own.
 */
public final class LocalObjectStore implements ObjectStore {
    private static final Duration LEFTOVER_AGE = Duration.ofDays(1);

    private final Path root;
    private final Path own;
    private final Path writing;
    private final FolderLock lock;

    /** A store in {@code root}, which is made with the first put. Leftovers of killed writers older than a day are removed. */
    public LocalObjectStore(Path root) {
        this.root = root.toAbsolutePath().normalize();
        this.own = this.root.resolve(ObjectKeys.RESERVED);
        this.writing = own.resolve("writing");
        this.lock = new FolderLock(own.resolve("lock"));
        if (Files.exists(this.root) && !Files.isDirectory(this.root)) {
            throw new MvqException("the store " + this.root + " is not a folder", "name a folder with --store");
        }
        removeLeftovers(Instant.now().minus(LEFTOVER_AGE));
    }

    @Override
    public String location() {
        return root.toString();
    }

    @Override
    public Optional<ObjectInfo> head(String key) {
        try {
            return info(key, path(key));
        } catch (IOException e) {
            throw StorageFailure.reading(key, root, e);
        }
    }

    @Override
    public byte[] read(String key) {
        try {
            return Files.readAllBytes(path(key));
        } catch (IOException e) {
            throw StorageFailure.reading(key, root, e);
        }
    }

    @Override
    public byte[] read(String key, long offset, int length) {
        if (offset < 0 || length < 0) {
            throw new IllegalArgumentException("a range begins and extends at 0 or more");
        }
        try (FileChannel file = FileChannel.open(path(key), StandardOpenOption.READ)) {
            int available = (int) Math.clamp(file.size() - offset, 0L, (long) length);
            ByteBuffer buffer = ByteBuffer.allocate(available);
            long at = offset;
            while (buffer.hasRemaining()) {
                int read = file.read(buffer, at);
                if (read < 0) {
                    break;
                }
                at += read;
            }
            return buffer.position() == available ? buffer.array() : Arrays.copyOf(buffer.array(), buffer.position());
        } catch (IOException e) {
            throw StorageFailure.reading(key, root, e);
        }
    }

    @Override
    public Path fetch(String key) {
        try {
            Path file = path(key);
            if (info(key, file).isEmpty()) {
                throw new NoSuchFileException(file.toString());
            }
            return file;
        } catch (IOException e) {
            throw StorageFailure.reading(key, root, e);
        }
    }

    @Override
    public ObjectInfo put(String key, byte[] content, Precondition precondition) {
        return put(key, precondition, file -> {
            ByteBuffer buffer = ByteBuffer.wrap(content);
            while (buffer.hasRemaining()) {
                file.write(buffer);
            }
        });
    }

    @Override
    public ObjectInfo put(String key, Path source, Precondition precondition) {
        return put(key, precondition, file -> {
            try (FileChannel from = FileChannel.open(source, StandardOpenOption.READ)) {
                long size = from.size();
                long at = 0;
                while (at < size) {
                    at += from.transferTo(at, size - at, file);
                }
            }
        });
    }

    @Override
    public List<ObjectInfo> list(String prefix) {
        Path start = start(prefix);
        List<ObjectInfo> found = new ArrayList<>();
        if (!Files.isDirectory(start)) {
            return found;
        }
        try {
            Files.walkFileTree(start, new Listing(prefix, found));
        } catch (IOException e) {
            throw StorageFailure.reading(prefix.isEmpty() ? "the list of objects" : prefix, root, e);
        }
        found.sort(Comparator.comparing(ObjectInfo::key));
        return found;
    }

    @Override
    public void delete(String key) {
        try {
            Path file = path(key);
            if (info(key, file).isEmpty()) {
                return;
            }
            try (FolderLock.Held _ = lock.hold()) {
                if (Files.deleteIfExists(file)) {
                    force(parent(file));
                }
            }
        } catch (IOException e) {
            throw StorageFailure.writing(key, root, e);
        }
    }

    @Override
    public void close() {}

    private interface Content {
        void writeTo(FileChannel file) throws IOException;
    }

    private ObjectInfo put(String key, Precondition precondition, Content content) {
        try {
            Path target = path(key);
            Files.createDirectories(writing);
            Path part = writing.resolve(ProcessHandle.current().pid() + "-" + UUID.randomUUID() + ".part");
            try {
                writePart(part, content);
                return publish(key, part, target, precondition);
            } finally {
                Files.deleteIfExists(part);
            }
        } catch (IOException e) {
            throw StorageFailure.writing(key, root, e);
        }
    }

    private static void writePart(Path part, Content content) throws IOException {
        try (FileChannel file = FileChannel.open(part, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            content.writeTo(file);
            file.force(true);
        }
    }

    private ObjectInfo publish(String key, Path part, Path target, Precondition precondition) throws IOException {
        try (FolderLock.Held _ = lock.hold()) {
            check(key, target, precondition);
            if (Files.isDirectory(target, LinkOption.NOFOLLOW_LINKS)) {
                throw new IllegalArgumentException("'" + key + "' is the beginning of other keys");
            }
            makeFolders(parent(target));
            path(key); // again, now that the folders exist
            // File systems stamp by clock ticks of some milliseconds; two versions must differ.
            Files.setLastModifiedTime(part, FileTime.from(Instant.now()));
            Files.move(part, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            force(parent(target));
            return info(key, target).orElseThrow(() -> new NoSuchFileException(target.toString()));
        }
    }

    private void check(String key, Path target, Precondition precondition) throws IOException {
        boolean holds = switch (precondition) {
            case Precondition.None none -> true;
            case Precondition.Absent absent -> info(key, target).isEmpty();
            case Precondition.Matches matches ->
                info(key, target)
                        .map(info -> info.etag().equals(matches.etag()))
                        .orElse(false);
        };
        if (!holds) {
            throw new PreconditionFailedException(key);
        }
    }

    private Optional<ObjectInfo> info(String key, Path file) throws IOException {
        try {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            return attributes.isRegularFile() ? Optional.of(info(key, attributes)) : Optional.empty();
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (java.nio.file.FileSystemException e) {
            if ("Not a directory".equals(e.getReason())) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private static ObjectInfo info(String key, BasicFileAttributes attributes) {
        FileTime changed = attributes.lastModifiedTime();
        String etag = Long.toHexString(attributes.size())
                + "-"
                + Long.toHexString(changed.to(TimeUnit.NANOSECONDS))
                + "-"
                + Integer.toHexString(Objects.toString(attributes.fileKey(), "").hashCode());
        return new ObjectInfo(key, attributes.size(), etag, changed.toInstant());
    }

    /** The file of a key; fails where a link on the way leads out of the root. */
    private Path path(String key) throws IOException {
        Path file = root.resolve(ObjectKeys.checked(key));
        if (Files.exists(root) && !realNearest(file).startsWith(root.toRealPath())) {
            throw new MvqException(
                    key + " is a link that leads out of the store " + root, "put the files themselves into the store");
        }
        return file;
    }

    /** Where the file, or the nearest folder above it that exists, really is. */
    private static Path realNearest(Path file) throws IOException {
        Path at = file;
        while (!Files.exists(at, LinkOption.NOFOLLOW_LINKS)) {
            at = parent(at);
        }
        return at.toRealPath();
    }

    private void makeFolders(Path folder) throws IOException {
        if (Files.isDirectory(folder)) {
            return;
        }
        Path above = parent(folder);
        makeFolders(above);
        Files.createDirectories(folder);
        force(above);
    }

    private static void force(Path folder) throws IOException {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    private static Path parent(Path file) {
        return Objects.requireNonNull(file.getParent(), "a file in a store has a folder");
    }

    /** The deepest folder that holds every key of the prefix. */
    private Path start(String prefix) {
        int slash = prefix.lastIndexOf('/');
        if (slash < 0) {
            return root;
        }
        return root.resolve(ObjectKeys.checked(prefix.substring(0, slash)));
    }

    private final class Listing extends SimpleFileVisitor<Path> {
        private final String prefix;
        private final List<ObjectInfo> found;

        Listing(String prefix, List<ObjectInfo> found) {
            this.prefix = prefix;
            this.found = found;
        }

        @Override
        public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            if (folder.equals(own)) {
                return FileVisitResult.SKIP_SUBTREE;
            }
            String key = key(folder) + "/";
            boolean onTheWay = folder.equals(root) || key.startsWith(prefix) || prefix.startsWith(key);
            return onTheWay ? FileVisitResult.CONTINUE : FileVisitResult.SKIP_SUBTREE;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            String key = key(file);
            if (attributes.isRegularFile() && key.startsWith(prefix)) {
                found.add(info(key, attributes));
            }
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
            if (failure instanceof NoSuchFileException) {
                return FileVisitResult.CONTINUE; // removed while listing
            }
            throw failure;
        }

        private String key(Path file) {
            return root.relativize(file).toString().replace(file.getFileSystem().getSeparator(), "/");
        }
    }

    /** Whether its writer still runs: its age says little where the clock was set meanwhile. */
    private static boolean isBeingWritten(Path part) {
        String pid = Objects.toString(part.getFileName()).replaceFirst("-.*", "");
        return pid.matches("[0-9]{1,9}")
                && ProcessHandle.of(Long.parseLong(pid))
                        .map(ProcessHandle::isAlive)
                        .orElse(false);
    }

    /** Removes unfinished writes that began before {@code before}; those that cannot be removed are left. */
    void removeLeftovers(Instant before) {
        if (!Files.isDirectory(writing)) {
            return;
        }
        try (Stream<Path> parts = Files.list(writing)) {
            for (Path part : parts.toList()) {
                if (Files.getLastModifiedTime(part).toInstant().isBefore(before) && !isBeingWritten(part)) {
                    Files.deleteIfExists(part);
                }
            }
        } catch (IOException | UncheckedIOException e) {
            return; // a store that may only be read is no reason to refuse reading it
        }
    }
}
