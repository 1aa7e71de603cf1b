package dev.mvq.runtime.jfaiss;

import dev.mvq.runtime.market.MvqException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The native library, found and loaded once, on first use: nothing happens and nothing fails before an index is made or
 * read. Safe for use by several threads.
 */
public final class FaissLibrary {
    private static final FaissLibrary SYSTEM = new FaissLibrary(LibraryFinder.system());

    private final LibraryFinder finder;
    private final AtomicInteger live = new AtomicInteger();
    private volatile @Nullable FaissSymbols symbols;

    FaissLibrary(LibraryFinder finder) {
        this.finder = finder;
    }

    /** The library of this process. */
    public static FaissLibrary system() {
        return SYSTEM;
    }

    /** The version of FAISS that this binding is for. */
    public static String version() {
        return LibraryFinder.FAISS_VERSION;
    }

    /** Where the library would be loaded from; empty where there is none. Loads nothing. */
    public Optional<Path> path() {
        return finder.candidates().stream().findFirst();
    }

    /**
     * Loads the library unless it is loaded.
     *
     * @throws MvqException where there is none, or none that can be used; it names what was looked for, where, and the
     *     command that builds it
     */
    public void require() {
        symbols();
    }

    /** Number of native indices not yet freed. */
    public int liveIndices() {
        return live.get();
    }

    AtomicInteger live() {
        return live;
    }

    FaissSymbols symbols() {
        FaissSymbols loaded = symbols;
        return loaded != null ? loaded : load();
    }

    /** The first candidate that loads; one of another build is passed over, so that clones of two ages share a cache. */
    private synchronized FaissSymbols load() {
        FaissSymbols loaded = symbols;
        if (loaded != null) {
            return loaded;
        }
        List<String> refused = new ArrayList<>();
        for (Path candidate : finder.candidates()) {
            try {
                loaded = FaissSymbols.load(candidate);
                symbols = loaded;
                return loaded;
            } catch (UnusableLibraryException e) {
                refused.add(e.getMessage());
            }
        }
        if (refused.isEmpty()) {
            throw finder.missing();
        }
        throw new MvqException(
                "the native library of vector search cannot be used: " + String.join("; ", refused),
                "build it anew with " + LibraryFinder.BUILD_COMMAND);
    }
}
