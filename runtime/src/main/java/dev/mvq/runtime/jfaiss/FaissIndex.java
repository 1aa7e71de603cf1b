package dev.mvq.runtime.jfaiss;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_FLOAT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import dev.mvq.runtime.market.MvqException;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * A FAISS index of vectors under ids, compared by inner product (so by cosine, where all vectors have length 1). Safe
 * for use by several threads: searches overlap, and adding, training and closing wait for them. Every call runs on one
 * core of its caller's. Native memory is freed by {@link #close}.
 */
public final class FaissIndex implements AutoCloseable {
    /** Ways to train IVF with PQ and to add to it, as jfaiss_ivfpq.h has them: the quickest that this CPU has, and FAISS's. */
    static final int WIDEST = 0;

    static final int FAISS_OWN = 1;

    private static final int DESCRIPTION_BYTES = 512;
    private static final String REBUILT = "BUILD INDEX builds it from stored vectors";
    private static final String KINDS = "types that work: 'Flat', 'HNSW32', 'IVF1024,PQ64'";

    private final FaissSymbols symbols;
    private final FaissHandle handle;
    private final int dimension;
    private final String type;

    private FaissIndex(FaissLibrary library, FaissHandle handle) {
        this.symbols = library.symbols();
        this.handle = handle;
        this.dimension = handle.read(pointer -> (int) symbols.dimension().invokeExact(pointer));
        this.type = describe();
    }

    /**
     * An empty index.
     *
     * @param dimension length of its vectors, positive
     * @param type FAISS factory string: {@code Flat}, {@code HNSW32}, {@code IVF1024,PQ64}; kinds that keep no ids get an id map
     * @throws MvqException with FAISS's words where the type does not exist or does not suit the dimension
     */
    public static FaissIndex create(FaissLibrary library, int dimension, String type) {
        FaissSymbols symbols = library.symbols();
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment out = arena.allocate(ADDRESS);
            int code = (int) symbols.create().invokeExact(dimension, arena.allocateFrom(type), out);
            symbols.check(code, "FAISS makes no index of type '" + type + "' for " + dimension + " dimensions", KINDS);
            return new FaissIndex(library, FaissHandle.own(library, out.get(ADDRESS, 0))).known();
        } catch (Throwable e) {
            throw FaissSymbols.unchecked(e);
        }
    }

    /** Kinds without a factory string are told by the name of FAISS's class; their files would not be read back. */
    private FaissIndex known() {
        if (type.contains("Index")) {
            close();
            throw new MvqException("mvq keeps no index of FAISS's kind " + type, KINDS);
        }
        return this;
    }

    /**
     * An index read into memory, as FAISS of any language wrote it.
     *
     * @throws MvqException where the file is not there, no FAISS index of a kind known here, cut off or inconsistent
     */
    public static FaissIndex read(FaissLibrary library, Path file) {
        return open(library, file, library.symbols().read());
    }

    /**
     * As {@link #read}, with vectors, codes and links left in the file and paged in as searches need them. The file must
     * stay as it is until the index is closed; nothing can be added.
     */
    public static FaissIndex map(FaissLibrary library, Path file) {
        return open(library, file, library.symbols().map());
    }

    private static FaissIndex open(FaissLibrary library, Path file, MethodHandle reader) {
        FaissSymbols symbols = library.symbols();
        requireIndexFile(file);
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment out = arena.allocate(ADDRESS);
            int code = (int) reader.invokeExact(arena.allocateFrom(file.toString()), out);
            symbols.check(code, "the index file " + file + " cannot be read", REBUILT);
            return new FaissIndex(library, FaissHandle.own(library, out.get(ADDRESS, 0)));
        } catch (Throwable e) {
            throw FaissSymbols.unchecked(e);
        }
    }

    /** FAISS would believe whatever the file says. */
    private static void requireIndexFile(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new MvqException("there is no index file " + file, REBUILT);
        }
        try {
            IndexFileCheck.check(file);
        } catch (IllegalArgumentException | IOException e) {
            throw new MvqException("the index file " + file + " cannot be read: " + e.getMessage(), REBUILT, e);
        }
    }

    /** Length of the index's vectors. */
    public int dimension() {
        return dimension;
    }

    /** Number of vectors in the index. */
    public long size() {
        return handle.read(pointer -> (long) symbols.total().invokeExact(pointer));
    }

    /** The index as a factory string, such as {@code HNSW32} or {@code IVF1024,PQ64}; a class's name for rare kinds. */
    public String type() {
        return type;
    }

    /** How the index finds candidates. */
    public FaissKind kind() {
        return FaissKind.of(handle.read(pointer -> (int) symbols.kind().invokeExact(pointer)));
    }

    /** Whether vectors can be added; kinds that learn nothing are trained from birth. */
    public boolean trained() {
        return handle.read(pointer -> (int) symbols.trained().invokeExact(pointer)) != 0;
    }

    /** Number of inverted lists; 0 for kinds without. */
    public int lists() {
        return handle.read(pointer -> Math.toIntExact((long) symbols.lists().invokeExact(pointer)));
    }

    /**
     * Breadth of the beam with which HNSW links new vectors: more is slower and finds more; FAISS's own is 40. Nothing
     * happens for other kinds.
     */
    public void efConstruction(int ef) {
        int code = handle.change(pointer -> (int) symbols.setEfConstruction().invokeExact(pointer, ef));
        symbols.check(code, "FAISS cannot set efConstruction of '" + type + "'", "");
    }

    /**
     * Learns lists and codes from a sample.
     *
     * @param vectors {@code [n, dimension]} row-major
     * @throws MvqException with FAISS's words, such as for fewer vectors than lists
     */
    public void train(float[] vectors) {
        train(vectors, WIDEST);
    }

    /** As {@link #train(float[])}; lanes as in {@link #addWithIds(float[], long[], int)}. */
    void train(float[] vectors, int lanes) {
        int rows = rows(vectors);
        int code;
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment x = arena.allocateFrom(JAVA_FLOAT, vectors);
            code = handle.change(pointer -> (int) symbols.train().invokeExact(pointer, (long) rows, x, lanes));
        }
        symbols.check(code, "FAISS cannot train '" + type + "' on " + rows + " vectors", "");
    }

    /**
     * Adds vectors.
     *
     * @param vectors {@code [n, dimension]} row-major
     * @param ids {@code [n]} not negative; not checked for being new
     */
    public void addWithIds(float[] vectors, long[] ids) {
        addWithIds(vectors, ids, WIDEST);
    }

    /**
     * As {@link #addWithIds(float[], long[])}.
     *
     * @param lanes {@link #WIDEST}; {@link #FAISS_OWN}; or 4, 8, 16 numbers a register, fewer where this CPU has no such
     */
    void addWithIds(float[] vectors, long[] ids, int lanes) {
        int rows = rows(vectors);
        if (rows != ids.length) {
            throw new IllegalArgumentException(rows + " vectors and " + ids.length + " ids");
        }
        int code;
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment x = arena.allocateFrom(JAVA_FLOAT, vectors);
            MemorySegment keys = arena.allocateFrom(JAVA_LONG, ids);
            code = handle.change(
                    pointer -> (int) symbols.addWithIds().invokeExact(pointer, (long) rows, x, keys, lanes));
        }
        symbols.check(code, "FAISS cannot add " + rows + " vectors to '" + type + "'", "");
    }

    /**
     * The k nearest of each query among the selected ids, on the caller's thread.
     *
     * @param queries {@code [n, dimension]} row-major
     * @param k at least 1; may be more than there are
     * @throws MvqException with FAISS's words, such as for a selector on a kind that takes none
     */
    public FaissNeighbours search(float[] queries, int k, FaissSearchParameters parameters, FaissSelector selector) {
        int rows = rows(queries);
        int places = Math.multiplyExact(rows, k);
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment x = arena.allocateFrom(JAVA_FLOAT, queries);
            NativeSelector sel = NativeSelector.of(selector, arena);
            MemorySegment similarities = arena.allocate(JAVA_FLOAT, Math.max(places, 1));
            MemorySegment labels = arena.allocate(JAVA_LONG, Math.max(places, 1));
            int code = handle.read(pointer -> (int) symbols.search()
                    .invokeExact(
                            pointer,
                            (long) rows,
                            x,
                            (long) k,
                            parameters.nprobe(),
                            parameters.efSearch(),
                            parameters.refineFactor(),
                            sel.kind(),
                            sel.from(),
                            sel.to(),
                            sel.bits(),
                            similarities,
                            labels));
            symbols.check(code, "FAISS cannot search '" + type + "'", "");
            return new FaissNeighbours(
                    k,
                    labels.asSlice(0, 8L * places).toArray(JAVA_LONG),
                    similarities.asSlice(0, 4L * places).toArray(JAVA_FLOAT));
        }
    }

    /**
     * Writes the index, forced to disk, whole or not at all: a file of that name is replaced at the end.
     *
     * @throws MvqException with FAISS's or the system's words, such as for a full disk
     */
    public void write(Path file) {
        Path target = file.toAbsolutePath();
        Path part = target.resolveSibling("." + target.getFileName() + "."
                + ProcessHandle.current().pid() + "-" + Thread.currentThread().threadId() + ".part");
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment name = arena.allocateFrom(part.toString());
            int code = handle.read(pointer -> (int) symbols.write().invokeExact(pointer, name));
            symbols.check(code, "the index file " + file + " cannot be written", "");
            requireReadable(part);
            Files.move(part, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new MvqException("the index file " + file + " cannot be written: " + e.getMessage(), "", e);
        } finally {
            part.toFile().delete(); // gone already unless something failed
        }
    }

    /** Nothing is kept that {@link #open} would refuse. */
    private void requireReadable(Path written) throws IOException {
        try {
            IndexFileCheck.check(written);
        } catch (IllegalArgumentException e) {
            throw new MvqException("mvq keeps no index of type '" + type + "': " + e.getMessage(), KINDS, e);
        }
    }

    private int rows(float[] vectors) {
        if (vectors.length % dimension != 0) {
            throw new MvqException(
                    "vectors of " + dimension + " dimensions are wanted by " + this + ", and " + vectors.length
                            + " numbers are no whole number of them",
                    "");
        }
        return vectors.length / dimension;
    }

    private String describe() {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment text = arena.allocate(DESCRIPTION_BYTES);
            int code = handle.read(pointer -> (int) symbols.describe().invokeExact(pointer, text, DESCRIPTION_BYTES));
            symbols.check(code, "FAISS cannot describe the index", "");
            return text.getString(0);
        }
    }

    /** Waits for searches under way and frees native memory; searches that come later fail with IllegalStateException. */
    @Override
    public void close() {
        handle.close();
    }

    @Override
    public String toString() {
        return "FaissIndex(" + type + ", " + dimension + " dimensions)";
    }
}
