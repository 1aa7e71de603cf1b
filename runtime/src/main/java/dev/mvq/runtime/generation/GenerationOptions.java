package dev.mvq.runtime.generation;

import dev.mvq.runtime.market.DateRange;
import java.util.Optional;

/**
 * What to generate, and with how much of the machine.
 *
 * @param during only these days; empty: every day with market data
 * @param rows which rows of those days
 * @param restart whether days already done are done again
 * @param allIndices whether every index is built anew, those of unchanged segments too
 * @param batchSize rows encoded at once by a worker, at least 1
 * @param maxWorkers encoder threads, at least 1
 */
public record GenerationOptions(
        Optional<DateRange> during,
        Selection rows,
        boolean restart,
        boolean allIndices,
        int batchSize,
        int maxWorkers) {}
