package dev.mvq.runtime.index;

import dev.mvq.runtime.jfaiss.FaissIndex;
import dev.mvq.runtime.jfaiss.FaissLibrary;
import dev.mvq.runtime.market.MvqException;
import dev.mvq.runtime.vector.IndexFile;
import dev.mvq.runtime.vector.Segment;
import java.util.HashMap;
import java.util.Map;

/** The index files in use, mapped when first asked for and until closed. Safe for use by several threads. */
final class OpenIndices implements AutoCloseable {
    private final FaissLibrary library;
    private final Map<String, FaissIndex> open = new HashMap<>();

    OpenIndices(FaissLibrary library) {
        this.library = library;
    }

    synchronized FaissIndex get(Segment segment, IndexFile file) {
        return open.computeIfAbsent(file.file().key(), key -> open(segment, file));
    }

    private FaissIndex open(Segment segment, IndexFile file) {
        FaissIndex index = FaissIndex.map(library, segment.indexPath(file));
        if (index.dimension() != file.modality().dimension() || index.size() != file.ntotal()) {
            String found = "it holds %,d vectors of %d dimensions instead of %,d of %d"
                    .formatted(
                            index.size(),
                            index.dimension(),
                            file.ntotal(),
                            file.modality().dimension());
            index.close();
            throw new MvqException(
                    file.file().key() + " is damaged: it is not the one that was built: " + found,
                    "BUILD INDEX ON " + file.modality().word() + " builds it anew");
        }
        return index;
    }

    @Override
    public synchronized void close() {
        open.values().forEach(FaissIndex::close);
        open.clear();
    }
}
