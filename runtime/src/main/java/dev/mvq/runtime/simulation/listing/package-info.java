/**
 * Which contracts are listed on a session: expiries by the exchanges' calendar, strikes by where the spot has been, terms by what has split.
 * To list another kind of expiry, say when it ends in {@link dev.mvq.runtime.simulation.listing.ListedExpiries} and when it is listed in
 * {@code Schedule}, and how many of it a budget buys in {@code Profile}.
 */
@NullMarked
package dev.mvq.runtime.simulation.listing;

import org.jspecify.annotations.NullMarked;
