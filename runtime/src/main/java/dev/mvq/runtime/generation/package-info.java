/**
 * Days in, vectors out: every day of a period through features and encoders into the vector store, then the indices, then the root.
 * A killed run loses the day in hand; the next one goes on from there and ends in the same bytes.
 */
@NullMarked
package dev.mvq.runtime.generation;

import org.jspecify.annotations.NullMarked;
