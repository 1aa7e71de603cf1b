package dev.mvq.runtime.storage.bucket;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.mvq.runtime.storage.ObjectStore;
import dev.mvq.runtime.storage.ObjectStoreContract;
import dev.mvq.runtime.storage.Precondition;
import dev.mvq.runtime.storage.cache.LocalCache;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(SharedMinio.class)
class BucketObjectStoreTest implements ObjectStoreContract {
    @TempDir
    Path folder;

    private final List<ObjectStore> opened = new ArrayList<>();
    private Map<String, String> environment = Map.of();
    private String place = "";

    @BeforeEach
    void chooseAPlace(MinioServer server) {
        environment = server.environment();
        place = "s3://" + server.bucket() + "/" + UUID.randomUUID();
    }

    @AfterEach
    void closeAll() {
        opened.forEach(ObjectStore::close);
    }

    @Override
    public ObjectStore open() {
        return open(place + "/some/part of it");
    }

    /** In small parts and pages, so that small stores have several of them. */
    private ObjectStore open(String location) {
        return open(location, folder.resolve("cache"));
    }

    private ObjectStore open(String location, Path cacheFolder) {
        environment.put("MVQ_CACHE", cacheFolder.toString());
        StoreLocation.Bucket bucket =
                assertInstanceOf(StoreLocation.Bucket.class, StoreLocation.parse(location, folder));
        LocalCache cache = LocalCache.open(environment);
        ObjectStore store = BucketObjectStore.open(
                bucket, BucketAccess.of(environment), cache, new BucketObjectStore.Sizes(5 << 20, 4));
        synchronized (opened) {
            opened.add(store);
        }
        return store;
    }

    @Test
    void a_whole_bucket_is_a_store_and_its_parts_are_within_it(MinioServer server) {
        place = "s3://" + server.newBucket();
        ObjectStore whole = open(place);
        whole.put("some/part of it/a", new byte[3], Precondition.NONE);
        assertEquals("a", open().list("").getFirst().key());
        assertEquals("some/part of it/a", whole.list("some/").getFirst().key());
        assertEquals(place, whole.location());
    }

    @Test
    void what_was_written_is_in_the_cache_in_the_version_that_was_written() throws IOException {
        ObjectStore writer = open();
        ObjectStore other = open();
        byte[] content = new byte[6 << 20];
        writer.put("vectors", content, Precondition.NONE);
        assertFalse(other.prefersRanges("vectors", 100, content.length), "it need not be brought");
        assertArrayEquals(content, Files.readAllBytes(other.fetch("vectors")));
        content[7] = 1;
        Path file = Files.write(folder.resolve("vectors"), content);
        other.put("vectors", file, Precondition.NONE);
        assertArrayEquals(content, Files.readAllBytes(writer.fetch("vectors")));
    }

    @Test
    void a_cache_that_takes_nothing_keeps_nobody_from_writing() throws IOException {
        ObjectStore store = open();
        Path objects = folder.resolve("cache").resolve("objects");
        Files.delete(objects);
        Files.createFile(objects);
        byte[] content = new byte[6 << 20];
        store.put("vectors", content, Precondition.NONE);
        assertArrayEquals(
                content,
                open(place + "/some/part of it", folder.resolve("another cache"))
                        .read("vectors"));
    }
}
