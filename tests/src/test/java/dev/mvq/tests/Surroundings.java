package dev.mvq.tests;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.stream.Stream;
import org.opentest4j.TestAbortedException;

/** What lies around the tests: the project, the market data beside it, a Python, folders. */
final class Surroundings {
    private Surroundings() {}

    /** The project's root, found from the working folder upwards. */
    static Path project() {
        Path at = Path.of("").toAbsolutePath();
        while (at != null) {
            if (Files.isDirectory(at.resolve("grammar")) && Files.isDirectory(at.resolve("runtime"))) {
                return at;
            }
            at = at.getParent();
        }
        throw new IllegalStateException("the tests run within the project");
    }

    /** The folder of shared market data; without it the test is skipped. */
    static Path sharedData() {
        Path data = Optional.ofNullable(System.getenv("MVQ_SHARED_DATA"))
                .map(Path::of)
                .orElseGet(() -> project().resolveSibling("shared").resolve("data"));
        if (!Files.isDirectory(data)) {
            throw new TestAbortedException(
                    "no shared market data in " + data + " (MVQ_SHARED_DATA names another place)");
        }
        return data;
    }

    /** A Python with NumPy, pandas, DuckDB and faiss-cpu; without it the test is skipped. */
    static String python() {
        String python = System.getenv("MVQ_PYTHON");
        if (python == null || python.isBlank()) {
            throw new TestAbortedException("MVQ_PYTHON names no Python with faiss-cpu; scripts/test makes one");
        }
        return python;
    }

    /** Copies a folder with all below it, which keeps its times. */
    static Path copy(Path from, Path to) {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Path target = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(file, target, StandardCopyOption.COPY_ATTRIBUTES);
                }
            }
            return to;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
