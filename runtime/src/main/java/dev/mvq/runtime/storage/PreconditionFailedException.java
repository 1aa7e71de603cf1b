package dev.mvq.runtime.storage;

/** A conditional put found another state than it asked for: somebody else wrote first. Nothing was written. */
public final class PreconditionFailedException extends RuntimeException {
    /** @param key the object that was to be written */
    public PreconditionFailedException(String key) {
        super("another writer changed " + key + " first");
    }
}
