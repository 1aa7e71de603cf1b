package dev.mvq.runtime.index;

import dev.mvq.runtime.jfaiss.FaissIndex;
import dev.mvq.runtime.jfaiss.FaissLibrary;
import dev.mvq.runtime.market.Modality;
import dev.mvq.runtime.market.MvqException;
import dev.mvq.runtime.market.Progress;
import dev.mvq.runtime.vector.IndexFile;
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
     * Builds indices of several modalities anew, one thread each.
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
        List<IndexJob> jobs = modalities.stream()
                .map(modality -> IndexJob.anew(modality, type))
                .toList();
        return build(segment, jobs, folder, threads, progress);
    }

    /** As {@link #build(Segment, Collection, Optional, Path, int, Progress)}, each modality as its job says, in the order of jobs. */
    public List<BuiltIndex> build(Segment segment, List<IndexJob> jobs, Path folder, int threads, Progress progress) {
        library.require();
        List<Work> works = jobs.stream().map(job -> work(segment, job)).toList();
        Advance advance = new Advance(progress);
        progress.begin("indexing", works.stream().mapToLong(Work::added).sum(), "vectors");
        try (ExecutorService workers = Executors.newFixedThreadPool(
                Math.clamp(jobs.size(), 1, threads),
                Thread.ofPlatform().daemon().name("mvq-index-", 0).factory())) {
            Map<Modality, Future<BuiltIndex>> builds = new HashMap<>();
            // Longest first, or the longest would begin last and the others' threads wait for it.
            works.stream()
                    .sorted(Comparator.comparingInt(
                                    (Work work) -> work.modality().dimension())
                            .reversed())
                    .forEach(work ->
                            builds.put(work.modality(), workers.submit(() -> build(segment, work, folder, advance))));
            try {
                return works.stream()
                        .map(work -> builds.get(work.modality()))
                        .map(IndexBuilder::result)
                        .toList();
            } finally {
                workers.shutdownNow(); // nothing is left to do unless one failed
            }
        } finally {
            progress.end();
        }
    }

    /** A job, with what it comes to. */
    private record Work(IndexJob job, IndexType type, int[] ordinals, Optional<IndexJob.Base> base) {
        Modality modality() {
            return job.modality();
        }

        /** Vectors to be added. */
        int added() {
            return ordinals.length - first();
        }

        /** Place among the ordinals of the first that the base has not. */
        int first() {
            return base.map(of -> Math.toIntExact(of.index().ntotal())).orElse(0);
        }
    }

    private static Work work(Segment segment, IndexJob job) {
        int[] ordinals = ordinals(segment, job.modality());
        IndexType type = IndexType.of(job.type(), ordinals.length);
        Optional<IndexJob.Base> base = job.base()
                .filter(of -> holds(ordinals, of))
                .filter(of -> type.continues(of.index(), job.type(), ordinals.length));
        return new Work(job, type, ordinals, base);
    }

    /** Whether the base has the modality's vectors of its rows, no fewer and no more. */
    private static boolean holds(int[] ordinals, IndexJob.Base base) {
        int within = 0;
        while (within < ordinals.length && ordinals[within] < base.rows()) {
            within++;
        }
        return within == base.index().ntotal();
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

    private BuiltIndex build(Segment segment, Work work, Path folder, Advance advance) throws InterruptedException {
        Path file = folder.resolve(work.modality().word() + ".faiss");
        VectorMatrix matrix = segment.matrix(work.modality());
        // An index of damaged vectors would look like any other.
        matrix.verify(work.base().map(IndexJob.Base::rows).orElse(0));
        Map<String, String> parameters = new HashMap<>();
        try (FaissIndex index =
                work.base().isPresent() ? extended(work.base().get(), parameters) : begun(work, matrix, parameters)) {
            add(index, matrix, work.ordinals(), work.first(), advance);
            index.write(file);
            return new BuiltIndex(
                    work.modality(),
                    index.type(),
                    work.ordinals().length,
                    parameters,
                    work.base().isPresent() ? List.of() : notes(work.modality(), work.type()),
                    file);
        }
    }

    private FaissIndex begun(Work work, VectorMatrix matrix, Map<String, String> parameters) {
        IndexType type = work.type();
        parameters.put("faiss", FaissLibrary.version());
        parameters.put("metric", "inner product");
        parameters.put(IndexFile.BUILT_ROWS, Integer.toString(work.ordinals().length));
        work.job().type().ifPresent(asked -> parameters.put(IndexFile.ASKED, asked));
        FaissIndex index = FaissIndex.create(library, work.modality().dimension(), type.factory());
        try {
            if (IndexShape.of(type.factory()) == IndexShape.HNSW) {
                index.efConstruction(EF_CONSTRUCTION);
                parameters.put("efConstruction", Integer.toString(EF_CONSTRUCTION));
            }
            if (!index.trained()) {
                int[] sample = TrainingSample.of(work.ordinals(), type.lists());
                index.train(read(matrix, sample, 0, sample.length));
                parameters.put("training", Integer.toString(sample.length));
            }
            return index;
        } catch (RuntimeException e) {
            index.close();
            throw e;
        }
    }

    /** The earlier index in memory; what it has learnt of lists and codes stays. */
    private FaissIndex extended(IndexJob.Base base, Map<String, String> parameters) {
        FaissIndex index = FaissIndex.read(library, base.file());
        parameters.putAll(base.index().parameters());
        parameters.remove(IndexFile.CRC);
        if (IndexShape.of(base.index().factory()) == IndexShape.HNSW) {
            index.efConstruction(EF_CONSTRUCTION);
        }
        return index;
    }

    private static List<String> notes(Modality modality, IndexType type) {
        return type.notes().stream().map(note -> modality.word() + ": " + note).toList();
    }

    private static void add(FaissIndex index, VectorMatrix matrix, int[] ordinals, int first, Advance advance)
            throws InterruptedException {
        for (int from = first; from < ordinals.length; from += BATCH) {
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
        float[] vectors = new float[Math.multiplyExact(to - from, matrix.dimension())];
        matrix.read(Arrays.copyOfRange(ordinals, from, to), vectors);
        return vectors;
    }

    private static int[] ordinals(Segment segment, Modality modality) {
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
