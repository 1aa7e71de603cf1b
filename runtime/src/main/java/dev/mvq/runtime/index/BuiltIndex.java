package dev.mvq.runtime.index;

import dev.mvq.runtime.market.Modality;
import java.nio.file.Path;
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
        Modality modality,
        String factory,
        long rows,
        Map<String, String> parameters,
        List<String> notes,
        Path file) {
    public BuiltIndex {
        parameters = Map.copyOf(parameters);
        notes = List.copyOf(notes);
    }
}
