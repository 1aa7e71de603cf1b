package dev.mvq.runtime.simulation.delivery;

/** A file as delivered: its key in the store and its bytes. */
public final class RawFile {
    private final String key;
    private final byte[] content;

    RawFile(String key, byte[] content) {
        this.key = key;
        this.content = content.clone();
    }

    public String key() {
        return key;
    }

    public byte[] content() {
        return content.clone();
    }
}
