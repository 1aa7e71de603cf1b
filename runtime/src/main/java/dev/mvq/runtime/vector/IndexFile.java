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
    /** Parameter: CRC-32C of the file, 8 hexadecimal digits, which is compared whenever it is opened first. */
    public static final String CRC = "crc32c";

    /** Parameter: the factory text somebody asked for; missing where the type was chosen by the number of rows. */
    public static final String ASKED = "asked";

    /** Parameter: vectors in it when it was last built from nothing; what came since was added to it. */
    public static final String BUILT_ROWS = "built_rows";

    public IndexFile {
        parameters = Collections.unmodifiableMap(new TreeMap<>(parameters));
    }
}
