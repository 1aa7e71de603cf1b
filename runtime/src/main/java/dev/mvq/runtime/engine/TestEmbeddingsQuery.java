package dev.mvq.runtime.engine;

import dev.mvq.runtime.market.DateRange;
import dev.mvq.runtime.measure.MeasureOptions;
import java.util.Optional;

/**
 * {@code TEST EMBEDDINGS}: what the encoders are worth, beside baselines, on the store's own days.
 *
 * @param during which days' rows are searched in and for; empty: every day the store has
 * @param options how much is measured, and with what seeds
 */
public record TestEmbeddingsQuery(Optional<DateRange> during, MeasureOptions options) {}
