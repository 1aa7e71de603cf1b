package dev.mvq.runtime.vector;

/**
 * An immutable object and what it must hold.
 *
 * @param key its key in the store
 * @param bytes its size
 * @param checksum {@link dev.mvq.runtime.storage.Checksum} of its content
 */
public record StoredFile(String key, long bytes, String checksum) {}
