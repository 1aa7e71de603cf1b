package dev.mvq.runtime.index;

import dev.mvq.runtime.market.Modality;
import dev.mvq.runtime.vector.Segment;
import java.time.LocalDate;
import java.util.Map;

/**
 * A row of an answer.
 *
 * @param segment where it is
 * @param ordinal its ordinal there
 * @param similarity weighted mean of the cosines, -1..1
 * @param cosines of every asked modality, from the stored vectors
 */
public record Hit(Segment segment, int ordinal, double similarity, Map<Modality, Double> cosines) {
    /** The row's trading day. */
    public LocalDate date() {
        return segment.date(ordinal);
    }

    /** The row's printed contract or ticker. */
    public String name() {
        return segment.narrow().instrumentName(segment.narrow().instrument(ordinal));
    }
}
