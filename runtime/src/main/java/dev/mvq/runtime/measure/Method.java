package dev.mvq.runtime.measure;

import dev.mvq.runtime.market.Modality;
import java.util.Optional;

/** A way to make vectors of a pool's rows and views. */
interface Method {
    /** The column it has in the table. */
    String name();

    /** Whether it is one that ours should beat, which may choose how to compare its vectors; ours are compared as mvq searches. */
    boolean isBaseline();

    /** Vectors for this modality; empty where the method has none. */
    Optional<Vectors> vectors(Pool pool, Modality modality);
}
