package dev.mvq.runtime.jfaiss;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_FLOAT;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import dev.mvq.runtime.market.MvqException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.nio.file.Path;
import java.util.NoSuchElementException;
import java.util.regex.Pattern;

/**
 * The functions called in {@code libjfaiss.so}, one handle each: those named {@code faiss_} are FAISS's C API, those
 * named {@code jfaiss_} are our shim's. Functions that return a code leave their words with {@code faiss_get_last_error}.
 */
record FaissSymbols(
        MethodHandle lastError,
        MethodHandle free,
        MethodHandle dimension,
        MethodHandle total,
        MethodHandle trained,
        MethodHandle create,
        MethodHandle train,
        MethodHandle addWithIds,
        MethodHandle setEfConstruction,
        MethodHandle search,
        MethodHandle read,
        MethodHandle map,
        MethodHandle write,
        MethodHandle describe,
        MethodHandle kind,
        MethodHandle lists) {
    /** Equal to JFAISS_ABI in the shim; raised with it. */
    private static final int ABI = 2;

    private static final int RTLD_NOW = 2;

    /** FAISS prefixes its words with the C++ function and source line, which help no user. */
    private static final Pattern SOURCE_PREFIX =
            Pattern.compile("^Error in .*? at \\S+:\\d+: (Error: )?", Pattern.DOTALL);

    static FaissSymbols load(Path file) throws UnusableLibraryException {
        calmOpenMp();
        SymbolLookup library = open(file);
        try {
            int abi = (int) function(library, "jfaiss_abi", JAVA_INT).invokeExact();
            if (abi != ABI) {
                throw new UnusableLibraryException(
                        file + " is of another build (interface " + abi + ", wanted " + ABI + ")");
            }
            return bind(library);
        } catch (NoSuchElementException e) {
            throw new UnusableLibraryException(file + " is of another build (" + e.getMessage() + ")", e);
        } catch (UnusableLibraryException e) {
            throw e;
        } catch (Throwable e) {
            throw new UnusableLibraryException(file + " failed its first call: " + e, e);
        }
    }

    private static FaissSymbols bind(SymbolLookup library) {
        return new FaissSymbols(
                function(library, "faiss_get_last_error", ADDRESS),
                procedure(library, "faiss_Index_free", ADDRESS),
                function(library, "faiss_Index_d", JAVA_INT, ADDRESS),
                function(library, "faiss_Index_ntotal", JAVA_LONG, ADDRESS),
                function(library, "faiss_Index_is_trained", JAVA_INT, ADDRESS),
                function(library, "jfaiss_create", JAVA_INT, JAVA_INT, ADDRESS, ADDRESS),
                function(library, "jfaiss_train", JAVA_INT, ADDRESS, JAVA_LONG, ADDRESS, JAVA_INT),
                function(library, "jfaiss_add_with_ids", JAVA_INT, ADDRESS, JAVA_LONG, ADDRESS, ADDRESS, JAVA_INT),
                function(library, "jfaiss_set_ef_construction", JAVA_INT, ADDRESS, JAVA_INT),
                function(library, "jfaiss_search", JAVA_INT, SEARCH),
                function(library, "jfaiss_read", JAVA_INT, ADDRESS, ADDRESS),
                function(library, "jfaiss_map", JAVA_INT, ADDRESS, ADDRESS),
                function(library, "jfaiss_write", JAVA_INT, ADDRESS, ADDRESS),
                function(library, "jfaiss_describe", JAVA_INT, ADDRESS, ADDRESS, JAVA_INT),
                function(library, "jfaiss_kind", JAVA_INT, ADDRESS),
                function(library, "jfaiss_lists", JAVA_LONG, ADDRESS));
    }

    /** index, n, queries, k; nprobe, ef, refine; selector, from, to, bits; similarities, labels. */
    private static final MemoryLayout[] SEARCH = {
        ADDRESS,
        JAVA_LONG,
        ADDRESS,
        JAVA_LONG,
        JAVA_INT,
        JAVA_INT,
        JAVA_FLOAT,
        JAVA_INT,
        JAVA_LONG,
        JAVA_LONG,
        ADDRESS,
        ADDRESS,
        ADDRESS
    };

    /**
     * Throws FAISS's own words where a call failed.
     *
     * @param code what the call returned
     * @param doing what was tried, as the sentence's beginning: {@code FAISS cannot train 'PQ7'}
     * @param remedy what would help, or empty
     */
    void check(int code, String doing, String remedy) {
        if (code == 0) {
            return;
        }
        String words = lastWords();
        String plain = SOURCE_PREFIX.matcher(words).replaceFirst("");
        throw new MvqException(doing + ": " + plain, remedy, new IllegalStateException(words));
    }

    private String lastWords() {
        try {
            MemorySegment words = (MemorySegment) lastError.invokeExact();
            return text(words);
        } catch (Throwable e) {
            throw unchecked(e);
        }
    }

    private static String text(MemorySegment words) {
        return words.equals(MemorySegment.NULL)
                ? "no reason given"
                : words.reinterpret(Long.MAX_VALUE).getString(0).strip();
    }

    /** What a downcall throws is never checked: its handle declares Throwable, its call can only fail unchecked. */
    static RuntimeException unchecked(Throwable e) {
        return switch (e) {
            case RuntimeException failure -> failure;
            case Error error -> throw error;
            default -> new IllegalStateException(e);
        };
    }

    /**
     * By the dynamic linker itself first: it says why a library cannot be loaded (mostly a missing libopenblas), and the
     * lookup does not.
     */
    private static SymbolLookup open(Path file) throws UnusableLibraryException {
        SymbolLookup system = Linker.nativeLinker().defaultLookup();
        MethodHandle dlopen = function(system, "dlopen", ADDRESS, ADDRESS, JAVA_INT);
        MethodHandle dlerror = function(system, "dlerror", ADDRESS);
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment name = arena.allocateFrom(file.toAbsolutePath().toString());
            MemorySegment opened = (MemorySegment) dlopen.invokeExact(name, RTLD_NOW);
            if (opened.equals(MemorySegment.NULL)) {
                throw new UnusableLibraryException(text((MemorySegment) dlerror.invokeExact()));
            }
            return SymbolLookup.libraryLookup(file.toAbsolutePath(), Arena.global());
        } catch (UnusableLibraryException e) {
            throw e;
        } catch (Throwable e) {
            throw unchecked(e);
        }
    }

    /**
     * One OpenMP thread, and no spinning, for all threads: read when the library loads. Queries are what runs in parallel.
     * What the user has set stays.
     */
    private static void calmOpenMp() {
        Linker linker = Linker.nativeLinker();
        MethodHandle setenv = linker.downcallHandle(
                linker.defaultLookup().findOrThrow("setenv"),
                FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS, JAVA_INT));
        try (Arena arena = Arena.ofConfined()) {
            int first = (int) setenv.invokeExact(arena.allocateFrom("OMP_NUM_THREADS"), arena.allocateFrom("1"), 0);
            int second =
                    (int) setenv.invokeExact(arena.allocateFrom("OMP_WAIT_POLICY"), arena.allocateFrom("passive"), 0);
            if (first != 0 || second != 0) {
                throw new IllegalStateException("setenv failed");
            }
        } catch (Throwable e) {
            throw unchecked(e);
        }
    }

    private static MethodHandle function(
            SymbolLookup library, String name, MemoryLayout result, MemoryLayout... arguments) {
        return Linker.nativeLinker()
                .downcallHandle(library.findOrThrow(name), FunctionDescriptor.of(result, arguments));
    }

    private static MethodHandle procedure(SymbolLookup library, String name, MemoryLayout... arguments) {
        return Linker.nativeLinker().downcallHandle(library.findOrThrow(name), FunctionDescriptor.ofVoid(arguments));
    }
}
