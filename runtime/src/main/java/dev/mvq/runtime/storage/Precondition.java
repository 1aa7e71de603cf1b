package dev.mvq.runtime.storage;

/** What must hold for a put to take effect. */
public sealed interface Precondition {
    /** Writes whatever is there. */
    Precondition NONE = new None();

    /** Writes only where nothing is there. */
    Precondition ABSENT = new Absent();

    /** No condition. */
    record None() implements Precondition {}

    /** The key holds no object. */
    record Absent() implements Precondition {}

    /**
     * The key holds an object of just this etag.
     *
     * @param etag as told by {@link ObjectInfo#etag()}
     */
    record Matches(String etag) implements Precondition {}
}
