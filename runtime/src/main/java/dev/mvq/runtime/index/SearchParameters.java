package dev.mvq.runtime.index;

/**
 * How hard the indices look; 0 means chosen by the engine.
 *
 * @param nprobe inverted lists visited by IVF
 * @param ef breadth of the HNSW beam
 * @param refine proposals taken per wanted row
 */
public record SearchParameters(int nprobe, int ef, int refine) {
    /** All chosen by the engine. */
    public static final SearchParameters DEFAULT = new SearchParameters(0, 0, 0);
}
