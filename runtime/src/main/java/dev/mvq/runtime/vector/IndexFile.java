package dev.mvq.runtime.vector;

import dev.mvq.runtime.market.Modality;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * A FAISS index of one segment and modality, as its manifest knows it.
 *
 * @param modality which embedding
 * @param factory FAISS factory text, such as {@code Flat}, {@code HNSW32}, {@code IVF1024,PQ64}
 * @param parameters how it was built and should be searched, free text by name
 * @param ntotal vectors in it: the rows that have the modality
 * @param file where it is
 */
public record IndexFile(
        Modality modality, String factory, Map<String, String> parameters, long ntotal, StoredFile file) {
    public IndexFile {
        parameters = Collections.unmodifiableMap(new TreeMap<>(parameters));
    }
}
