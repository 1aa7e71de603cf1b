package dev.mvq.runtime.vector;

import dev.mvq.runtime.storage.LocalObjectStore;
import dev.mvq.runtime.storage.ObjectStore;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class GarbageCollectionTest extends GarbageCollectionContract {
    @TempDir
    private Path folder;

    @Override
    ObjectStore place(String name) {
        return new LocalObjectStore(folder.resolve(name));
    }
}
