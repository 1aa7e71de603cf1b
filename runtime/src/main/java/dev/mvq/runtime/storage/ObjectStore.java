package dev.mvq.runtime.storage;

import java.nio.file.Path;
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

    /** A local file with the object's content, complete and safe to map for as long as this store is open. */
    Path fetch(String key);

    /**
     * Writes the object and forces it to disk.
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
