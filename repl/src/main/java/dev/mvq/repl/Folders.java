package dev.mvq.repl;

import dev.mvq.runtime.storage.bucket.StoreLocation;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where a user's things lie, by the XDG base directory specification. */
record Folders(Map<String, String> environment, Path workingFolder) {

    /** The store of {@code --store}, else of {@code MVQ_STORE}, else the user's own. */
    StoreLocation store(@Nullable String option) {
        String named = option == null ? environment.getOrDefault("MVQ_STORE", "") : option;
        return named.isEmpty()
                ? new StoreLocation.Folder(data().resolve("store"))
                : StoreLocation.parse(named, workingFolder);
    }

    /** {@code $XDG_DATA_HOME/mvq}, by default {@code ~/.local/share/mvq}. */
    Path data() {
        String base = environment.getOrDefault("XDG_DATA_HOME", "");
        // The specification: a relative path is invalid and ignored.
        return base.startsWith("/")
                ? Path.of(base, "mvq")
                : Path.of(
                        environment.getOrDefault("HOME", System.getProperty("user.home", "/")),
                        ".local",
                        "share",
                        "mvq");
    }

    /** What the user calls to get here, for hints. */
    String program() {
        return environment.getOrDefault("MVQ_PROGRAM", "mvq");
    }
}
