package dev.mvq.runtime.index;

import dev.mvq.runtime.jfaiss.FaissLibrary;
import dev.mvq.runtime.market.DateRange;
import dev.mvq.runtime.market.TradingCalendar;
import dev.mvq.runtime.vector.Generation;
import dev.mvq.runtime.vector.Segment;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Finds the rows of a generation most alike to a subject. Every row it returns is scored exactly from the stored vectors; what differs is
 * which rows are scored at all. Safe for use by several threads; searches may not go on while it or its generation is closed.
 */
public final class Searcher implements AutoCloseable {
    private final List<Segment> segments;
    private final TradingCalendar calendar;
    private final OpenIndices indices;
    private final long cheap;

    /**
     * @param generation what is searched; stays the caller's to close, after this
     * @param calendar counts trading days apart
     * @param library needed only by searches in which an index proposes
     */
    public Searcher(Generation generation, TradingCalendar calendar, FaissLibrary library) {
        this(generation.segments(), calendar, library, SearchPlanner.CHEAP);
    }

    Searcher(List<Segment> segments, TradingCalendar calendar, FaissLibrary library, long cheap) {
        this.segments = List.copyOf(segments);
        this.calendar = calendar;
        this.indices = new OpenIndices(library);
        this.cheap = cheap;
    }

    /**
     * The rows most alike.
     *
     * @throws dev.mvq.runtime.market.MvqException where an index that was asked for is not built, or the native library it needs is missing
     */
    public SearchResult search(SearchRequest request) {
        List<SegmentSearch> planned = planned(request);
        Supplier<TopHits> empty = () -> TopHits.of(request, new CandidateOrder(segments));
        List<SegmentSearch> scans =
                planned.stream().filter(SegmentSearch::scans).toList();
        List<SegmentSearch> asks =
                planned.stream().filter(search -> !search.scans()).toList();
        TopHits hits = ExactScan.run(scans, request.on(), empty);
        long scored = eligible(scans);
        ProposalSearch proposals = new ProposalSearch(request, indices, asks, empty);
        if (!asks.isEmpty()) {
            hits.merge(proposals.run());
            scored += proposals.scored();
        }
        long eligible = eligible(planned);
        SearchStatistics statistics = new SearchStatistics(
                method(asks), scored == eligible, eligible, scored, proposals.rounds(), proposals.depth());
        return new SearchResult(hits(hits.best(), request), request.wantsAll() ? hits.leftOut() : 0, statistics);
    }

    /** How {@link #search} would go about it; segments without eligible rows are left out. Needs no native library. */
    public List<SegmentPlan> plan(SearchRequest request) {
        return planned(request).stream()
                .map(search -> new SegmentPlan(
                        days(search.segment()),
                        search.segment().liveRows(),
                        search.eligible().cardinality(),
                        search.types()))
                .toList();
    }

    private List<SegmentSearch> planned(SearchRequest request) {
        return new SearchPlanner(request, new RowFilter(request, calendar), cheap).plan(segments);
    }

    private List<Hit> hits(List<Candidate> best, SearchRequest request) {
        Map<Integer, RowScorer> scorers = new HashMap<>();
        List<Hit> hits = new ArrayList<>(best.size());
        for (Candidate of : best) {
            Segment segment = segments.get(of.segment());
            RowScorer scorer = scorers.computeIfAbsent(of.segment(), number -> new RowScorer(segment, request.on()));
            hits.add(new Hit(segment, of.ordinal(), of.similarity(), scorer.cosines(of.ordinal())));
        }
        return hits;
    }

    private static String method(List<SegmentSearch> asks) {
        return asks.stream()
                .map(SegmentSearch::types)
                .flatMap(Optional::stream)
                .distinct()
                .reduce((a, b) -> a + " and " + b)
                .map(types -> types + " proposals")
                .orElse("exact scan");
    }

    private static long eligible(List<SegmentSearch> searches) {
        return searches.stream()
                .mapToLong(search -> search.eligible().cardinality())
                .sum();
    }

    private static DateRange days(Segment segment) {
        return new DateRange(
                segment.days().getFirst().date(), segment.days().getLast().date());
    }

    @Override
    public void close() {
        indices.close();
    }
}
