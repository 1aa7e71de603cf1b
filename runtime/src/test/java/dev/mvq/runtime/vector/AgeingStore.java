package dev.mvq.runtime.vector;

import dev.mvq.runtime.storage.ForwardingStore;
import dev.mvq.runtime.storage.ObjectInfo;
import dev.mvq.runtime.storage.ObjectStore;
import dev.mvq.runtime.storage.Precondition;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** A store in which time goes by: what lies in it is as much older as it was told, until it is written again. */
record AgeingStore(ObjectStore store, Map<String, Duration> older) implements ForwardingStore {
    AgeingStore(ObjectStore store) {
        this(store, new ConcurrentHashMap<>());
    }

    /** Makes every object so much older. */
    void age(Duration by) {
        store.list("").forEach(info -> older.merge(info.key(), by, Duration::plus));
    }

    @Override
    public ObjectInfo put(String key, byte[] content, Precondition precondition) {
        ObjectInfo put = store.put(key, content, precondition);
        older.remove(key);
        return put;
    }

    @Override
    public Optional<ObjectInfo> head(String key) {
        return store.head(key).map(this::aged);
    }

    @Override
    public List<ObjectInfo> list(String prefix) {
        return store.list(prefix).stream().map(this::aged).toList();
    }

    private ObjectInfo aged(ObjectInfo info) {
        Duration by = older.getOrDefault(info.key(), Duration.ZERO);
        return new ObjectInfo(
                info.key(), info.size(), info.etag(), info.modified().minus(by));
    }
}
