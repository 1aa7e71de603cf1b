package dev.mvq.runtime.vector;

import dev.mvq.runtime.storage.ForwardingStore;
import dev.mvq.runtime.storage.ObjectInfo;
import dev.mvq.runtime.storage.ObjectStore;
import dev.mvq.runtime.storage.Precondition;
import java.nio.file.Path;

/** A store whose writer is gone after some puts and deletions, as if it had been killed there. */
record StoppingStore(ObjectStore store, int[] left) implements ForwardingStore {
    StoppingStore(ObjectStore store, int puts) {
        this(store, new int[] {puts});
    }

    static final class Stopped extends RuntimeException {}

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
    public void delete(String key) {
        count();
        store.delete(key);
    }

    private void count() {
        if (left[0]-- == 0) {
            throw new Stopped();
        }
    }
}
