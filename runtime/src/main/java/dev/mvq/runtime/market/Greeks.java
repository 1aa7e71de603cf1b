package dev.mvq.runtime.market;

/**
 * First-order sensitivities of one option on one share, in the project's one set of units. NaN where unknown.
 *
 * @param delta per unit of the underlying, -1..1
 * @param gamma change of delta per unit of the underlying
 * @param theta per calendar day
 * @param vega per point (0.01) of implied volatility
 * @param rho per point (0.01) of the rate
 */
public record Greeks(double delta, double gamma, double theta, double vega, double rho) {
    /** All unknown. */
    public static final Greeks ABSENT = new Greeks(Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN);
}
