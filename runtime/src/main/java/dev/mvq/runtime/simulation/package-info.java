/**
 * A made market: prices, surfaces, chains and quotes that behave as markets do, drawn from a seed, with the truth behind them on file.
 * The world of a seed is one: every option chooses what is seen of it. The packages below it use each other in this order: path,
 * listing, quoting, planting, delivery; this one puts them together.
 */
@NullMarked
package dev.mvq.runtime.simulation;

import org.jspecify.annotations.NullMarked;
