package dev.mvq.tests.bench;

import dev.mvq.runtime.engine.Mvq;
import dev.mvq.runtime.market.Progress;
import java.nio.file.Path;

/** A store for one benchmark, in the system's temporary folder, removed at the end. */
final class BenchStore implements AutoCloseable {
    private final BenchFolder folder = new BenchFolder();
    private final Mvq engine = Mvq.open(folder.path(), Path.of("").toAbsolutePath(), Progress.SILENT);

    Mvq engine() {
        return engine;
    }

    long bytes() {
        return folder.files().stream().mapToLong(file -> file.toFile().length()).sum();
    }

    @Override
    public void close() {
        engine.close();
        folder.close();
    }
}
