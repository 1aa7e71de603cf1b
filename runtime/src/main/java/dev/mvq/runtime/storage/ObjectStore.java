package dev.mvq.runtime.storage;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A flat space of immutable-until-replaced objects under slash-separated keys: a local folder, or a bucket. A put is
 * atomic: readers see the old object or the new one, never a part. Keys are relative, without empty, {@code .} or
 * {@code ..} segments; any other key is refused. Failures are {@link dev.mvq.runtime.market.MvqException}s that name the object.
 */
public interface ObjectStore extends AutoCloseable {
    /** The store as a user would name it: a folder's path or {@code s3://bucket/prefix}. */
    String location();

    /** What is known of the object, or empty where there is none. */
    Optional<ObjectInfo> head(String key);

    /** The whole object. */
    byte[] read(String key);

    /** {@code length} bytes from {@code offset}; fewer where the object ends before. */
    byte[] read(String key, long offset, int length);

    /** {@link Checksum} of the object's content; a store that keeps it need not read the object. */
    default String checksum(String key) {
        return Checksum.of(read(key));
    }

    /** Whether the object is there, whole, and of that {@link Checksum}. */
    default boolean holds(String key, String checksum) {
        return head(key).isPresent() && Checksum.of(read(key)).equals(checksum);
    }

    /** Whether an object, as a listing tells of it, has just that content; a store whose etags are hashes of content need not read it. */
    default boolean holds(ObjectInfo listed, byte[] content) {
        return listed.size() == content.length && Arrays.equals(read(listed.key()), content);
    }

    /** How many requests are worth making at a time: more than one where each takes its way. */
    default int requestsAtOnce() {
        return 1;
    }

    /** A local file with the object's content, complete and safe to map for as long as this store is open. */
    Path fetch(String key);

    /** As {@link #fetch(String)} of each key, in their order; a store that is far away brings several at a time. */
    default List<Path> fetch(List<String> keys) {
        return SideBySide.of(keys, requestsAtOnce(), "reading from " + location(), this::fetch);
    }

    /**
     * Whether {@code bytes} of an object of {@code size} are better read by {@link #read(String, long, int)} than by fetching
     * all of it, as the store is far away and the object not here yet.
     */
    default boolean prefersRanges(String key, long bytes, long size) {
        return false;
    }

    /**
     * Writes the object and forces it to disk. What is told of it may lack {@link ObjectInfo#modified}.
     *
     * @throws PreconditionFailedException where the precondition does not hold; nothing was written
     */
    ObjectInfo put(String key, byte[] content, Precondition precondition);

    /** As {@link #put(String, byte[], Precondition)}, from a file, which is left where it is. */
    ObjectInfo put(String key, Path file, Precondition precondition);

    /** Every object whose key begins with {@code prefix}, in key order; unfinished writes are not listed. */
    List<ObjectInfo> list(String prefix);

    /** Removes the object; nothing happens where there is none. */
    void delete(String key);

    @Override
    void close();
}
