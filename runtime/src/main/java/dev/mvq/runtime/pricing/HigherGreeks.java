package dev.mvq.runtime.pricing;

/**
 * Sensitivities beyond the first order of one option on one share. NaN where unknown.
 *
 * @param lambda elasticity: relative change of the option's price per relative change of the underlying's
 * @param vanna change of delta per 1.00 of volatility
 * @param charm change of delta per calendar day that passes
 * @param vomma change of the price's volatility derivative (per 1.00) per 1.00 of volatility
 * @param speed change of gamma per unit of the underlying
 */
public record HigherGreeks(double lambda, double vanna, double charm, double vomma, double speed) {
    /** All unknown. */
    public static final HigherGreeks ABSENT =
            new HigherGreeks(Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN);
}
