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
import dev.mvq.runtime.vector.Manifest;
import dev.mvq.runtime.vector.Root;
import dev.mvq.runtime.vector.Segment;
import dev.mvq.runtime.vector.SegmentDay;
import dev.mvq.runtime.vector.SegmentSizes;
import dev.mvq.runtime.vector.VectorStore;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Days into segments, their indices and the next generation, whose commit is the one step that readers see. Of the generation before,
 * segments whose days are still the same stay as they are, and indices of a segment that only grew are added to ({@link Growth}).
 */
public final class Indexing {
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
     * New indices of the present generation's days. Where all modalities are built, segments are cut anew and corrected rows are gone.
     *
     * @throws MvqException where nothing was generated, or the type cannot be built
     */
    public Outcome rebuild(Shape shape) {
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
        return new Building(root, Optional.of(present), shape, true).make(steps);
    }

    /**
     * The days of the newest generation of this encoder.
     *
     * @param required whether nothing else says which days there are; else a generation that is damaged has none
     */
    List<DayRef> presentDays(String encoderVersion, boolean required) {
        Root root = vectors.root();
        return (required ? vectors.newest(root, encoderVersion) : undamaged(root, encoderVersion))
                .map(present -> List.copyOf(present.days().values()))
                .orElse(List.of());
    }

    /**
     * Makes of the days the next generation of their encoder; none where the newest has just these days.
     *
     * @param days in order, of one encoder
     * @param shape says how many threads work; types stay as somebody asked for them
     */
    Outcome commit(List<DayRef> days, Shape shape) {
        Root root = vectors.root();
        String encoder = days.getFirst().inputs().encoderVersion();
        Optional<Committed> present = undamaged(root, encoder);
        List<Growth.Step> steps = Growth.plan(present.map(Committed::manifests).orElse(List.of()), days, sizes.get());
        boolean same = steps.stream().allMatch(step -> step instanceof Growth.Step.Kept kept && kept.unchanged());
        if (same && present.isPresent() && root.of(encoder).isPresent()) {
            Committed still = present.get();
            return new Outcome(still.head().name(), still.rows(), List.of());
        }
        Building building = new Building(root, present, shape, false);
        vectors.hold(building.added(days));
        return building.make(steps);
    }

    /** A generation that is damaged is made anew of its days, and none of it is gone on from. */
    private Optional<Committed> undamaged(Root root, String encoder) {
        try {
            return vectors.newest(root, encoder);
        } catch (MvqException damaged) {
            return Optional.empty();
        }
    }

    /** One generation in the making. */
    private final class Building {
        private final Root root;
        private final Optional<Committed> present;
        private final Shape shape;
        private final boolean rebuilt;

        /** @param rebuilt whether indices are built though no day has changed */
        Building(Root root, Optional<Committed> present, Shape shape, boolean rebuilt) {
            this.root = root;
            this.present = present;
            this.shape = shape;
            this.rebuilt = rebuilt;
        }

        Outcome make(List<Growth.Step> steps) {
            List<String> notes = new ArrayList<>();
            SegmentWork work = new SegmentWork(store, vectors, builder, progress, shape, rebuilt, notes);
            List<SegmentWork.Drafted> drafted = work.draft(steps);
            String name = VectorStore.generationName(
                    root,
                    drafted.stream().map(SegmentWork.Drafted::segment).toList(),
                    drafted.stream().map(SegmentWork.Drafted::manner).collect(Collectors.joining("\n")) + "\n"
                            + shape.type() + " " + shape.modalities());
            List<Manifest> manifests = work.manifests(drafted, name, present);
            Root next = vectors.commit(root, name, manifests, pairs(name, manifests));
            boolean current =
                    next.generation().filter(head -> head.name().equals(name)).isPresent();
            if (current && manifests.size() == 1) {
                vectors.publish(manifests.getFirst());
            }
            Committed made = new Committed((current ? next.generation() : next.growing()).orElseThrow(), manifests);
            notes.addAll(notes(made, current));
            return new Outcome(name, made.rows(), notes);
        }

        private List<String> notes(Committed made, boolean current) {
            List<String> notes = new ArrayList<>();
            if (made.deadRows() > 0) {
                notes.add(
                        "%,d rows that were corrected since stay in the indices, and answer nothing, until BUILD INDEX"
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
