package dev.mvq.runtime.storage.cache;

import dev.mvq.runtime.market.MvqException;
import dev.mvq.runtime.storage.Checksum;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Local copies of objects' versions, in one folder for all stores and processes of a user. Files are named by hashes, never by what an
 * object is called. Above its limit the cache drops what was not used for longest, but nothing that is in use. It may be deleted at any
 * time: what was handed out and opened stays readable, and what is asked for next is brought again. Safe for use by several threads.
 */
public final class LocalCache implements AutoCloseable {
    private static final int TRIES = 5;

    /** Copies up to this size are held against their checksum when first used; larger ones only when they are brought. */
    private static final long CHECKED_AGAIN = 64L << 20;

    private final Path folder;
    private final PrivateFolder root;
    private final Path objects;
    private final Path parts;
    private final Path open;
    private final Pins pins;
    private final Eviction eviction;
    private final Map<String, Object> locks = new ConcurrentHashMap<>();
    private final Set<String> checked = ConcurrentHashMap.newKeySet();

    /** Brings the content of an object. */
    public interface Filling<E extends Exception> {
        /** Writes it to that file, checked. */
        void into(Path part) throws IOException, E;
    }

    private LocalCache(CacheSettings settings, PrivateFolder root) throws IOException {
        this.folder = settings.folder();
        this.root = root;
        this.objects = folder.resolve("objects");
        this.parts = folder.resolve("parts");
        this.open = folder.resolve("open");
        root.make(objects, parts, open);
        this.pins = Pins.in(open);
        this.eviction = new Eviction(folder, settings.bytes(), pins);
    }

    /**
     * The user's cache: in {@code MVQ_CACHE}, else in {@code /tmp/embeddings_cache}, else, where {@code /tmp} lies in memory, below the
     * user's own caches, which {@link #notices} says; of at most {@code MVQ_CACHE_SIZE}.
     *
     * @throws MvqException where its folder is somebody else's, a link, or open to others
     */
    public static LocalCache open(Map<String, String> environment) {
        return open(CacheSettings.of(environment));
    }

    /** What the user should know of where the cache is, before it is opened. */
    public static List<String> notices(Map<String, String> environment) {
        String notice = CacheSettings.of(environment).notice();
        return notice.isEmpty() ? List.of() : List.of(notice);
    }

    static LocalCache open(CacheSettings settings) {
        PrivateFolder root = PrivateFolder.at(settings.folder());
        try {
            return new LocalCache(settings, root);
        } catch (IOException e) {
            throw unusable(settings.folder(), e);
        }
    }

    /**
     * A file with the object's content, which stays until this cache is closed, or for ten minutes after it was last asked for, or as long
     * as it is mapped.
     *
     * @param identity of the object's version
     * @param size its bytes
     * @param checksum {@link Checksum} of its content, where it is known
     * @param filling brings the content where it is not here
     */
    public <E extends Exception> Path get(String identity, long size, Optional<String> checksum, Filling<E> filling)
            throws E {
        String name = name(identity);
        synchronized (locks.computeIfAbsent(name, same -> new Object())) {
            Path entry = entry(name);
            for (int tries = 1; ; tries++) {
                try {
                    if (!isCopy(entry, size)) {
                        fill(entry, size, filling);
                        checked.add(name);
                    }
                    Path file = pins.pin(name, entry);
                    if (isSound(name, file, size, checksum)) {
                        Files.setLastModifiedTime(entry, FileTime.from(Instant.now()));
                        return file;
                    }
                    Files.deleteIfExists(entry);
                } catch (NoSuchFileException e) { // evicted, or all of the cache deleted, in this moment
                    if (tries == TRIES) {
                        throw unusable(folder, e);
                    }
                } catch (IOException e) {
                    throw unusable(folder, e);
                }
            }
        }
    }

    /**
     * Takes a copy of what was just written, which is likely to be asked for soon. It is in nobody's use, and goes like any other when room
     * is needed; where it cannot be taken it is brought once it is asked for.
     */
    public void keep(String identity, long size, Filling<IOException> filling) {
        String name = name(identity);
        synchronized (locks.computeIfAbsent(name, same -> new Object())) {
            Path entry = entry(name);
            try {
                if (!isCopy(entry, size)) {
                    fill(entry, size, filling);
                }
            } catch (IOException | MvqException unkept) {
                // it is brought when it is asked for, and what is wrong told then
            }
        }
    }

    /** Whether a copy is here. */
    public boolean holds(String identity) {
        return Files.isRegularFile(entry(name(identity)), LinkOption.NOFOLLOW_LINKS);
    }

    private static String name(String identity) {
        return Checksum.of(identity.getBytes(StandardCharsets.UTF_8));
    }

    private Path entry(String name) {
        return objects.resolve(name.substring(0, 2)).resolve(name);
    }

    private static boolean isCopy(Path entry, long size) throws IOException {
        try {
            BasicFileAttributes attributes =
                    Files.readAttributes(entry, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            return attributes.isRegularFile() && attributes.size() == size;
        } catch (NoSuchFileException e) {
            return false;
        }
    }

    private boolean isSound(String name, Path file, long size, Optional<String> checksum) throws IOException {
        if (checksum.isEmpty() || size > CHECKED_AGAIN || checked.contains(name)) {
            return true;
        }
        boolean sound = Checksum.of(file).equals(checksum.get());
        if (sound) {
            checked.add(name);
        }
        return sound;
    }

    private <E extends Exception> void fill(Path entry, long size, Filling<E> filling) throws IOException, E {
        eviction.makeRoom(size);
        root.make(objects, parts, open, Objects.requireNonNull(entry.getParent()));
        Path part = parts.resolve(ProcessHandle.current().pid() + "-" + UUID.randomUUID());
        try {
            filling.into(part);
            if (Files.size(part) != size) {
                throw new IOException("%,d bytes were brought instead of %,d".formatted(Files.size(part), size));
            }
            Files.move(part, entry, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(part);
        }
    }

    private static MvqException unusable(Path folder, IOException cause) {
        String message = Objects.requireNonNullElse(cause.getMessage(), "");
        if (message.contains("No space left") || message.contains("quota exceeded")) {
            return new MvqException(
                    "the disk that holds the cache " + folder + " is full",
                    "free some space there; MVQ_CACHE names a folder elsewhere, MVQ_CACHE_SIZE its limit (such as 2GB)",
                    cause);
        }
        return new MvqException(
                "the cache " + folder + " cannot be used: " + cause.getClass().getSimpleName()
                        + (message.isEmpty() ? "" : " (" + message + ")"),
                "remove it: rm -r " + folder + "; it is made again. MVQ_CACHE names another folder",
                cause);
    }

    /** Lets go of all that was handed out. */
    @Override
    public void close() {
        try {
            pins.close();
        } catch (IOException e) {
            throw unusable(folder, e);
        }
    }
}
