/**
 * What embeddings are worth, by what they retrieve, beside baselines: {@code TEST EMBEDDINGS}. A market is seen through two noisy glances,
 * rows are drawn into a pool, methods make vectors of them, tasks judge the vectors, and every figure has an interval. To judge
 * something else, write a {@link dev.mvq.runtime.measure.Task} or a {@link dev.mvq.runtime.measure.Method} and add it to the lists of
 * {@link dev.mvq.runtime.measure.EmbeddingMeasure}.
 */
@NullMarked
package dev.mvq.runtime.measure;

import org.jspecify.annotations.NullMarked;
