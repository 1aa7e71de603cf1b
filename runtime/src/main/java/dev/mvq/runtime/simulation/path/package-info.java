/**
 * The latent world of a made market: regimes, factors with stochastic volatility, and each name's bars, order flow and variance outlook by
 * session. Drawn once from a seed; everything after that is random access by session. To add a name, add it to
 * {@link dev.mvq.runtime.simulation.path.Roster}; to add a regime, to {@link dev.mvq.runtime.simulation.path.Regime}.
 */
@NullMarked
package dev.mvq.runtime.simulation.path;

import org.jspecify.annotations.NullMarked;
