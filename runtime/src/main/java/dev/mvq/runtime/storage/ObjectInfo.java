package dev.mvq.runtime.storage;

import java.time.Instant;

/**
 * What a store knows of an object without reading it.
 *
 * @param key slash-separated name below the store's root
 * @param size bytes
 * @param etag changes whenever the content does
 * @param modified when it was written, by the store's clock; {@link #UNKNOWN} where the store does not say
 */
public record ObjectInfo(String key, long size, String etag, Instant modified) {
    /** A time that makes no object old: what is asked for its age before it is removed stays. */
    public static final Instant UNKNOWN = Instant.MAX;

    /** An object whose time of writing is not known. */
    public ObjectInfo(String key, long size, String etag) {
        this(key, size, etag, UNKNOWN);
    }
}
