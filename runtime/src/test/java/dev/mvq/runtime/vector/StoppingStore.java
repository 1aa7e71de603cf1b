package dev.mvq.runtime.vector;

import dev.mvq.runtime.storage.ObjectInfo;
import dev.mvq.runtime.storage.ObjectStore;
import dev.mvq.runtime.storage.Precondition;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A store whose writer is gone after some puts and deletions, as if it had been killed there. */
record StoppingStore(ObjectStore store, int[] left) implements ObjectStore {
    StoppingStore(ObjectStore store, int puts) {
        this(store, new int[] {puts});
    }

    static final class Stopped extends RuntimeException {}

    @Override
    public String location() {
        return store.location();
    }

    @Override
    public Optional<ObjectInfo> head(String key) {
        return store.head(key);
    }

    @Override
    public byte[] read(String key) {
        return store.read(key);
    }

    @Override
    public byte[] read(String key, long offset, int length) {
        return store.read(key, offset, length);
    }

    @Override
    public Path fetch(String key) {
        return store.fetch(key);
    }

    @Override
    public ObjectInfo put(String key, byte[] content, Precondition precondition) {
        count();
        return store.put(key, content, precondition);
    }

    @Override
    public ObjectInfo put(String key, Path file, Precondition precondition) {
        count();
        return store.put(key, file, precondition);
    }

    @Override
    public List<ObjectInfo> list(String prefix) {
        return store.list(prefix);
    }

    @Override
    public void delete(String key) {
        count();
        store.delete(key);
    }

    @Override
    public void close() {
        store.close();
    }

    private void count() {
        if (left[0]-- == 0) {
            throw new Stopped();
        }
    }
}
