package dev.mvq.runtime.storage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** A folder of our own in the system's temporary folder, for as long as it takes to hand its files to a store. */
public final class ScratchFolder implements AutoCloseable {
    private final Path folder;

    /** An empty folder, for its owner only. */
    public ScratchFolder() {
        try {
            this.folder = Files.createTempDirectory("mvq-");
        } catch (IOException e) {
            throw StorageFailure.writing(
                    "a temporary folder", Path.of(System.getProperty("java.io.tmpdir", "/tmp")), e);
        }
    }

    /** Where to write. */
    public Path path() {
        return folder;
    }

    /** Removes the files directly in it, and the folder. */
    @Override
    public void close() {
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> all = files.toList();
            for (Path file : all) {
                Files.delete(file);
            }
            Files.delete(folder);
        } catch (IOException e) {
            throw StorageFailure.writing("a temporary file", folder, e);
        }
    }
}
