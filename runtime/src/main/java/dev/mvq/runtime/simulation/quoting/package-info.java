/**
 * What listed contracts are quoted at: an arbitrage-free surface, spreads, sizes, volume and open interest, and what a vendor would say of
 * them. To change how spreads or volumes behave, start at {@link dev.mvq.runtime.simulation.quoting.QuoteDesk}.
 */
@NullMarked
package dev.mvq.runtime.simulation.quoting;

import org.jspecify.annotations.NullMarked;
