package dev.mvq.runtime.vector;

import dev.mvq.runtime.market.Modality;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * A written segment: its days, and the indices that were built of it.
 *
 * @param hash name of the manifest, of its content
 * @param segment days, rows, ranges
 * @param indices by modality; a modality without an index is scanned
 */
public record Manifest(String hash, SegmentDraft segment, Map<Modality, IndexFile> indices) {
    public Manifest {
        EnumMap<Modality, IndexFile> sorted = new EnumMap<>(Modality.class);
        sorted.putAll(indices);
        indices = Collections.unmodifiableMap(sorted);
    }
}
