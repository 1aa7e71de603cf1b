/**
 * A made market: prices, surfaces, chains and quotes that behave as markets do, drawn from a seed, with the truth behind them (regime,
 * variance, order flow) on file. The world of a seed is one: every option chooses what is seen of it. Latent paths are random access by
 * session; only listings, open interest and last trades are carried from day to day. To add a name, add it to {@code Roster}; to add a
 * regime, to {@link dev.mvq.runtime.simulation.Regime}.
 */
@NullMarked
package dev.mvq.runtime.simulation;

import org.jspecify.annotations.NullMarked;
