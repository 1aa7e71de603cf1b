package dev.mvq.runtime.index;

import dev.mvq.runtime.vector.IndexFile;
import dev.mvq.runtime.vector.Segment;
import java.util.BitSet;
import java.util.Map;
import java.util.Optional;

/**
 * A segment with its eligible rows, and whether indices are going to propose among them.
 *
 * @param number place of the segment in the generation
 * @param segment the segment
 * @param eligible its rows that meet all conditions
 * @param indices by asked modality; empty: every eligible row is scored
 */
record SegmentSearch(int number, Segment segment, BitSet eligible, Map<SubjectVector, IndexFile> indices) {
    boolean scans() {
        return indices.isEmpty();
    }

    /** Types of the indices, each once. */
    Optional<String> types() {
        return indices.values().stream()
                .map(IndexFile::factory)
                .distinct()
                .sorted()
                .reduce((a, b) -> a + " and " + b);
    }
}
