package dev.mvq.runtime.storage.bucket;

import dev.mvq.runtime.storage.DamagedMarketDayContract;
import dev.mvq.runtime.storage.ObjectStore;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(SharedMinio.class)
class BucketDamagedMarketDayTest implements DamagedMarketDayContract {
    private final BucketPlaces places;

    BucketDamagedMarketDayTest(MinioServer server, @TempDir Path folder) {
        this.places = new BucketPlaces(server, folder);
    }

    @AfterEach
    void closePlaces() {
        places.close();
    }

    @Override
    public ObjectStore open() {
        return places.open("damaged");
    }
}
