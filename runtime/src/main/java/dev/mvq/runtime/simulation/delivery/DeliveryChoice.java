package dev.mvq.runtime.simulation.delivery;

import java.util.Optional;

/**
 * How made days are delivered.
 *
 * @param form raw files of this form; empty: canonical days
 * @param flaws flaws over all option days together, of raw files only
 * @param intraday the last so many option days come with quotes within the day
 */
public record DeliveryChoice(Optional<RawForm> form, int flaws, int intraday) {
    /** Canonical days, without flaws. */
    public static final DeliveryChoice CANONICAL = new DeliveryChoice(Optional.empty(), 0, 0);
}
