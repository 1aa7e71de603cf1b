/**
 * What the encoders see: scale-free features of the last 60 sessions of a contract and the last 260 of its underlying, NaN where
 * something is missing. A feature belongs here when it can be computed from canonical days dated no later than its own.
 */
@NullMarked
package dev.mvq.runtime.feature;

import org.jspecify.annotations.NullMarked;
