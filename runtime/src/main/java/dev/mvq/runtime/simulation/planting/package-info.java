/**
 * What is put into a clean day so that finders have something to find: portfolios that pay, others that pay at the mid only, and odd
 * activity. Everything is written down as it is planted. A new kind of arbitrage is a method of
 * {@link dev.mvq.runtime.simulation.planting.Candidates}; a new anomaly one of {@link dev.mvq.runtime.simulation.planting.Anomalies}.
 */
@NullMarked
package dev.mvq.runtime.simulation.planting;

import org.jspecify.annotations.NullMarked;
