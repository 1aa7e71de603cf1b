package dev.mvq.runtime.jfaiss;

/** A file that is there and cannot serve as the native library; the message names it and says why. */
final class UnusableLibraryException extends Exception {
    UnusableLibraryException(String message, Throwable cause) {
        super(message, cause);
    }

    UnusableLibraryException(String message) {
        super(message);
    }
}
