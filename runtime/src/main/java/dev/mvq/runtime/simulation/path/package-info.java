/**
 * The latent world of a made market: regimes, factors with stochastic volatility, and each name's bars, splits, order flow and variance
 * outlook by session, drawn once from a seed ({@link dev.mvq.runtime.simulation.path.World}); everything after that is random access by
 * session. To add a name, add it to {@link dev.mvq.runtime.simulation.path.Roster}; to add a regime, to
 * {@link dev.mvq.runtime.simulation.path.Regime}. Constants of behaviour were fitted by eye to ten stocks, the S&amp;P 500 and the VIX of
 * 2000 to 2018, so that the usual statistics of both come within a factor of two of each other.
 */
@NullMarked
package dev.mvq.runtime.simulation.path;

import org.jspecify.annotations.NullMarked;
