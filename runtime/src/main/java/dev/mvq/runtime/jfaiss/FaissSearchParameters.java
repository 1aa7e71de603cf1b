package dev.mvq.runtime.jfaiss;

/**
 * How hard a search looks; 0 leaves the index's own value, and what an index has no use for is ignored.
 *
 * @param nprobe inverted lists visited (IVF)
 * @param efSearch breadth of the beam (HNSW, also where it finds the lists of an IVF); FAISS takes at least k
 * @param refineFactor candidates a refining index re-scores, as a multiple of k
 */
public record FaissSearchParameters(int nprobe, int efSearch, float refineFactor) {
    /** The index's own values. */
    public static final FaissSearchParameters DEFAULT = new FaissSearchParameters(0, 0, 0);

    public FaissSearchParameters {
        if (nprobe < 0 || efSearch < 0 || !(refineFactor >= 0)) {
            throw new IllegalArgumentException("search parameters may not be negative");
        }
    }
}
