package dev.mvq.runtime.vector;

import dev.mvq.runtime.market.Modality;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * A written segment: its days, the indices that were built of it, and which of its rows no longer count.
 *
 * @param hash name of the manifest, of its content
 * @param segment days, rows, ranges
 * @param indices by modality; a modality without an index is scanned
 * @param tombstones rows of days that were corrected since: they stay in vectors and indices, and answer nothing
 */
public record Manifest(String hash, SegmentDraft segment, Map<Modality, IndexFile> indices, Tombstones tombstones) {
    public Manifest {
        EnumMap<Modality, IndexFile> sorted = new EnumMap<>(Modality.class);
        sorted.putAll(indices);
        indices = Collections.unmodifiableMap(sorted);
    }

    /** The days whose rows count, in order. */
    public List<SegmentDay> liveDays() {
        return segment.liveDays(tombstones);
    }

    /** Number of rows that count. */
    public int liveRows() {
        return segment.rows() - tombstones.size();
    }
}
