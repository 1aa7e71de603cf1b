package dev.mvq.runtime.vector;

import java.util.List;

/**
 * A generation that can be read.
 *
 * @param committed what it is
 * @param standing its place among the others
 * @param checkpoints names of the checkpoints that point to it
 */
public record KeptGeneration(Committed committed, Standing standing, List<String> checkpoints) {
    public KeptGeneration {
        checkpoints = List.copyOf(checkpoints);
    }

    /** A generation's place among the others. */
    public enum Standing {
        /** Questions are answered from it. */
        CURRENT,
        /** Of another encoder than the current one, which it will follow once it has all its days. */
        GROWING,
        /** Followed by another. */
        EARLIER
    }
}
