package dev.mvq.runtime.simulation.planting;

import dev.mvq.runtime.simulation.quoting.TickSize;

/**
 * What planting must know of a name.
 *
 * @param id identity of the underlying
 * @param tick prices that its quotes may have
 * @param european whether its options are exercised at expiry only
 */
public record Underlying(String id, TickSize tick, boolean european) {}
