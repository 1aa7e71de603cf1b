package dev.mvq.runtime.vector;

import dev.mvq.runtime.market.MvqException;
import dev.mvq.runtime.storage.ObjectStore;
import dev.mvq.runtime.storage.Precondition;
import java.time.Duration;
import java.util.UUID;

/**
 * Keeps an earlier generation from being removed, by any process, while it is read: an object in the store, which a reader that was killed
 * leaves behind for {@link #LIFE}. A store that may only be read has none, and an earlier generation is read there at one's own risk.
 */
final class Pin implements AutoCloseable {
    /** How long a pin holds after it was put. */
    static final Duration LIFE = Duration.ofDays(1);

    private final ObjectStore store;
    private final String key;

    Pin(ObjectStore store, String generation) {
        this.store = store;
        this.key = Layout.pin(generation, UUID.randomUUID().toString());
        try {
            store.put(key, new byte[0], Precondition.NONE);
        } catch (MvqException readOnly) {
            // reading goes on without
        }
    }

    @Override
    public void close() {
        try {
            store.delete(key);
        } catch (MvqException readOnly) {
            // it ends by itself
        }
    }
}
