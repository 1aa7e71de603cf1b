package dev.mvq.runtime.engine;

import dev.mvq.runtime.market.DateRange;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * {@code GENERATE EMBEDDINGS}: vectors for days, then indices, then the root.
 *
 * @param during which days; empty: every day the store has
 * @param restart whether days already done are done again
 * @param batchSize rows a batch; empty: the setting
 * @param maxWorkers encoder threads; empty: the setting
 */
public record GenerateQuery(
        Optional<DateRange> during, boolean restart, OptionalInt batchSize, OptionalInt maxWorkers) {}
