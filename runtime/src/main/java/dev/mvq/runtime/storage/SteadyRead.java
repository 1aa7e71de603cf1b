package dev.mvq.runtime.storage;

import dev.mvq.runtime.market.MvqException;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads an object that somebody may replace meanwhile. DuckDB opens a file more than once, and would take the footer of one version and
 * the rows of another; what was read counts only where the object was the same before and after.
 */
final class SteadyRead {
    private SteadyRead() {}

    /**
     * A version of an object and what was read of it.
     *
     * @param info which version
     * @param value what was read
     */
    record Version<T>(ObjectInfo info, T value) {}

    /** What {@code reading} makes of the object, if there is one. Its failure counts only where the object stayed the same. */
    static <T> Optional<Version<T>> of(ObjectStore store, String key, Function<ObjectInfo, T> reading) {
        Optional<ObjectInfo> before = store.head(key);
        while (before.isPresent()) {
            @Nullable Version<T> version = null;
            @Nullable MvqException failure = null;
            try {
                version = new Version<>(before.get(), reading.apply(before.get()));
            } catch (MvqException e) {
                failure = e;
            }
            Optional<ObjectInfo> after = store.head(key);
            if (after.equals(before)) {
                if (failure != null) {
                    throw failure;
                }
                return Optional.ofNullable(version);
            }
            before = after;
        }
        return Optional.empty();
    }
}
