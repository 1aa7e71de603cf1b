package dev.mvq.runtime.vector;

import dev.mvq.runtime.storage.ForwardingStore;
import dev.mvq.runtime.storage.LocalObjectStore;
import dev.mvq.runtime.storage.ObjectStore;
import java.nio.file.Path;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** A folder that says of itself that it is far away, and remembers what was fetched whole and what was read in ranges. */
final class FarStore implements ForwardingStore {
    final Queue<String> fetched = new ConcurrentLinkedQueue<>();
    final Queue<Integer> ranges = new ConcurrentLinkedQueue<>();
    private final LocalObjectStore near;

    FarStore(Path folder) {
        this.near = new LocalObjectStore(folder);
    }

    @Override
    public ObjectStore store() {
        return near;
    }

    @Override
    public boolean prefersRanges(String key, long bytes, long size) {
        return bytes < size / 4;
    }

    @Override
    public Path fetch(String key) {
        fetched.add(key);
        return near.fetch(key);
    }

    @Override
    public byte[] read(String key, long offset, int length) {
        ranges.add(length);
        return near.read(key, offset, length);
    }
}
