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
import dev.mvq.runtime.vector.StoredFile;
import dev.mvq.runtime.vector.VectorStore;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

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
     * @param anew whether those that a segment has already are built again
     * @param threads modalities built side by side
     */
    public record Shape(Collection<Modality> modalities, Optional<String> type, boolean anew, int threads) {
        /** These modalities, built anew. */
        public Shape(Collection<Modality> modalities, Optional<String> type, int threads) {
            this(modalities, type, true, threads);
        }

        /** All five, of types chosen by size where a segment has none yet. */
        static Shape missing(int threads) {
            return new Shape(EnumSet.allOf(Modality.class), Optional.empty(), false, threads);
        }

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
            return commit(prepare(present.root(), days(present), shape, List.of()));
        }
    }

    /**
     * What a commit builds on.
     *
     * @param root as it was read
     * @param days of the present generation, where they are of the encoders asked for
     * @param isOwn whether the present generation is of those encoders, or there is none
     */
    record Base(Root root, NavigableMap<LocalDate, DayRef> days, boolean isOwn) {}

    /** The present generation's days, where they are of this encoder. */
    Base base(String encoderVersion) {
        Root root = vectors.root();
        NavigableMap<LocalDate, DayRef> days = new TreeMap<>();
        boolean own = root.generation()
                .map(head -> head.encoderVersion().equals(encoderVersion))
                .orElse(true);
        if (own) {
            root.generation().map(vectors::manifests).orElse(List.of()).stream()
                    .flatMap(manifest -> manifest.segment().days().stream())
                    .forEach(day -> days.put(day.date(), day.day()));
        }
        return new Base(root, days, own);
    }

    /** Days that checkpoints name, of this encoder. */
    List<DayRef> checkpointed(String encoderVersion) {
        return checkpointManifests().stream()
                .map(Manifest::segment)
                .filter(segment -> segment.encoderVersion().equals(encoderVersion))
                .flatMap(segment -> segment.days().stream())
                .map(SegmentDay::day)
                .distinct()
                .toList();
    }

    /** What cannot be read is no reason not to make it again. */
    private List<Manifest> presentManifests() {
        try {
            return vectors.root().generation().map(vectors::manifests).orElse(List.of());
        } catch (MvqException damaged) {
            return List.of();
        }
    }

    /** A checkpoint that cannot be read costs work, no more. */
    private List<Manifest> checkpointManifests() {
        try {
            return vectors.checkpoints().values().stream()
                    .flatMap(head -> vectors.manifests(head).stream())
                    .distinct()
                    .toList();
        } catch (MvqException damaged) {
            return List.of();
        }
    }

    private static List<DayRef> days(Generation generation) {
        return generation.segments().stream()
                .flatMap(segment -> segment.days().stream())
                .map(SegmentDay::day)
                .toList();
    }

    /**
     * A generation with its indices, which nobody sees yet.
     *
     * @param base what it was built on
     * @param head what a commit makes current
     * @param manifests written
     * @param notes what the user should know about the indices
     */
    record Prepared(Root base, Root.Head head, List<Manifest> manifests, List<String> notes) {
        Outcome outcome() {
            return new Outcome(
                    head.name(),
                    manifests.stream().mapToLong(each -> each.segment().rows()).sum(),
                    notes);
        }
    }

    /**
     * Makes of the days what would be the next generation. They are in order and of one encoder.
     *
     * @param earlier manifests whose indices are taken over too, beside those of the present generation and of checkpoints
     */
    Prepared prepare(Root root, List<DayRef> days, Shape shape, Collection<Manifest> earlier) {
        List<SegmentDraft> drafts = SegmentDraft.partition(days, SegmentDraft.MAX_ROWS).stream()
                .map(vectors::draft)
                .toList();
        String name = VectorStore.generationName(root, drafts, shape.type() + " " + shape.modalities());
        List<Segment> segments = drafts.stream().map(vectors::open).toList();
        List<Manifest> manifests = new ArrayList<>();
        List<String> notes = new ArrayList<>();
        try {
            for (Segment segment : segments) {
                manifests.add(vectors.attach(
                        segment.description(),
                        indices(segment, name, shape, takenOver(segment, shape, earlier), notes)));
            }
            percentiles.write(drafts.getFirst().encoderVersion(), name, RandomPairs.draw(segments, PAIRS_SEED));
        } finally {
            segments.forEach(Segment::close);
        }
        return new Prepared(root, vectors.head(root, name, manifests), manifests, notes);
    }

    /** The one step that readers see. */
    Outcome commit(Prepared prepared) {
        vectors.commit(prepared.base(), prepared.head().name(), prepared.manifests());
        if (prepared.manifests().size() == 1) {
            vectors.publish(prepared.manifests().getFirst());
        }
        return prepared.outcome();
    }

    /** Whether every file that the present generation is read by is there, of its size. */
    boolean isWhole(Root root) {
        List<Manifest> manifests = root.generation().isEmpty() ? List.of() : presentManifests();
        return !manifests.isEmpty()
                && manifests.stream()
                        .allMatch(manifest -> isThere(manifest.segment().filters())
                                && manifest.indices().keySet().equals(EnumSet.allOf(Modality.class))
                                && manifest.indices().values().stream().allMatch(index -> isThere(index.file())));
    }

    private boolean isThere(StoredFile file) {
        return store.head(file.key())
                .filter(info -> info.size() == file.bytes())
                .isPresent();
    }

    private List<IndexFile> indices(
            Segment segment, String generation, Shape shape, List<IndexFile> takenOver, List<String> notes) {
        List<IndexFile> files = new ArrayList<>(takenOver);
        EnumSet<Modality> missing = EnumSet.copyOf(shape.modalities());
        files.forEach(file -> missing.remove(file.modality()));
        if (missing.isEmpty()) {
            return files;
        }
        try (ScratchFolder folder = new ScratchFolder()) {
            for (BuiltIndex built :
                    builder.build(segment, missing, shape.type(), folder.path(), shape.threads(), progress)) {
                notes.addAll(built.notes());
                files.add(built.storeIn(store, segment.description().indexKey(generation, built.modality())));
            }
        }
        return files;
    }

    /** Indices that another generation has of the same segment. */
    private List<IndexFile> takenOver(Segment segment, Shape shape, Collection<Manifest> earlier) {
        List<Manifest> manifests = new ArrayList<>(earlier);
        manifests.addAll(presentManifests());
        manifests.addAll(checkpointManifests());
        Map<Modality, IndexFile> found = new EnumMap<>(Modality.class);
        manifests.stream()
                .filter(manifest -> manifest.segment().id().equals(segment.id()))
                .flatMap(manifest -> manifest.indices().values().stream())
                .filter(index -> !shape.anew() || !shape.modalities().contains(index.modality()))
                .filter(index -> isThere(index.file()))
                .forEach(index -> found.putIfAbsent(index.modality(), index));
        return List.copyOf(found.values());
    }
}
