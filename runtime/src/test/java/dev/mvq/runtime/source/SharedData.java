package dev.mvq.runtime.source;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;

/** Where real market data lies: {@code $MVQ_SHARED_DATA}, or {@code ../shared/data} beside the project. */
public final class SharedData {
    private SharedData() {}

    /** The folder of that name; without it the test is skipped, and says so. */
    public static Path folder(String name) {
        Path folder = root().resolve(name);
        assumeTrue(Files.isDirectory(folder), () -> "skipped: there is no " + folder);
        return folder;
    }

    private static Path root() {
        String given = System.getenv("MVQ_SHARED_DATA");
        if (given != null) {
            return Path.of(given);
        }
        Path project = Path.of("").toAbsolutePath();
        while (project.getParent() != null
                && !(Files.isDirectory(project.resolve("grammar")) && Files.isDirectory(project.resolve("runtime")))) {
            project = project.getParent();
        }
        return project.resolveSibling("shared").resolve("data");
    }
}
