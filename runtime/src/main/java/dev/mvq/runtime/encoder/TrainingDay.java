package dev.mvq.runtime.encoder;

import dev.mvq.runtime.feature.FeatureBatch;
import java.time.LocalDate;
import java.util.List;

/**
 * Contract-days to learn from: rows of one day of one source.
 *
 * @param source where they come from; rows of different sources are never of one group
 * @param date the session
 * @param underlyings identity of each row's underlying
 * @param batch their features
 */
record TrainingDay(String source, LocalDate date, List<String> underlyings, FeatureBatch batch) {
    TrainingDay {
        underlyings = List.copyOf(underlyings);
        if (underlyings.size() != batch.size()) {
            throw new IllegalArgumentException("every row has an underlying");
        }
    }
}
