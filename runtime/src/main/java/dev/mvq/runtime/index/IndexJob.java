package dev.mvq.runtime.index;

import dev.mvq.runtime.market.Modality;
import dev.mvq.runtime.vector.IndexFile;
import java.nio.file.Path;
import java.util.Optional;

/**
 * An index to be made of a segment.
 *
 * @param modality which embedding
 * @param type FAISS factory text somebody asked for; empty: chosen by the number of rows
 * @param base an index of the segment's first rows, to which the others are added if that does as well as building it anew
 */
public record IndexJob(Modality modality, Optional<String> type, Optional<Base> base) {
    /** Built of all rows. */
    public static IndexJob anew(Modality modality, Optional<String> type) {
        return new IndexJob(modality, type, Optional.empty());
    }

    /**
     * Begun by an earlier index.
     *
     * @param index what is known of it
     * @param file where it lies
     * @param rows the segment's rows that it was made of, from the first
     */
    public record Base(IndexFile index, Path file, int rows) {}
}
