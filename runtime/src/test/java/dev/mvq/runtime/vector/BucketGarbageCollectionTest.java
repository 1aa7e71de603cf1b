package dev.mvq.runtime.vector;

import dev.mvq.runtime.storage.ObjectStore;
import dev.mvq.runtime.storage.bucket.BucketPlaces;
import dev.mvq.runtime.storage.bucket.MinioServer;
import dev.mvq.runtime.storage.bucket.SharedMinio;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(SharedMinio.class)
class BucketGarbageCollectionTest extends GarbageCollectionContract {
    private final BucketPlaces places;

    BucketGarbageCollectionTest(MinioServer server, @TempDir Path folder) {
        this.places = new BucketPlaces(server, folder);
    }

    @AfterEach
    void closePlaces() {
        places.close();
    }

    /** Every step is taken on the local store. */
    @Override
    int stride() {
        return 4;
    }

    @Override
    ObjectStore place(String name) {
        return places.open(name);
    }
}
