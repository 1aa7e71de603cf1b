package dev.mvq.runtime.vector;

/**
 * An immutable object and what it must hold.
 *
 * @param key its key in the store
 * @param bytes its size
 * @param checksum {@link dev.mvq.runtime.storage.Checksum} of its content
 * @param crc CRC-32C of its content, eight hexadecimal digits; empty where none was taken
 */
public record StoredFile(String key, long bytes, String checksum, String crc) {
    /** A file that no CRC was taken of. */
    public StoredFile(String key, long bytes, String checksum) {
        this(key, bytes, checksum, "");
    }
}
