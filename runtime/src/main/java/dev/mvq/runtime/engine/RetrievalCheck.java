package dev.mvq.runtime.engine;

import dev.mvq.runtime.index.Hit;
import dev.mvq.runtime.index.IndexChoice;
import dev.mvq.runtime.index.SearchParameters;
import dev.mvq.runtime.index.SearchRequest;
import dev.mvq.runtime.index.Searcher;
import dev.mvq.runtime.index.SubjectRow;
import dev.mvq.runtime.index.SubjectVector;
import dev.mvq.runtime.index.WeightedModality;
import dev.mvq.runtime.jfaiss.FaissLibrary;
import dev.mvq.runtime.market.DateRange;
import dev.mvq.runtime.market.Modality;
import dev.mvq.runtime.market.TradingCalendar;
import dev.mvq.runtime.vector.Generation;
import dev.mvq.runtime.vector.IndexFile;
import dev.mvq.runtime.vector.Segment;
import dev.mvq.runtime.vector.SegmentRows;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/** How much of what an exhaustive scan finds the indices of a generation find, for rows spread evenly over a period. */
final class RetrievalCheck {
    /** Neighbours looked for. */
    static final int K = 10;

    private static final int SUBJECTS = 100;

    /** Cosines of equal rank closer than this are the same answer. */
    private static final double SAME = 1e-6;

    private final TradingCalendar calendar;
    private final FaissLibrary library;

    RetrievalCheck(TradingCalendar calendar, FaissLibrary library) {
        this.calendar = calendar;
        this.library = library;
    }

    /**
     * What was found.
     *
     * @param subjects rows searched for
     * @param recall part of the exact neighbours that were found, 0..1; NaN without subjects
     */
    record Found(int subjects, double recall) {}

    private record Subject(Segment segment, int ordinal) {}

    /** Searches for rows of the period within their own segment, by its index of fused embeddings and by a scan. */
    Found check(Generation generation, DateRange period) {
        int subjects = 0;
        double found = 0;
        try (Searcher searcher = new Searcher(generation, calendar, library)) {
            for (Subject subject : subjects(generation, period)) {
                List<Hit> exact = hits(searcher, subject, IndexChoice.EXACT);
                if (!exact.isEmpty()) {
                    found += recall(hits(searcher, subject, built(subject.segment())), exact);
                    subjects++;
                }
            }
        }
        return new Found(subjects, found / subjects);
    }

    private static List<Subject> subjects(Generation generation, DateRange period) {
        List<Subject> all = new ArrayList<>();
        long rows = 0;
        for (Segment segment : generation.segments()) {
            rows += segment.ordinals(period).size();
        }
        long step = Math.max(1, rows / SUBJECTS);
        long at = 0;
        for (Segment segment : generation.segments()) {
            Segment.Ordinals within = segment.ordinals(period);
            for (long row = Math.floorMod(-at, step); row < within.size(); row += step) {
                int ordinal = within.from() + (int) row;
                if (Modality.FUSED.in(segment.narrow().present(ordinal))
                        && !segment.tombstones().has(ordinal)) {
                    all.add(new Subject(segment, ordinal));
                }
            }
            at += within.size();
        }
        return all;
    }

    /** The kind of index that the segment has; where it has none of either, the engine's own choice. */
    private static IndexChoice built(Segment segment) {
        String factory = segment.index(Modality.FUSED).map(IndexFile::factory).orElse("");
        if (factory.contains("IVF")) {
            return IndexChoice.IVF;
        }
        return factory.contains("HNSW") ? IndexChoice.HNSW : IndexChoice.AUTO;
    }

    private static List<Hit> hits(Searcher searcher, Subject subject, IndexChoice using) {
        Segment segment = subject.segment();
        SegmentRows rows = segment.narrow();
        float[] vector = new float[Modality.FUSED.dimension()];
        segment.matrix(Modality.FUSED).read(subject.ordinal(), vector);
        SubjectRow row = new SubjectRow(
                rows.underlyingId(rows.underlying(subject.ordinal())),
                rows.lineageName(rows.lineage(subject.ordinal())),
                segment.date(subject.ordinal()));
        return searcher.search(new SearchRequest(
                        List.of(new SubjectVector(new WeightedModality(Modality.FUSED, 1), vector)),
                        List.of(row),
                        rows.type(subject.ordinal()) == 'S',
                        OptionalInt.of(K),
                        OptionalDouble.empty(),
                        Optional.of(new DateRange(
                                segment.days().getFirst().date(),
                                segment.days().getLast().date())),
                        Optional.empty(),
                        Optional.empty(),
                        true,
                        false,
                        false,
                        OptionalInt.empty(),
                        using,
                        SearchParameters.DEFAULT))
                .hits();
    }

    /** Of two rows as alike as each other either may answer, so similarities are compared, not names. */
    private static double recall(List<Hit> hits, List<Hit> exact) {
        double least = exact.getLast().similarity() - SAME;
        return (double) hits.stream().filter(hit -> hit.similarity() >= least).count() / exact.size();
    }
}
