package dev.mvq.tests.bench;

import dev.mvq.runtime.engine.Mvq;
import dev.mvq.runtime.market.Progress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A store for one benchmark, in the system's temporary folder, removed at the end. */
final class BenchStore implements AutoCloseable {
    private final Path folder;
    private final Mvq engine;

    BenchStore() {
        try {
            folder = Files.createTempDirectory("mvq-bench-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        engine = Mvq.open(folder, Path.of("").toAbsolutePath(), Progress.SILENT);
    }

    Mvq engine() {
        return engine;
    }

    long bytes() {
        return files().stream().mapToLong(file -> file.toFile().length()).sum();
    }

    private List<Path> files() {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.sorted(Comparator.reverseOrder()).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        engine.close();
        for (Path file : files()) {
            try {
                Files.delete(file);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
