/** The measures of realism, on samples of which the answer is known. */
@NullMarked
package dev.mvq.tests.bench.realism;

import org.jspecify.annotations.NullMarked;
