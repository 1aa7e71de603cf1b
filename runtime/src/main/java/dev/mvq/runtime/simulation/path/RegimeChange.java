package dev.mvq.runtime.simulation.path;

import java.time.LocalDate;

/**
 * A day on which the market's state changed.
 *
 * @param session the first session of the new state
 * @param date its day
 * @param before the state of the session before
 * @param after the state from this session on
 */
public record RegimeChange(int session, LocalDate date, Regime before, Regime after) {}
