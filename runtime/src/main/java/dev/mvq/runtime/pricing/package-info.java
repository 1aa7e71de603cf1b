/**
 * What an option is worth and how that changes: Black's formula (Strata) under a forward and a rate, its inversion, its
 * derivatives in the project's units, and the forward that calls and puts of one expiry agree on.
 *
 * <p>Listed options on stocks and funds are American, and the formulas here are European. Near the money and for
 * calls without a dividend before expiry the two differ by less than a quote's spread. Deep in the money they do not: an
 * American put may trade below the European one's lower bound D (K - F) and then has no implied volatility here, and one
 * just above it gets one that is biased by its early-exercise premium; likewise calls before a large dividend. The same
 * strike's out-of-the-money side says more about volatility.
 */
@NullMarked
package dev.mvq.runtime.pricing;

import org.jspecify.annotations.NullMarked;
