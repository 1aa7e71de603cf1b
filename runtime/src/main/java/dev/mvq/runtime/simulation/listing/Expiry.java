package dev.mvq.runtime.simulation.listing;

import java.time.LocalDate;

/**
 * One expiry of a root and when it is listed.
 *
 * @param root option root
 * @param printed the printed expiry
 * @param settlement when its last value is struck
 * @param listed first session that has it
 * @param last last session that has it; {@link Integer#MAX_VALUE} where it lies beyond the calendar
 */
record Expiry(String root, LocalDate printed, Settlement settlement, int listed, int last) {
    boolean isListedOn(int session) {
        return listed <= session && session <= last;
    }
}
