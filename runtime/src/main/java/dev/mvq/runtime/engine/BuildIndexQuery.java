package dev.mvq.runtime.engine;

import dev.mvq.runtime.market.Modality;
import java.util.List;
import java.util.Optional;

/**
 * {@code BUILD INDEX}: indices from stored vectors, without encoding.
 *
 * @param modalities which; empty: all five
 * @param type FAISS factory string such as {@code IVF1024,PQ64} or {@code HNSW32}; empty: chosen by size
 */
public record BuildIndexQuery(List<Modality> modalities, Optional<String> type) {
    public BuildIndexQuery {
        modalities = List.copyOf(modalities);
    }
}
