package dev.mvq.runtime.simulation.listing;

import java.time.LocalDate;
import java.util.List;

/**
 * What is listed on one session for one root and expiry.
 *
 * @param expiry the printed expiry
 * @param settlement when its last value is struck
 * @param pairs a call and a put of each strike, strikes ascending
 */
public record ListedExpiry(LocalDate expiry, Settlement settlement, List<Pair> pairs) {
    /** A call and a put of equal terms. */
    public record Pair(ListedContract call, ListedContract put) {}

    public ListedExpiry {
        pairs = List.copyOf(pairs);
    }
}
