package dev.mvq.runtime.storage;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class DamagedMarketDayTest implements DamagedMarketDayContract {
    @TempDir
    Path folder;

    @Override
    public ObjectStore open() {
        return new LocalObjectStore(folder);
    }
}
