package dev.mvq.runtime.vector;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What the store's current generation is, as read at some moment: the state a commit is made against.
 *
 * @param etag of {@code metadata.json}; empty where there is none yet
 * @param generation the current generation, if one was committed
 */
public record Root(Optional<String> etag, Optional<Head> generation) {
    /**
     * The current generation.
     *
     * @param name unique in the store: number and hash of what it is made of
     * @param number 1 for the first, one more with each commit
     * @param created when it was committed
     * @param encoderVersion the encoder of all its days
     * @param manifests hashes of its segments' manifests, in order of days
     */
    public record Head(String name, int number, Instant created, String encoderVersion, List<String> manifests) {
        public Head {
            manifests = List.copyOf(manifests);
        }
    }
}
