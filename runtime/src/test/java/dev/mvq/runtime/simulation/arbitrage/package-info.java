/**
 * An independent check that quotes hold no static arbitrage, by linear programmes: it shares nothing with what makes the market but the
 * rows of quotes. {@link dev.mvq.runtime.simulation.arbitrage.ArbitrageCheck} is where to begin.
 */
@NullMarked
package dev.mvq.runtime.simulation.arbitrage;

import org.jspecify.annotations.NullMarked;
