package dev.mvq.runtime.index;

/** Which kind of index proposes candidates. */
public enum IndexChoice {
    /** Exact where a scan is cheap, else the index that was built. */
    AUTO,
    /** Every row is scored: the answer is certified. */
    EXACT,
    IVF,
    HNSW
}
