/**
 * Benchmarks that print the figures the README quotes; {@code scripts/bench NAME} runs one. None asserts a time.
 */
@NullMarked
package dev.mvq.tests.bench;

import org.jspecify.annotations.NullMarked;
