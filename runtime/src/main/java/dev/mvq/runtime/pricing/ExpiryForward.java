package dev.mvq.runtime.pricing;

import dev.mvq.runtime.market.OptionQuote;

/**
 * What pricing needs to know of one underlying on one day up to one expiry.
 *
 * @param spot the underlying's price, positive
 * @param forward its forward price to the expiry, positive
 * @param rate continuously compounded rate for discounting, per year, decimal
 * @param years time to expiry, {@link YearFraction}, not negative
 * @param origin where the forward came from
 */
public record ExpiryForward(double spot, double forward, double rate, double years, Origin origin) {
    /** Where a forward came from. */
    public enum Origin {
        /** Calls and puts near the money agree on it. */
        PARITY,
        /** Spot grown at the rate, without dividends: too few pairs, or pairs that contradict the spot. */
        RATE,
        /** Given with the quote. */
        GIVEN
    }

    /** Spot grown at the rate. */
    public static ExpiryForward fromRate(double spot, double rate, double years) {
        return new ExpiryForward(spot, spot * Math.exp(rate * years), rate, years, Origin.RATE);
    }

    /**
     * As the quote has it, with the policy rate of its day. Where the quote has no forward, the spot is grown at that
     * rate.
     */
    public static ExpiryForward of(OptionQuote quote) {
        double years = YearFraction.between(quote.date(), quote.contract().expiry());
        double rate = PolicyRate.on(quote.date());
        return Double.isNaN(quote.forward())
                ? fromRate(quote.underlyingPrice(), rate, years)
                : new ExpiryForward(quote.underlyingPrice(), quote.forward(), rate, years, Origin.GIVEN);
    }

    /** Present value of 1 paid at expiry. */
    public double discount() {
        return Math.exp(-rate * years);
    }

    /** Forward per unit of spot. */
    public double growth() {
        return forward / spot;
    }

    /** Cost of carry b in F = S exp(b T), per year: rate less dividend yield. 0 at expiry. */
    public double carry() {
        return years > 0 ? Math.log(growth()) / years : 0;
    }
}
