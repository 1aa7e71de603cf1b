package dev.mvq.runtime.index;

/** How an index finds candidates, as told by its factory string. */
enum IndexShape {
    /** Compares every vector. */
    FLAT,
    /** Looks into the lists nearest the query, however these are found. */
    IVF,
    /** Walks a graph. */
    HNSW,
    OTHER;

    static IndexShape of(String factory) {
        if (factory.contains("IVF")) {
            return IVF;
        }
        if (factory.contains("HNSW")) {
            return HNSW;
        }
        return factory.equals("Flat") || factory.equals("IDMap,Flat") ? FLAT : OTHER;
    }
}
