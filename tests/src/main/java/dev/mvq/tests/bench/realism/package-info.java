/**
 * How real the made market is: the same statistics of real and of made days ({@link dev.mvq.tests.bench.realism.FactTable}), and the
 * tables that a classifier is shown ({@link dev.mvq.tests.bench.realism.ChainFeatures}). A new statistic is a line in the {@code …Facts}
 * class of its subject: it then is computed for both sides and has its row.
 */
@NullMarked
package dev.mvq.tests.bench.realism;

import org.jspecify.annotations.NullMarked;
