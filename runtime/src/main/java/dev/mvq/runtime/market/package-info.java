/**
 * The words everything else is written in: contracts, quotes, bars, trading days and the calendar they fall on.
 * Nothing here reads a file or computes a price; a type belongs here when two or more packages must agree on it.
 */
@NullMarked
package dev.mvq.runtime.market;

import org.jspecify.annotations.NullMarked;
