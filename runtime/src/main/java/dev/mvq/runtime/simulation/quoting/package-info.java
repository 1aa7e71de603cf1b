/**
 * What a chain is quoted at on a session, as a pure function of it: values free of static arbitrage ({@code ValueBoard} of {@code Slice}s:
 * a surface, and what early exercise adds), bids and asks around them ({@code Dealer}), volume and open interest in closed form
 * ({@code Turnover}), and what a vendor works out from the quotes ({@code VendorAnalytics}). {@link
 * dev.mvq.runtime.simulation.quoting.QuoteDesk} puts them together. To change how wide quotes are, change {@code Dealer}; whatever it does, a bid
 * stays at or below, an ask at or above the value.
 */
@NullMarked
package dev.mvq.runtime.simulation.quoting;

import org.jspecify.annotations.NullMarked;
