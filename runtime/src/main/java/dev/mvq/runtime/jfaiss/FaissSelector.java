package dev.mvq.runtime.jfaiss;

import java.util.BitSet;

/** Which ids a search may answer with. */
public sealed interface FaissSelector {
    /** Every id. */
    FaissSelector ALL = new All();

    /** Every id. */
    record All() implements FaissSelector {}

    /**
     * Ids from {@code from}, included, to {@code to}, excluded.
     *
     * @param from first id
     * @param to the id after the last
     */
    record Range(long from, long to) implements FaissSelector {}

    /**
     * Ids whose bit is set. Ids beyond the bitmap are not selected.
     *
     * @param words bits as {@link BitSet#toLongArray()} gives them: bit {@code i % 64} of word {@code i / 64} is id i; not copied
     */
    record Bitmap(long[] words) implements FaissSelector {}

    /** Ids whose bit is set. */
    static FaissSelector of(BitSet ids) {
        return new Bitmap(ids.toLongArray());
    }
}
