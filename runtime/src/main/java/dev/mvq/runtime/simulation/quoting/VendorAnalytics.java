package dev.mvq.runtime.simulation.quoting;

import dev.mvq.runtime.market.Greeks;
import dev.mvq.runtime.market.Provenance;
import dev.mvq.runtime.market.QuoteFlag;
import dev.mvq.runtime.market.Right;
import dev.mvq.runtime.pricing.ExpiryForward;
import dev.mvq.runtime.pricing.NormalizedBlack;
import dev.mvq.runtime.pricing.StandardNormal;
import dev.mvq.runtime.pricing.YearFraction;

/**
 * Implied volatility and Greeks as a vendor of the made market delivers them: from the mid, rounded, and missing where the bid is zero,
 * on the day of expiry, and where no volatility explains the mid. For American contracts the vendor takes off the mid what early exercise
 * adds, so that volatility and Greeks are those of the European option; for European ones the volatility prices the mid itself. Time
 * is that of {@link YearFraction}, also for contracts that settle at the open.
 *
 * @param volatility implied volatility, decimal, or NaN
 * @param greeks in the project's units
 * @param provenance VENDOR, or ABSENT where both are missing
 * @param flags bits of {@link QuoteFlag}
 */
record VendorAnalytics(double volatility, Greeks greeks, Provenance provenance, int flags) {
    private static final VendorAnalytics MISSING = new VendorAnalytics(Double.NaN, Greeks.ABSENT, Provenance.ABSENT, 0);
    private static final VendorAnalytics IMPOSSIBLE =
            new VendorAnalytics(Double.NaN, Greeks.ABSENT, Provenance.ABSENT, QuoteFlag.OUT_OF_BOUNDS.bit());
    private static final double DIGITS = 1e6;
    private static final double LEAST_VOLATILITY = 1e-3;
    private static final double GREATEST_VOLATILITY = 20;
    /** Less time value than this part of the forward is rounding in a price quoted in cents. */
    private static final double LEAST_TIME_VALUE = 1e-9;

    /**
     * What the vendor delivers for a quote.
     *
     * @param worth the contract's value, for what early exercise adds and to begin the search
     */
    static VendorAnalytics of(Right right, Dealer.Quote quote, Slice slice, Slice.Worth worth) {
        return quote.bid() == 0 || slice.years() == 0
                ? MISSING
                : of(right, 0.5 * (quote.bid() + quote.ask()), slice, worth);
    }

    private static VendorAnalytics of(Right right, double mid, Slice slice, Slice.Worth worth) {
        ExpiryForward market = slice.market();
        double forward = market.forward();
        double k = worth.logMoneyness();
        double strike = forward * StrictMath.exp(k);
        double european = (mid - worth.premium()) / worth.scale() / slice.discount();
        double timeValue = (european - Math.max(0, right.sign() * (forward - strike))) / forward;
        if (!(timeValue > LEAST_TIME_VALUE)) {
            return IMPOSSIBLE;
        }
        double deviation = NormalizedBlack.deviation(k, timeValue, worth.deviation());
        double volatility = deviation / Math.sqrt(slice.years());
        if (!(volatility >= LEAST_VOLATILITY && volatility <= GREATEST_VOLATILITY)) {
            return IMPOSSIBLE;
        }
        Greeks greeks = greeks(right, slice, european, k, deviation, worth.scale());
        return new VendorAnalytics(rounded(volatility), greeks, Provenance.VENDOR, 0);
    }

    /**
     * As {@link dev.mvq.runtime.pricing.EuropeanPricing#greeks}, in arithmetic that is the same on every machine (Haug 2007, chapter 2).
     *
     * @param value undiscounted, per underlying share
     */
    private static Greeks greeks(Right right, Slice slice, double value, double k, double deviation, double scale) {
        ExpiryForward market = slice.market();
        double forward = market.forward();
        double years = market.years();
        double growth = market.growth();
        double paid = scale * slice.discount();
        double carry = StrictMath.log(growth) / years;
        double d1 = -k / deviation + 0.5 * deviation;
        double delta = right.sign() * StandardNormal.distribution(right.sign() * d1);
        double density = StandardNormal.density(d1);
        double decay = -0.5 * forward * density * deviation / years;
        double theta = paid * (market.rate() * value - carry * forward * delta + decay);
        return new Greeks(
                rounded(paid * growth * delta),
                rounded(paid * growth * growth * density / (forward * deviation)),
                rounded(theta / YearFraction.DAYS),
                rounded(0.01 * paid * forward * density * Math.sqrt(years)),
                rounded(0.01 * paid * years * (forward * delta - value)));
    }

    private static double rounded(double value) {
        // Adding zero turns -0.0 into 0.0, which would otherwise be another byte for the same number.
        return Math.rint(value * DIGITS) / DIGITS + 0.0;
    }
}
