package dev.mvq.runtime.measure;

/** How alike two vectors are. */
enum Likeness {
    /** Inner product of the vectors at unit length: what mvq searches by. */
    COSINE,
    /** Nearness: {@code q·r - |r|²/2} orders a query's rows as the distance does. */
    DISTANCE
}
