package dev.mvq.runtime.generation;

import dev.mvq.runtime.index.BuiltIndex;
import dev.mvq.runtime.index.IndexBuilder;
import dev.mvq.runtime.index.IndexJob;
import dev.mvq.runtime.market.Modality;
import dev.mvq.runtime.market.MvqException;
import dev.mvq.runtime.market.Progress;
import dev.mvq.runtime.storage.ObjectStore;
import dev.mvq.runtime.storage.ScratchFolder;
import dev.mvq.runtime.vector.Committed;
import dev.mvq.runtime.vector.Growth;
import dev.mvq.runtime.vector.IndexFile;
import dev.mvq.runtime.vector.Manifest;
import dev.mvq.runtime.vector.Segment;
import dev.mvq.runtime.vector.SegmentDay;
import dev.mvq.runtime.vector.SegmentDraft;
import dev.mvq.runtime.vector.VectorStore;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Carries out the steps from one generation's segments to the next one's: filter files, indices, manifests. */
final class SegmentWork {
    private final ObjectStore store;
    private final VectorStore vectors;
    private final IndexBuilder builder;
    private final Progress progress;
    private final Indexing.Shape shape;
    private final boolean rebuilt;
    private final Function<SegmentDraft, List<IndexFile>> takenOver;
    private final List<String> notes;

    /**
     * @param rebuilt whether indices of segments that stay are built too
     * @param takenOver indices of a segment that is made of the same days again, which need not be built
     * @param notes receives what the user should know about the indices
     */
    SegmentWork(
            ObjectStore store,
            VectorStore vectors,
            IndexBuilder builder,
            Progress progress,
            Indexing.Shape shape,
            boolean rebuilt,
            Function<SegmentDraft, List<IndexFile>> takenOver,
            List<String> notes) {
        this.store = store;
        this.vectors = vectors;
        this.builder = builder;
        this.progress = progress;
        this.shape = shape;
        this.rebuilt = rebuilt;
        this.takenOver = takenOver;
        this.notes = notes;
    }

    /**
     * A step with the segment it leads to.
     *
     * @param step what becomes of it
     * @param segment its days and filter file, written
     */
    record Drafted(Growth.Step step, SegmentDraft segment) {
        /** What its indices depend on beside its days. */
        String manner() {
            return switch (step) {
                case Growth.Step.Kept kept -> "kept " + kept.manifest().hash() + " " + kept.tombstones();
                case Growth.Step.Grown grown -> "grown " + grown.manifest().hash() + " " + grown.tombstones();
                case Growth.Step.Made made -> "made";
            };
        }
    }

    /** Writes the filter files of segments that are new or have grown; of all where indices are built anyway, as they may be damaged. */
    List<Drafted> draft(List<Growth.Step> steps) {
        return steps.stream()
                .map(step -> new Drafted(
                        step,
                        switch (step) {
                            case Growth.Step.Kept kept ->
                                rebuilt
                                        ? vectors.draft(kept.manifest().segment().days().stream()
                                                .map(SegmentDay::day)
                                                .toList())
                                        : kept.manifest().segment();
                            case Growth.Step.Grown grown -> vectors.draft(grown.days());
                            case Growth.Step.Made made -> vectors.draft(made.days());
                        }))
                .toList();
    }

    /**
     * Builds indices and writes manifests.
     *
     * @param generation name of the generation they become part of
     * @param present the generation before, whose types of index new segments take over
     */
    List<Manifest> manifests(List<Drafted> drafted, String generation, Optional<Committed> present) {
        List<Manifest> manifests = new ArrayList<>();
        for (Drafted of : drafted) {
            manifests.add(
                    switch (of.step()) {
                        case Growth.Step.Kept kept -> kept(of.segment(), kept, generation);
                        case Growth.Step.Grown grown -> grown(of.segment(), grown, generation, present);
                        case Growth.Step.Made made -> made(of.segment(), generation, present);
                    });
        }
        return manifests;
    }

    private Manifest made(SegmentDraft segment, String generation, Optional<Committed> present) {
        List<IndexFile> files = new ArrayList<>(takenOver.apply(segment));
        EnumSet<Modality> missing = EnumSet.copyOf(shape.modalities());
        files.forEach(index -> missing.remove(index.modality()));
        List<IndexJob> jobs = missing.stream()
                .map(modality -> IndexJob.anew(modality, type(modality, present)))
                .toList();
        files.addAll(built(segment, jobs, generation));
        return vectors.attach(segment, files);
    }

    private Manifest kept(SegmentDraft segment, Growth.Step.Kept kept, String generation) {
        Manifest before = kept.manifest();
        if (!rebuilt) {
            return kept.unchanged()
                    ? before
                    : vectors.attach(
                            before.segment(), List.copyOf(before.indices().values()), kept.tombstones());
        }
        List<IndexFile> files = new ArrayList<>(before.indices().values());
        files.removeIf(index -> shape.modalities().contains(index.modality()));
        List<IndexJob> jobs = shape.modalities().stream()
                .map(modality -> IndexJob.anew(modality, shape.type()))
                .toList();
        files.addAll(built(segment, jobs, generation));
        return vectors.attach(segment, files, kept.tombstones());
    }

    private Manifest grown(
            SegmentDraft segment, Growth.Step.Grown grown, String generation, Optional<Committed> present) {
        List<IndexJob> jobs = new ArrayList<>();
        try (Segment before = vectors.open(grown.manifest())) {
            for (Modality modality : Modality.values()) {
                Optional<IndexFile> index = before.index(modality);
                Optional<String> type = index.isPresent() ? asked(index.get()) : type(modality, present);
                jobs.add(new IndexJob(modality, type, index.flatMap(of -> base(before, of))));
            }
        }
        return vectors.attach(segment, built(segment, jobs, generation), grown.tombstones());
    }

    /** The index to go on from; one that is damaged is built anew instead. */
    private Optional<IndexJob.Base> base(Segment before, IndexFile index) {
        try {
            return Optional.of(new IndexJob.Base(index, before.indexPath(index), before.rows()));
        } catch (MvqException damaged) {
            notes.add(damaged.getMessage() + "; it was built anew");
            return Optional.empty();
        }
    }

    /** The type for a new segment: what is asked for now, else what was for the segments before. */
    private Optional<String> type(Modality modality, Optional<Committed> present) {
        if (shape.type().isPresent() || rebuilt) {
            return shape.type();
        }
        return present.stream()
                .flatMap(before -> before.manifests().reversed().stream())
                .flatMap(manifest -> Optional.ofNullable(manifest.indices().get(modality)).stream())
                .findFirst()
                .flatMap(SegmentWork::asked);
    }

    private static Optional<String> asked(IndexFile index) {
        return Optional.ofNullable(index.parameters().get(IndexFile.ASKED));
    }

    private List<IndexFile> built(SegmentDraft draft, List<IndexJob> jobs, String generation) {
        if (jobs.isEmpty()) {
            return List.of();
        }
        try (Segment segment = vectors.open(draft);
                ScratchFolder folder = new ScratchFolder()) {
            List<IndexFile> files = new ArrayList<>();
            for (BuiltIndex index : builder.build(segment, jobs, folder.path(), shape.threads(), progress)) {
                notes.addAll(index.notes());
                files.add(index.storeIn(store, draft.indexKey(generation, index.modality())));
            }
            return files;
        }
    }
}
