package dev.mvq.runtime.simulation.quoting;

import dev.mvq.runtime.market.Contract;
import dev.mvq.runtime.market.Greeks;
import dev.mvq.runtime.market.Provenance;
import dev.mvq.runtime.market.QuoteFlag;
import dev.mvq.runtime.pricing.EuropeanPricing;
import dev.mvq.runtime.pricing.ExpiryForward;

/**
 * Implied volatility and Greeks as a vendor of the made market delivers them: from the mid, rounded, and missing where the bid is zero,
 * on the day of expiry, and where no volatility explains the mid.
 *
 * @param volatility implied volatility, decimal, or NaN
 * @param greeks in the project's units
 * @param provenance VENDOR, or ABSENT where both are missing
 * @param flags bits of {@link QuoteFlag}
 */
public record VendorAnalytics(double volatility, Greeks greeks, Provenance provenance, int flags) {
    private static final VendorAnalytics MISSING = new VendorAnalytics(Double.NaN, Greeks.ABSENT, Provenance.ABSENT, 0);
    private static final VendorAnalytics IMPOSSIBLE =
            new VendorAnalytics(Double.NaN, Greeks.ABSENT, Provenance.ABSENT, QuoteFlag.OUT_OF_BOUNDS.bit());
    private static final double DIGITS = 1e6;

    /**
     * What the vendor delivers for a quote.
     *
     * @param mid midpoint of the quote
     * @param hasBid whether anybody bids
     */
    public static VendorAnalytics of(Contract contract, double mid, boolean hasBid, ExpiryForward market) {
        if (!hasBid || market.years() == 0) {
            return MISSING;
        }
        double strike = contract.strike();
        double volatility = EuropeanPricing.impliedVolatility(contract.right(), strike, market, mid);
        if (Double.isNaN(volatility)) {
            return IMPOSSIBLE;
        }
        Greeks exact = EuropeanPricing.greeks(contract.right(), strike, market, volatility);
        return new VendorAnalytics(rounded(volatility), rounded(exact), Provenance.VENDOR, 0);
    }

    private static Greeks rounded(Greeks exact) {
        return new Greeks(
                rounded(exact.delta()),
                rounded(exact.gamma()),
                rounded(exact.theta()),
                rounded(exact.vega()),
                rounded(exact.rho()));
    }

    private static double rounded(double value) {
        // Adding zero turns -0.0 into 0.0, which would otherwise be another byte for the same number.
        return Math.rint(value * DIGITS) / DIGITS + 0.0;
    }
}
