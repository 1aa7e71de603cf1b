package dev.mvq.runtime.encoder;

/**
 * How an embedding's two halves are weighed.
 *
 * @param share of the half that is not learnt in the cosine, 0..1
 * @param evenness how nearly directions of that half count alike: a direction's deviation, in units of the looks' noise, is raised to
 *     {@code 1 - evenness}. At 0 they count by their ratio of variance to noise, so that few decide; at 1 all count alike; below 0 the
 *     leading ones count for more than that
 */
record Halves(double share, double evenness) {}
