package dev.mvq.runtime.generation;

import dev.mvq.runtime.index.IndexBuilder;
import dev.mvq.runtime.index.RandomPairs;
import dev.mvq.runtime.market.Modality;
import dev.mvq.runtime.market.MvqException;
import dev.mvq.runtime.market.Progress;
import dev.mvq.runtime.storage.ObjectStore;
import dev.mvq.runtime.vector.Committed;
import dev.mvq.runtime.vector.DayRef;
import dev.mvq.runtime.vector.Growth;
import dev.mvq.runtime.vector.IndexFile;
import dev.mvq.runtime.vector.Manifest;
import dev.mvq.runtime.vector.OvertakenException;
import dev.mvq.runtime.vector.Root;
import dev.mvq.runtime.vector.Segment;
import dev.mvq.runtime.vector.SegmentDay;
import dev.mvq.runtime.vector.SegmentDraft;
import dev.mvq.runtime.vector.SegmentSizes;
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
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Days into segments, their indices and the next generation, whose commit is the one step that readers see. Of the generation before,
 * segments whose days are still the same stay as they are, and indices of a segment that only grew are added to ({@link Growth}).
 */
public final class Indexing {
    /** How often another run may commit first before one gives up. */
    static final int MOST_OVERTAKEN = 5;

    private static final long PAIRS_SEED = 1;

    private final ObjectStore store;
    private final VectorStore vectors;
    private final IndexBuilder builder;
    private final PercentileFiles percentiles;
    private final Supplier<SegmentSizes> sizes;
    private final Progress progress;

    /**
     * @param store receives indices that {@code builder} builds
     * @param percentiles keeps random pairs
     * @param sizes how large segments become, asked whenever some are made
     */
    public Indexing(
            ObjectStore store,
            VectorStore vectors,
            IndexBuilder builder,
            PercentileFiles percentiles,
            Supplier<SegmentSizes> sizes,
            Progress progress) {
        this.store = store;
        this.vectors = vectors;
        this.percentiles = percentiles;
        this.sizes = sizes;
        this.builder = builder;
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
     * @param modalities which are built
     * @param type FAISS factory text; empty: as asked for before, else chosen by size
     * @param threads modalities built side by side
     */
    public record Shape(Collection<Modality> modalities, Optional<String> type, int threads) {
        /** All five, of types chosen by size. */
        static Shape chosen(int threads) {
            return new Shape(EnumSet.allOf(Modality.class), Optional.empty(), threads);
        }

        boolean isWhole() {
            return modalities.containsAll(EnumSet.allOf(Modality.class));
        }
    }

    /**
     * New indices of the present generation's days. Where all modalities are built, segments are cut anew and corrected rows are gone. Where
     * another run commits meanwhile, they are built again, of the days that it left.
     *
     * @throws MvqException where nothing was generated, or the type cannot be built
     */
    public Outcome rebuild(Shape shape) {
        for (int overtaken = 0; ; overtaken++) {
            Prepared prepared = prepareAnew(shape);
            try {
                return commit(prepared);
            } catch (OvertakenException e) {
                if (overtaken == MOST_OVERTAKEN) {
                    throw e;
                }
                progress.tell("another run changed the store in the meantime; its days get these indices too");
            }
        }
    }

    private Prepared prepareAnew(Shape shape) {
        Root root = vectors.root();
        Committed present = root.generation()
                .flatMap(head -> vectors.newest(root, head.encoderVersion()))
                .orElseThrow(() -> new MvqException(
                        "nothing is encoded in " + store.location() + " yet",
                        "GENERATE EMBEDDINGS does that, and builds the indices"));
        List<Growth.Step> steps = shape.isWhole()
                ? Growth.anew(List.copyOf(present.days().values()), sizes.get())
                : present.manifests().stream()
                        .<Growth.Step>map(manifest -> new Growth.Step.Kept(manifest, manifest.tombstones()))
                        .toList();
        return new Building(new Base(root, Optional.of(present)), shape, true).make(steps);
    }

    /**
     * What a commit builds on.
     *
     * @param root as it was read
     * @param present the newest generation of the encoders asked for, if there is one
     */
    record Base(Root root, Optional<Committed> present) {
        /** Its days whose rows count. */
        NavigableMap<LocalDate, DayRef> days() {
            return present.map(Committed::days).orElseGet(TreeMap::new);
        }

        /** Whether the root names it: it is the current one, or grows beside that. */
        boolean isNamed() {
            return present.filter(of -> root.heads().anyMatch(of.head()::equals))
                    .isPresent();
        }

        /** Whether it is the current one, or there is none yet. */
        boolean isCurrent() {
            return root.generation()
                    .map(head ->
                            present.map(Committed::head).filter(head::equals).isPresent())
                    .orElse(true);
        }
    }

    /** The newest generation of this encoder. */
    Base base(String encoderVersion) {
        Root root = vectors.root();
        return new Base(root, vectors.newest(root, encoderVersion));
    }

    /** Days that checkpoints name, of this encoder. */
    List<DayRef> checkpointed(String encoderVersion) {
        return checkpointManifests().stream()
                .filter(manifest -> manifest.segment().encoderVersion().equals(encoderVersion))
                .flatMap(manifest -> manifest.liveDays().stream())
                .map(SegmentDay::day)
                .distinct()
                .toList();
    }

    /** A checkpoint that cannot be read costs work, no more. */
    private List<Manifest> checkpointManifests() {
        try {
            return vectors.checkpoints().values().stream()
                    .flatMap(head -> vectors.committed(head).manifests().stream())
                    .distinct()
                    .toList();
        } catch (MvqException damaged) {
            return List.of();
        }
    }

    /**
     * A generation with its indices, which nobody sees yet; or the present one, where that is just what was asked for.
     *
     * @param base what it was built on
     * @param of what a commit makes a generation
     * @param notes what the user should know about the indices
     */
    record Prepared(Base base, Committed of, List<String> notes) {
        /** Whether there is something to commit. */
        boolean isNew() {
            return base.present().filter(of::equals).isEmpty();
        }
    }

    /**
     * Makes of the days what would be the next generation of their encoder. A segment that has lost a file is made anew of its days, with
     * those of its indices that are still there.
     *
     * @param days in order, of one encoder
     * @param shape says how many threads work; types stay as somebody asked for them
     * @param anew whether nothing of the present generation is gone on from, and every index is built
     */
    Prepared prepare(Base base, List<DayRef> days, Shape shape, boolean anew) {
        List<Manifest> present = base.present().map(Committed::manifests).orElse(List.of());
        List<Manifest> whole = present.stream().filter(this::isWhole).toList();
        List<Growth.Step> steps = anew ? Growth.anew(days, sizes.get()) : Growth.plan(whole, days, sizes.get());
        boolean same = whole.equals(present)
                && steps.stream().allMatch(step -> step instanceof Growth.Step.Kept kept && kept.unchanged());
        if (!anew && same && base.isNamed()) {
            return new Prepared(base, base.present().orElseThrow(), List.of());
        }
        Building building = new Building(base, shape, anew);
        vectors.hold(building.added(days));
        return building.make(steps);
    }

    /** The one step that readers see. */
    Outcome commit(Prepared prepared) {
        Committed made = prepared.of();
        if (!prepared.isNew()) {
            return new Outcome(made.head().name(), made.rows(), List.of());
        }
        Root.Head head = made.head();
        Root next = vectors.commit(prepared.base().root(), head.name(), made.manifests(), head.pairs());
        boolean current =
                next.generation().filter(of -> of.name().equals(head.name())).isPresent();
        if (current && made.manifests().size() == 1) {
            vectors.publish(made.manifests().getFirst());
        }
        List<String> notes = new ArrayList<>(prepared.notes());
        notes.addAll(notes(made, current));
        if (current
                && made.manifests().size() > 1
                && prepared.base()
                        .present()
                        .filter(of -> of.manifests().size() == 1)
                        .isPresent()) {
            notes.add(
                    "the store has %,d segments now: the copies of its indices under indices/ stay as they were until BUILD INDEX makes one segment of it, with segment_rows = %d or more"
                            .formatted(made.manifests().size(), made.rows()));
        }
        return new Outcome(head.name(), made.rows(), notes);
    }

    private static List<String> notes(Committed made, boolean current) {
        List<String> notes = new ArrayList<>();
        if (made.deadRows() > 0) {
            notes.add("%,d rows that were corrected since stay in the indices, and answer nothing, until BUILD INDEX"
                    .formatted(made.deadRows()));
        }
        if (!current) {
            notes.add(
                    "generation %s, of encoder %s, has %,d days and grows beside the current one, which it follows once it has its days; AS OF %s reads it"
                            .formatted(
                                    made.head().name(),
                                    made.head().encoderVersion(),
                                    made.days().size(),
                                    made.head().name()));
        }
        return notes;
    }

    /** Whether every file that the segment is read by is there, of its size. */
    private boolean isWhole(Manifest manifest) {
        return isThere(manifest.segment().filters())
                && manifest.indices().keySet().equals(EnumSet.allOf(Modality.class))
                && manifest.indices().values().stream().allMatch(index -> isThere(index.file()));
    }

    private boolean isThere(StoredFile file) {
        return store.head(file.key())
                .filter(info -> info.size() == file.bytes())
                .isPresent();
    }

    /** Indices that another generation has of the same segment. */
    private List<IndexFile> takenOver(SegmentDraft segment, Optional<Committed> present) {
        List<Manifest> manifests = new ArrayList<>();
        present.map(Committed::manifests).ifPresent(manifests::addAll);
        manifests.addAll(checkpointManifests());
        Map<Modality, IndexFile> found = new EnumMap<>(Modality.class);
        manifests.stream()
                .filter(manifest -> manifest.segment().id().equals(segment.id()))
                .flatMap(manifest -> manifest.indices().values().stream())
                .filter(index -> isThere(index.file()))
                .forEach(index -> found.putIfAbsent(index.modality(), index));
        return List.copyOf(found.values());
    }

    /** One generation in the making. */
    private final class Building {
        private final Base base;
        private final Optional<Committed> present;
        private final Shape shape;
        private final boolean rebuilt;

        /** @param rebuilt whether indices are built though no day has changed */
        Building(Base base, Shape shape, boolean rebuilt) {
            this.base = base;
            this.present = base.present();
            this.shape = shape;
            this.rebuilt = rebuilt;
        }

        Prepared make(List<Growth.Step> steps) {
            List<String> notes = new ArrayList<>();
            SegmentWork work = new SegmentWork(
                    store,
                    vectors,
                    builder,
                    progress,
                    shape,
                    rebuilt,
                    segment -> rebuilt ? List.of() : takenOver(segment, present),
                    notes);
            List<SegmentWork.Drafted> drafted = work.draft(steps);
            String name = VectorStore.generationName(
                    base.root(),
                    drafted.stream().map(SegmentWork.Drafted::segment).toList(),
                    drafted.stream().map(SegmentWork.Drafted::manner).collect(Collectors.joining("\n")) + "\n"
                            + shape.type() + " " + shape.modalities());
            List<Manifest> manifests = work.manifests(drafted, name, present);
            Root.Head head = vectors.head(base.root(), name, manifests, pairs(name, manifests));
            return new Prepared(base, new Committed(head, manifests), notes);
        }

        /** Days that the generation before has not. */
        List<DayRef> added(Collection<DayRef> days) {
            List<DayRef> added = new ArrayList<>(days);
            present.ifPresent(before -> added.removeAll(Set.copyOf(before.days().values())));
            return added;
        }

        /** Random pairs of the generation before serve this one too, while little has changed. */
        private Root.Pairs pairs(String name, List<Manifest> manifests) {
            List<DayRef> days = manifests.stream()
                    .flatMap(manifest -> manifest.liveDays().stream())
                    .map(SegmentDay::day)
                    .toList();
            long changed = added(days).stream().mapToLong(DayRef::rows).sum();
            return present.map(Committed::head)
                    .filter(before -> !rebuilt && percentiles.has(before.pairsKey()))
                    .flatMap(before -> before.pairs().after(changed))
                    .orElseGet(() -> drawn(name, manifests));
        }

        private Root.Pairs drawn(String name, List<Manifest> manifests) {
            Root.Pairs pairs = Root.Pairs.drawn(
                    name, manifests.stream().mapToLong(Manifest::liveRows).sum());
            List<Segment> segments = manifests.stream().map(vectors::open).toList();
            try {
                String encoder = manifests.getFirst().segment().encoderVersion();
                percentiles.write(pairs.key(encoder), RandomPairs.draw(segments, PAIRS_SEED));
            } finally {
                segments.forEach(Segment::close);
            }
            return pairs;
        }
    }
}
