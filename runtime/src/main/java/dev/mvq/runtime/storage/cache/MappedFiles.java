package dev.mvq.runtime.storage.cache;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** The files this process has mapped, as Linux tells it; elsewhere every file counts as mapped. */
final class MappedFiles {
    private static final Path MAPS = Path.of("/proc/self/maps");

    private final String maps;
    private final boolean known;

    private MappedFiles(String maps, boolean known) {
        this.maps = maps;
        this.known = known;
    }

    static MappedFiles now() {
        try {
            return new MappedFiles(Files.readString(MAPS, StandardCharsets.ISO_8859_1), true);
        } catch (IOException e) {
            return new MappedFiles("", false);
        }
    }

    /** Whether the file is, or may be, mapped. */
    boolean has(Path file) {
        return !known
                || maps.contains(
                        new String(file.toString().getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1));
    }
}
