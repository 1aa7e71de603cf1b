package dev.mvq.runtime.storage;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A store that hands everything on to another; what a test's store does besides, it overrides. */
public interface ForwardingStore extends ObjectStore {
    /** The store behind. */
    ObjectStore store();

    @Override
    default String location() {
        return store().location();
    }

    @Override
    default Optional<ObjectInfo> head(String key) {
        return store().head(key);
    }

    @Override
    default byte[] read(String key) {
        return store().read(key);
    }

    @Override
    default byte[] read(String key, long offset, int length) {
        return store().read(key, offset, length);
    }

    @Override
    default Path fetch(String key) {
        return store().fetch(key);
    }

    @Override
    default ObjectInfo put(String key, byte[] content, Precondition precondition) {
        return store().put(key, content, precondition);
    }

    @Override
    default ObjectInfo put(String key, Path file, Precondition precondition) {
        return store().put(key, file, precondition);
    }

    @Override
    default List<ObjectInfo> list(String prefix) {
        return store().list(prefix);
    }

    @Override
    default void delete(String key) {
        store().delete(key);
    }

    @Override
    default void close() {
        store().close();
    }
}
