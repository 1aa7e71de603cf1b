package dev.mvq.runtime.pricing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mvq.runtime.market.Right;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;

class EuropeanPricingProperties {

    @Property
    void whatever_the_quote_an_implied_volatility_reprices_it_or_is_unknown(
            @ForAll Right right,
            @ForAll @DoubleRange(min = 0.5, max = 2000) double strike,
            @ForAll @DoubleRange(min = 0.5, max = 2000) double spot,
            @ForAll @IntRange(min = 0, max = 1000) int days,
            @ForAll @DoubleRange(min = 0, max = 2500) double price) {
        ExpiryForward market = ExpiryForward.fromRate(spot, 0.03, days / 365.0);
        double vol = EuropeanPricing.impliedVolatility(right, strike, market, price);
        if (!Double.isNaN(vol)) {
            assertEquals(price, EuropeanPricing.price(right, strike, market, vol), 1e-6 * Math.max(1, spot));
        }
    }

    @Property
    void calls_less_puts_are_the_discounted_forward_less_the_strike(
            @ForAll @DoubleRange(min = 1, max = 1000) double strike,
            @ForAll @DoubleRange(min = 1, max = 1000) double spot,
            @ForAll @DoubleRange(min = 0.05, max = 2) double vol,
            @ForAll @IntRange(min = 1, max = 1000) int days) {
        ExpiryForward market = ExpiryForward.fromRate(spot, 0.03, days / 365.0);
        double call = EuropeanPricing.price(Right.CALL, strike, market, vol);
        double put = EuropeanPricing.price(Right.PUT, strike, market, vol);
        assertEquals(market.discount() * (market.forward() - strike), call - put, 1e-9 * Math.max(strike, spot));
        assertTrue(call >= EuropeanPricing.intrinsic(Right.CALL, strike, market) - 1e-9 * spot);
    }
}
