package dev.mvq.runtime.engine;

import dev.mvq.runtime.market.Instrument;
import java.time.LocalDate;
import java.util.Optional;

/**
 * {@code DESCRIBE}: what is known of an instrument on a day.
 *
 * @param subject contract or stock
 * @param at the day; empty: its newest
 */
public record DescribeQuery(Instrument subject, Optional<LocalDate> at) {}
