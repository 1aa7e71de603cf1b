package dev.mvq.repl;

import dev.mvq.dsl.Consent;
import dev.mvq.runtime.market.Progress;
import dev.mvq.runtime.storage.bucket.StoreLocation;
import java.nio.file.Path;
import java.util.Map;

/**
 * What a way in needs opened.
 *
 * @param store where the store is; a folder is absolute and need not exist yet
 * @param workingFolder what relative paths in statements are relative to
 * @param environment environment variables
 * @param parameters values of {@code :name} in statements
 * @param progress hears how long work goes on
 * @param consent asks the user before what should not happen unasked
 */
public record OpenRequest(
        StoreLocation store,
        Path workingFolder,
        Map<String, String> environment,
        Map<String, Object> parameters,
        Progress progress,
        Consent consent) {
    public OpenRequest {
        environment = Map.copyOf(environment);
        parameters = Map.copyOf(parameters);
    }
}
