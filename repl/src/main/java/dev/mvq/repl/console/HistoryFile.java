package dev.mvq.repl.console;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;

/** Where earlier statements are kept: readable by their owner only, as they say what somebody trades. */
final class HistoryFile {
    private HistoryFile() {}

    /** The file, made if need be; empty where the folder cannot be written, and then nothing is kept. */
    static Optional<Path> in(Path folder) {
        Path file = folder.resolve("history");
        try {
            Files.createDirectories(
                    folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
                Files.createFile(
                        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            }
            return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) && Files.isWritable(file)
                    ? Optional.of(file)
                    : Optional.empty();
        } catch (IOException | UnsupportedOperationException e) {
            return Optional.empty();
        }
    }
}
