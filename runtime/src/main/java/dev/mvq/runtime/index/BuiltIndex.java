package dev.mvq.runtime.index;

import dev.mvq.runtime.market.Modality;
import dev.mvq.runtime.market.MvqException;
import dev.mvq.runtime.storage.Checksum;
import dev.mvq.runtime.storage.ObjectStore;
import dev.mvq.runtime.storage.Precondition;
import dev.mvq.runtime.vector.IndexFile;
import dev.mvq.runtime.vector.StoredFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * An index in a file, not yet in the store.
 *
 * @param modality which embedding
 * @param factory FAISS factory string of what was built
 * @param rows vectors in it: the rows that have the modality; their ids are their ordinals
 * @param parameters how it was built: {@code faiss} version, {@code metric}, and where they apply {@code training}, {@code efConstruction}
 * @param notes what the user should know, such as fewer lists than asked for
 * @param file where it is
 */
public record BuiltIndex(
        Modality modality, String factory, long rows, Map<String, String> parameters, List<String> notes, Path file) {
    public BuiltIndex {
        parameters = Map.copyOf(parameters);
        notes = List.copyOf(notes);
    }

    /** Puts the file into the store under {@code key}; the file itself stays. */
    public IndexFile storeIn(ObjectStore store, String key) {
        try {
            StoredFile stored = new StoredFile(key, Files.size(file), Checksum.of(file));
            Map<String, String> known = new HashMap<>(parameters);
            known.put(IndexFile.CRC, Checksum.crc32c(file));
            store.put(key, file, Precondition.NONE);
            return new IndexFile(modality, factory, known, rows, stored);
        } catch (IOException e) {
            throw new MvqException("the index file " + file + " cannot be read: " + e.getMessage(), "", e);
        }
    }
}
