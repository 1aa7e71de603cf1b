package dev.mvq.runtime.index;

/**
 * A row scored exactly.
 *
 * @param segment place of its segment in the generation
 * @param ordinal its ordinal there
 * @param similarity weighted mean of the cosines
 */
record Candidate(int segment, int ordinal, double similarity) {}
