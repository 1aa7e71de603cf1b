package dev.mvq.runtime.jfaiss;

/** How an index finds candidates. */
public enum FaissKind {
    /** Every stored vector is compared. */
    FLAT,
    /** Inverted lists: only the lists nearest the query are looked at. */
    IVF,
    /** A navigable small-world graph is walked towards the query. */
    HNSW,
    /** Some other kind, such as bare product-quantiser codes. */
    OTHER;

    /** By the shim's number. */
    static FaissKind of(int number) {
        return switch (number) {
            case 0 -> FLAT;
            case 1 -> IVF;
            case 2 -> HNSW;
            default -> OTHER;
        };
    }
}
