package dev.mvq.runtime.encoder;

import dev.mvq.runtime.feature.FeatureBatch;
import java.time.LocalDate;
import java.util.List;

/**
 * Rows of a day to learn from.
 *
 * @param source where they come from; rows of different sources are never of one group
 * @param date the session
 * @param underlyings identity of each row's underlying
 * @param batch their features
 * @param views the same rows' features as seen in other, disturbed worlds
 */
record TrainingDay(
        String source, LocalDate date, List<String> underlyings, FeatureBatch batch, List<FeatureBatch> views) {
    TrainingDay {
        underlyings = List.copyOf(underlyings);
        views = List.copyOf(views);
        int size = batch.size();
        if (underlyings.size() != size || views.stream().anyMatch(view -> view.size() != size)) {
            throw new IllegalArgumentException("every row has an underlying, and is seen in every world");
        }
    }

    /** A day seen only as it is. */
    TrainingDay(String source, LocalDate date, List<String> underlyings, FeatureBatch batch) {
        this(source, date, underlyings, batch, List.of());
    }
}
