package dev.mvq.runtime.index;

import dev.mvq.runtime.market.TradingCalendar;
import dev.mvq.runtime.vector.Segment;
import dev.mvq.runtime.vector.SegmentDay;
import dev.mvq.runtime.vector.SegmentRows;
import java.util.BitSet;
import java.util.function.Function;
import java.util.function.ToIntFunction;

/** Which rows of a segment meet all conditions of a request but its similarity. */
final class RowFilter {
    private final SearchRequest request;
    private final TradingCalendar calendar;

    RowFilter(SearchRequest request, TradingCalendar calendar) {
        this.request = request;
        this.calendar = calendar;
    }

    /** Ordinals of the eligible rows. The user's own condition comes last: where nothing is left, it is not asked. */
    BitSet eligible(Segment segment) {
        Segment.Ordinals within =
                request.during().map(segment::ordinals).orElseGet(() -> new Segment.Ordinals(0, segment.rows()));
        BitSet rows = new BitSet(segment.rows());
        if (within.size() == 0) {
            return rows;
        }
        setAlike(rows, within, segment.narrow());
        segment.tombstones().removeFrom(rows);
        request.subjects().forEach(subject -> clearIdentical(rows, segment, subject));
        request.apart().ifPresent(sessions -> clearNear(rows, segment, sessions));
        if (!rows.isEmpty()) {
            request.where().ifPresent(where -> rows.and(segment.select(where)));
        }
        return rows;
    }

    private void setAlike(BitSet rows, Segment.Ordinals within, SegmentRows narrow) {
        BitSet ownLineages = ownContractStays() ? new BitSet() : codes(SubjectRow::lineage, narrow::lineageCode);
        BitSet ownUnderlyings =
                request.acrossUnderlyings() ? codes(SubjectRow::underlyingId, narrow::underlyingCode) : new BitSet();
        for (int row = within.from(); row < within.to(); row++) {
            if (request.admits(narrow.present(row))
                    && (narrow.type(row) == 'S') == request.stocks()
                    && !ownLineages.get(narrow.lineage(row))
                    && !ownUnderlyings.get(narrow.underlying(row))) {
                rows.set(row);
            }
        }
    }

    private boolean ownContractStays() {
        return request.includeSelf() || request.stocks();
    }

    /** The segment's codes for the subjects' words; a word the segment does not know is in none of its rows. */
    private BitSet codes(Function<SubjectRow, String> word, ToIntFunction<String> codeOf) {
        BitSet codes = new BitSet();
        request.subjects().stream()
                .map(word)
                .mapToInt(codeOf)
                .filter(code -> code >= 0)
                .forEach(codes::set);
        return codes;
    }

    /** The subject's own row never answers. */
    private static void clearIdentical(BitSet rows, Segment segment, SubjectRow subject) {
        int own = segment.narrow().lineageCode(subject.lineage());
        segment.ordinals(subject.day()).filter(day -> own >= 0).ifPresent(day -> {
            for (int row = rows.nextSetBit(day.from()); row >= 0 && row < day.to(); row = rows.nextSetBit(row + 1)) {
                if (segment.narrow().lineage(row) == own) {
                    rows.clear(row);
                }
            }
        });
    }

    private void clearNear(BitSet rows, Segment segment, int sessions) {
        for (SegmentDay day : segment.days()) {
            boolean near = request.subjects().stream()
                    .anyMatch(subject -> Math.abs(calendar.sessionsBetween(subject.day(), day.date())) < sessions);
            if (near) {
                rows.clear(day.firstOrdinal(), day.endOrdinal());
            }
        }
    }
}
