package dev.mvq.runtime.storage.bucket;

import dev.mvq.runtime.storage.ObjectStore;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Stores of a test in the bucket that tests share, below a prefix of the test's own. */
public final class BucketPlaces implements AutoCloseable {
    private final Map<String, String> environment;
    private final String place;
    private final List<ObjectStore> opened = new ArrayList<>();

    /** @param folder for the cache */
    public BucketPlaces(MinioServer server, Path folder) {
        this.environment = server.environment();
        environment.put("MVQ_CACHE", folder.resolve("cache").toString());
        this.place = "s3://" + server.bucket() + "/" + UUID.randomUUID() + "/";
    }

    /** The store of that name, empty at first; closed with this. */
    public ObjectStore open(String name) {
        ObjectStore store = StoreLocation.parse(place + name, Path.of("")).open(environment);
        opened.add(store);
        return store;
    }

    @Override
    public void close() {
        opened.forEach(ObjectStore::close);
    }
}
