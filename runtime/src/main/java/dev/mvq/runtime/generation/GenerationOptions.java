package dev.mvq.runtime.generation;

import dev.mvq.runtime.market.DateRange;
import java.util.Optional;

/**
 * What to generate, and with how much of the machine.
 *
 * @param during only these days; empty: every day with market data
 * @param restart whether days already done are done again
 * @param batchSize rows extracted and encoded at once by a worker, at least 1
 * @param maxWorkers encoder threads, at least 1
 */
public record GenerationOptions(Optional<DateRange> during, boolean restart, int batchSize, int maxWorkers) {}
