package dev.mvq.runtime.storage;

import dev.mvq.runtime.market.MvqException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.ReadOnlyFileSystemException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Turns what the operating system says into what a user can act upon. */
final class StorageFailure {
    private StorageFailure() {}

    /** A failed write below {@code folder}; nothing half-written is visible. */
    static MvqException writing(String key, Path folder, Exception cause) {
        if (isDiskFull(cause)) {
            return new MvqException(
                    "the disk that holds " + folder + " is full: " + key
                            + " was not written, and nothing is half-written",
                    "free some space there, or choose another store with --store, and run the statement again",
                    cause);
        }
        if (isForbidden(cause)) {
            return new MvqException(
                    "no permission to write " + key + " in " + folder,
                    "make the folder writable for you, or choose another store with --store",
                    cause);
        }
        return new MvqException(
                "could not write " + key + " in " + folder + ": " + words(cause),
                "check the folder and its disk, then run the statement again",
                cause);
    }

    /** A failed read below {@code folder}. */
    static MvqException reading(String key, Path folder, Exception cause) {
        if (cause instanceof NoSuchFileException) {
            return new MvqException(
                    "there is no " + key + " in " + folder,
                    "it was removed from outside, or the store was never complete; SHOW COVERAGE says what is there",
                    cause);
        }
        if (isForbidden(cause)) {
            return new MvqException(
                    "no permission to read " + key + " in " + folder, "make it readable for you", cause);
        }
        return new MvqException(
                "could not read " + key + " in " + folder + ": " + words(cause),
                "check the folder and its disk",
                cause);
    }

    /** Whether the failure, or one below it, is a disk or quota without space. */
    static boolean isDiskFull(Throwable failure) {
        for (Throwable at = failure; at != null; at = at.getCause()) {
            String text = text(at).toLowerCase(Locale.ROOT);
            if (text.contains("no space left")
                    || text.contains("disk quota exceeded")
                    || text.contains("file too large")) {
                return true;
            }
        }
        return false;
    }

    private static boolean isForbidden(Exception cause) {
        return cause instanceof AccessDeniedException
                || cause instanceof ReadOnlyFileSystemException
                || text(cause).contains("Permission denied")
                || text(cause).contains("Read-only file system");
    }

    private static String words(Exception cause) {
        @Nullable String reason = cause instanceof FileSystemException system ? system.getReason() : cause.getMessage();
        String kind = cause instanceof IOException ? cause.getClass().getSimpleName() : "failure";
        return reason == null || reason.isBlank() ? kind : reason;
    }

    private static String text(Throwable failure) {
        String message = failure.getMessage();
        return message == null ? "" : message;
    }
}
