package dev.mvq.runtime.engine;

import dev.mvq.runtime.market.DateRange;
import dev.mvq.runtime.market.Instrument;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * {@code GENERATE}: vectors for days, then indices, then the root.
 *
 * @param subjects rows of these tickers and contracts; none: every row
 * @param during which days; empty: every day the store has
 * @param restart whether days already done are done again
 * @param allIndices whether every index is built anew
 * @param testAfterYear whether each year is judged before the next one is begun
 * @param batchSize rows a batch; empty: the setting
 * @param maxWorkers encoder threads; empty: the setting
 */
public record GenerateQuery(
        List<Instrument> subjects,
        Optional<DateRange> during,
        boolean restart,
        boolean allIndices,
        boolean testAfterYear,
        OptionalInt batchSize,
        OptionalInt maxWorkers) {
    /** What is not done yet of every day and row. */
    public static final GenerateQuery EVERYTHING = new GenerateQuery(
            List.of(), Optional.empty(), false, false, false, OptionalInt.empty(), OptionalInt.empty());

    public GenerateQuery {
        subjects = List.copyOf(subjects);
    }

    /** With other settings. */
    public GenerateQuery with(OptionalInt otherBatchSize, OptionalInt otherMaxWorkers) {
        return new GenerateQuery(subjects, during, restart, allIndices, testAfterYear, otherBatchSize, otherMaxWorkers);
    }
}
