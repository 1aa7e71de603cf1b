package dev.mvq.runtime.generation;

import dev.mvq.runtime.index.BuiltIndex;
import dev.mvq.runtime.index.IndexBuilder;
import dev.mvq.runtime.index.RandomPairs;
import dev.mvq.runtime.market.Modality;
import dev.mvq.runtime.market.MvqException;
import dev.mvq.runtime.market.Progress;
import dev.mvq.runtime.storage.ObjectStore;
import dev.mvq.runtime.storage.ScratchFolder;
import dev.mvq.runtime.vector.DayRef;
import dev.mvq.runtime.vector.Generation;
import dev.mvq.runtime.vector.IndexFile;
import dev.mvq.runtime.vector.Manifest;
import dev.mvq.runtime.vector.Root;
import dev.mvq.runtime.vector.Segment;
import dev.mvq.runtime.vector.SegmentDay;
import dev.mvq.runtime.vector.SegmentDraft;
import dev.mvq.runtime.vector.VectorStore;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;

/** Days into segments, their indices and the next generation, whose commit is the one step that readers see. */
public final class Indexing {
    private static final long PAIRS_SEED = 1;

    private final ObjectStore store;
    private final VectorStore vectors;
    private final IndexBuilder builder;
    private final PercentileFiles percentiles;
    private final Progress progress;

    /** Indices built by {@code builder} into {@code store}; random pairs kept in {@code percentiles}. */
    public Indexing(
            ObjectStore store,
            VectorStore vectors,
            IndexBuilder builder,
            PercentileFiles percentiles,
            Progress progress) {
        this.store = store;
        this.vectors = vectors;
        this.builder = builder;
        this.percentiles = percentiles;
        this.progress = progress;
    }

    /**
     * What was committed.
     *
     * @param generation its name
     * @param rows its rows
     * @param notes what the user should know about the indices
     */
    public record Outcome(String generation, long rows, List<String> notes) {
        public Outcome {
            notes = List.copyOf(notes);
        }
    }

    /**
     * How indices are built.
     *
     * @param modalities which are built anew; the others are taken over from the present generation where it has the same segment
     * @param type FAISS factory text; empty: chosen by size
     * @param threads modalities built side by side
     */
    public record Shape(Collection<Modality> modalities, Optional<String> type, int threads) {
        /** All five, of types chosen by size. */
        static Shape chosen(int threads) {
            return new Shape(EnumSet.allOf(Modality.class), Optional.empty(), threads);
        }
    }

    /**
     * New indices of the present generation's days.
     *
     * @throws MvqException where nothing was generated, or the type cannot be built
     */
    public Outcome rebuild(Shape shape) {
        try (Generation present = vectors.open()
                .orElseThrow(() -> new MvqException(
                        "nothing is encoded in " + store.location() + " yet",
                        "GENERATE EMBEDDINGS does that, and builds the indices"))) {
            return commit(days(present), shape);
        }
    }

    /** The days of the present generation, where they are of this encoder. */
    List<DayRef> presentDays(String encoderVersion) {
        try (Generation present = vectors.open().orElse(null)) {
            return present == null || !present.encoderVersion().equals(encoderVersion) ? List.of() : days(present);
        }
    }

    private static List<DayRef> days(Generation generation) {
        return generation.segments().stream()
                .flatMap(segment -> segment.days().stream())
                .map(SegmentDay::day)
                .toList();
    }

    /** Makes of the days the next generation. They are in order and of one encoder. */
    Outcome commit(List<DayRef> days, Shape shape) {
        Root root = vectors.root();
        List<SegmentDraft> drafts = SegmentDraft.partition(days, SegmentDraft.MAX_ROWS).stream()
                .map(vectors::draft)
                .toList();
        String name = VectorStore.generationName(root, drafts, shape.type() + " " + shape.modalities());
        List<Segment> segments = drafts.stream().map(vectors::open).toList();
        List<Manifest> manifests = new ArrayList<>();
        List<String> notes = new ArrayList<>();
        try {
            for (Segment segment : segments) {
                manifests.add(vectors.attach(segment.description(), indices(segment, name, shape, notes)));
            }
            percentiles.write(drafts.getFirst().encoderVersion(), name, RandomPairs.draw(segments, PAIRS_SEED));
        } finally {
            segments.forEach(Segment::close);
        }
        vectors.commit(root, name, manifests);
        if (manifests.size() == 1) {
            vectors.publish(manifests.getFirst());
        }
        return new Outcome(name, drafts.stream().mapToLong(SegmentDraft::rows).sum(), notes);
    }

    private List<IndexFile> indices(Segment segment, String generation, Shape shape, List<String> notes) {
        List<IndexFile> files = new ArrayList<>(takenOver(segment, shape));
        try (ScratchFolder folder = new ScratchFolder()) {
            for (BuiltIndex built : builder.build(
                    segment, shape.modalities(), shape.type(), folder.path(), shape.threads(), progress)) {
                notes.addAll(built.notes());
                files.add(built.storeIn(store, segment.description().indexKey(generation, built.modality())));
            }
        }
        return files;
    }

    private List<IndexFile> takenOver(Segment segment, Shape shape) {
        try (Generation present = vectors.open().orElse(null)) {
            if (present == null) {
                return List.of();
            }
            return present.manifests().stream()
                    .filter(manifest -> manifest.segment().id().equals(segment.id()))
                    .flatMap(manifest -> manifest.indices().values().stream())
                    .filter(index -> !shape.modalities().contains(index.modality()))
                    .toList();
        }
    }
}
