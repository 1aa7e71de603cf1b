package dev.mvq.runtime.storage.bucket;

import org.jspecify.annotations.Nullable;

/** A request that failed, by what to do about it. Holds no keys: what the client's exceptions say of requests is not passed on. */
final class RequestFailure extends Exception {
    private final Kind kind;

    /** What to do about a failure. */
    enum Kind {
        /** There is no such object, or upload. */
        NO_OBJECT,
        /** There is no such bucket. */
        NO_BUCKET,
        /** A condition of the request does not hold. */
        CONDITION,
        /** The range begins behind the object's end. */
        RANGE,
        /** The keys are unknown, wrong, or may not do this. */
        FORBIDDEN,
        /** The clocks differ too much for a signature to count. */
        CLOCK,
        /** The store's disks or the bucket's quota are used up. */
        FULL,
        /** The server's certificate is not trusted. */
        CERTIFICATE,
        /** What came is not what was written. */
        DAMAGE,
        /** It may go well the next time. */
        PASSING,
        /** It will not go well the next time either. */
        LASTING
    }

    RequestFailure(Kind kind, String words) {
        this(kind, words, null);
    }

    RequestFailure(Kind kind, String words, @Nullable Throwable cause) {
        super(words, cause);
        this.kind = kind;
    }

    Kind kind() {
        return kind;
    }

    /** What the server or the network said. */
    String words() {
        String message = getMessage();
        return message == null ? kind.toString() : message;
    }
}
