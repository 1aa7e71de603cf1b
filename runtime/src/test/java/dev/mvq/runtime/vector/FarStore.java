package dev.mvq.runtime.vector;

import dev.mvq.runtime.storage.LocalObjectStore;
import dev.mvq.runtime.storage.ObjectInfo;
import dev.mvq.runtime.storage.ObjectStore;
import dev.mvq.runtime.storage.Precondition;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** A folder that says of itself that it is far away, and remembers what was fetched whole and what was read in ranges. */
final class FarStore implements ObjectStore {
    final Queue<String> fetched = new ConcurrentLinkedQueue<>();
    final Queue<Integer> ranges = new ConcurrentLinkedQueue<>();
    private final LocalObjectStore near;

    FarStore(Path folder) {
        this.near = new LocalObjectStore(folder);
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

    @Override
    public String location() {
        return near.location();
    }

    @Override
    public Optional<ObjectInfo> head(String key) {
        return near.head(key);
    }

    @Override
    public byte[] read(String key) {
        return near.read(key);
    }

    @Override
    public ObjectInfo put(String key, byte[] content, Precondition precondition) {
        return near.put(key, content, precondition);
    }

    @Override
    public ObjectInfo put(String key, Path file, Precondition precondition) {
        return near.put(key, file, precondition);
    }

    @Override
    public List<ObjectInfo> list(String prefix) {
        return near.list(prefix);
    }

    @Override
    public void delete(String key) {
        near.delete(key);
    }

    @Override
    public void close() {
        near.close();
    }
}
