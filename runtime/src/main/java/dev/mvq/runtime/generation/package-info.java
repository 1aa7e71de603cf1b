/**
 * Days in, vectors out: every day of a period through features and encoders into the vector store, then the indices, then the root.
 * Stages overlap, with bounded queues between them. A killed run loses the rows in hand, whose number follows from the settings; the next
 * one goes on from there and ends in the same bytes.
 */
@NullMarked
package dev.mvq.runtime.generation;

import org.jspecify.annotations.NullMarked;
