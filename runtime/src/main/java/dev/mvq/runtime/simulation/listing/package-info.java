/**
 * Which contracts are listed on a session: expiries by the exchange's calendar, strikes by where the spot has been. To list another kind of
 * expiry, add it to {@link dev.mvq.runtime.simulation.listing.ListedExpiries}.
 */
@NullMarked
package dev.mvq.runtime.simulation.listing;

import org.jspecify.annotations.NullMarked;
