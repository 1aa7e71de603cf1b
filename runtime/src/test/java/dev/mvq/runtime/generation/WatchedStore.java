package dev.mvq.runtime.generation;

import dev.mvq.runtime.storage.ForwardingStore;
import dev.mvq.runtime.storage.ObjectInfo;
import dev.mvq.runtime.storage.ObjectStore;
import dev.mvq.runtime.storage.Precondition;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A store that writes down what is written and read.
 *
 * @param put bytes by key
 * @param read keys of objects whose content was asked for
 */
record WatchedStore(ObjectStore store, Map<String, Long> put, Set<String> read) implements ForwardingStore {
    WatchedStore(ObjectStore store) {
        this(store, new TreeMap<>(), new TreeSet<>());
    }

    void forget() {
        put.clear();
        read.clear();
    }

    @Override
    public byte[] read(String key) {
        read.add(key);
        return store.read(key);
    }

    @Override
    public byte[] read(String key, long offset, int length) {
        read.add(key);
        return store.read(key, offset, length);
    }

    @Override
    public Path fetch(String key) {
        read.add(key);
        return store.fetch(key);
    }

    @Override
    public ObjectInfo put(String key, byte[] content, Precondition precondition) {
        put.put(key, (long) content.length);
        return store.put(key, content, precondition);
    }

    @Override
    public ObjectInfo put(String key, Path file, Precondition precondition) {
        put.put(key, file.toFile().length());
        return store.put(key, file, precondition);
    }
}
