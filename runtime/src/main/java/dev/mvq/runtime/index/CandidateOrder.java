package dev.mvq.runtime.index;

import dev.mvq.runtime.vector.Segment;
import dev.mvq.runtime.vector.SegmentRows;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;

/** Best first: more alike, then newer, then by printed name. Names and dates are looked up for ties only. */
final class CandidateOrder implements Comparator<Candidate> {
    private final List<Segment> segments;

    CandidateOrder(List<Segment> segments) {
        this.segments = segments;
    }

    @Override
    public int compare(Candidate a, Candidate b) {
        int bySimilarity = Double.compare(b.similarity(), a.similarity());
        if (bySimilarity != 0) {
            return bySimilarity;
        }
        int byDate = date(b).compareTo(date(a));
        return byDate != 0 ? byDate : name(a).compareTo(name(b));
    }

    /** The trading day. */
    LocalDate date(Candidate of) {
        return segments.get(of.segment()).date(of.ordinal());
    }

    /** The printed contract or ticker. */
    String name(Candidate of) {
        SegmentRows rows = rows(of);
        return rows.instrumentName(rows.instrument(of.ordinal()));
    }

    /** What of the candidate there may be only one. */
    Object key(Candidate of, Distinct distinct) {
        return switch (distinct) {
            case CONTRACT -> name(of);
            case UNDERLYING -> rows(of).underlyingId(rows(of).underlying(of.ordinal()));
            case DATE -> date(of);
        };
    }

    private SegmentRows rows(Candidate of) {
        return segments.get(of.segment()).narrow();
    }
}
