package dev.mvq.runtime.index;

import dev.mvq.runtime.jfaiss.FaissIndex;
import dev.mvq.runtime.jfaiss.FaissLibrary;
import dev.mvq.runtime.market.Modality;
import dev.mvq.runtime.market.MvqException;
import dev.mvq.runtime.market.Progress;
import dev.mvq.runtime.vector.Segment;
import dev.mvq.runtime.vector.VectorMatrix;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Builds FAISS indices of a segment's stored vectors: ids are ordinals, the metric is the inner product. Memory holds one
 * batch of vectors, a training sample, and the index itself for every thread. The same vectors give the same file.
 */
public final class IndexBuilder {
    private static final int BATCH = 8192;

    /** Linking breadth of HNSW: FAISS's own; at 60k rows 20 lost up to 8 % of recall, and 40 none. */
    private static final int EF_CONSTRUCTION = 40;

    private final FaissLibrary library;

    public IndexBuilder(FaissLibrary library) {
        this.library = library;
    }

    /**
     * Builds indices of several modalities, one thread each.
     *
     * @param type FAISS factory string; empty: by number of rows
     * @param folder receives {@code <modality>.faiss}
     * @param threads at least 1
     * @return in the order of {@code modalities}
     * @throws MvqException with FAISS's words where the type cannot be built
     */
    public List<BuiltIndex> build(
            Segment segment,
            Collection<Modality> modalities,
            Optional<String> type,
            Path folder,
            int threads,
            Progress progress) {
        library.require();
        Advance advance = new Advance(progress);
        progress.begin("indexing", total(segment, modalities), "vectors");
        try (ExecutorService workers = Executors.newFixedThreadPool(
                Math.clamp(modalities.size(), 1, threads),
                Thread.ofPlatform().daemon().name("mvq-index-", 0).factory())) {
            Map<Modality, Future<BuiltIndex>> builds = new HashMap<>();
            // Longest first, or the longest would begin last and the others' threads wait for it.
            modalities.stream()
                    .sorted(Comparator.comparingInt(Modality::dimension).reversed())
                    .forEach(modality -> builds.put(
                            modality, workers.submit(() -> build(segment, modality, type, folder, advance))));
            try {
                return modalities.stream()
                        .map(builds::get)
                        .map(IndexBuilder::result)
                        .toList();
            } finally {
                workers.shutdownNow(); // nothing is left to do unless one failed
            }
        } finally {
            progress.end();
        }
    }

    private static BuiltIndex result(Future<BuiltIndex> build) {
        try {
            return build.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw interrupted(e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException known ? known : new IllegalStateException(e.getCause());
        }
    }

    private static MvqException interrupted(InterruptedException cause) {
        return new MvqException("building indices was interrupted; the store is as it was", "", cause);
    }

    private static long total(Segment segment, Collection<Modality> modalities) {
        return modalities.stream()
                .mapToLong(modality -> segment.description().present().getOrDefault(modality, 0))
                .sum();
    }

    private BuiltIndex build(Segment segment, Modality modality, Optional<String> asked, Path folder, Advance advance)
            throws InterruptedException {
        int[] ordinals = ordinals(segment, modality);
        IndexType type = IndexType.of(asked, ordinals.length);
        Path file = folder.resolve(modality.word() + ".faiss");
        try (FaissIndex index = FaissIndex.create(library, modality.dimension(), type.factory())) {
            Map<String, String> parameters =
                    new HashMap<>(Map.of("faiss", FaissLibrary.version(), "metric", "inner product"));
            if (IndexShape.of(type.factory()) == IndexShape.HNSW) {
                index.efConstruction(EF_CONSTRUCTION);
                parameters.put("efConstruction", Integer.toString(EF_CONSTRUCTION));
            }
            VectorMatrix matrix = segment.matrix(modality);
            if (!index.trained()) {
                int[] sample = TrainingSample.of(ordinals, type.lists());
                index.train(read(matrix, sample, 0, sample.length));
                parameters.put("training", Integer.toString(sample.length));
            }
            add(index, matrix, ordinals, advance);
            index.write(file);
            return new BuiltIndex(modality, index.type(), ordinals.length, parameters, notes(modality, type), file);
        }
    }

    private static List<String> notes(Modality modality, IndexType type) {
        return type.notes().stream().map(note -> modality.word() + ": " + note).toList();
    }

    private static void add(FaissIndex index, VectorMatrix matrix, int[] ordinals, Advance advance)
            throws InterruptedException {
        for (int from = 0; from < ordinals.length; from += BATCH) {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            int to = Math.min(from + BATCH, ordinals.length);
            long[] ids = new long[to - from];
            for (int i = 0; i < ids.length; i++) {
                ids[i] = ordinals[from + i];
            }
            index.addWithIds(read(matrix, ordinals, from, to), ids);
            advance.by(ids.length, matrix.modality().word());
        }
    }

    private static float[] read(VectorMatrix matrix, int[] ordinals, int from, int to) {
        int dimension = matrix.dimension();
        float[] vectors = new float[Math.multiplyExact(to - from, dimension)];
        float[] row = new float[dimension];
        for (int i = from; i < to; i++) {
            matrix.read(ordinals[i], row);
            System.arraycopy(row, 0, vectors, (i - from) * dimension, dimension);
        }
        return vectors;
    }

    private static int[] ordinals(Segment segment, Modality modality) {
        segment.matrix(modality).verify(); // an index of damaged vectors would look like any other
        int[] all = new int[segment.rows()];
        int count = 0;
        for (int row = 0; row < all.length; row++) {
            if (modality.in(segment.narrow().present(row))) {
                all[count++] = row;
            }
        }
        return Arrays.copyOf(all, count);
    }

    /** Adds up what threads have done. */
    private static final class Advance {
        private final Progress progress;
        private long done;

        Advance(Progress progress) {
            this.progress = progress;
        }

        synchronized void by(long vectors, String detail) {
            done += vectors;
            progress.advance(done, detail);
        }
    }
}
