package dev.mvq.runtime.simulation.delivery;

import dev.mvq.runtime.storage.ObjectStore;
import dev.mvq.runtime.storage.Precondition;

/** A file as delivered: its key in the store and its bytes. */
public final class RawFile {
    private final String key;
    private final byte[] content;

    /** @param content handed over: not to be changed any more */
    RawFile(String key, byte[] content) {
        this.key = key;
        this.content = content;
    }

    public String key() {
        return key;
    }

    /** Puts it in its place. */
    public void write(ObjectStore store) {
        store.put(key, content, Precondition.NONE);
    }

    public byte[] content() {
        return content.clone();
    }
}
