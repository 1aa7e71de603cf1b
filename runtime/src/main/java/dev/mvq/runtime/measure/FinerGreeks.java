package dev.mvq.runtime.measure;

import dev.mvq.runtime.market.OptionQuote;
import dev.mvq.runtime.pricing.EuropeanPricing;
import dev.mvq.runtime.pricing.ExpiryForward;

/**
 * Sensitivities of the third order, free of price scale, at the implied volatility of the ask alone (Haug 2007, 2.8 and 2.9: zomma,
 * color, ultima). No encoder reads them, and the greeks encoder reads neither bid nor ask.
 *
 * @param zomma {@code n(d1) (d1 d2 - 1)}: change of gamma per unit of volatility, times {@code S s² sqrt t}
 * @param color {@code n(d1) (1 + d1 (2 b t / (s sqrt t) - d2)) / 2}: change of gamma per year, times {@code t S s sqrt t}
 * @param ultima {@code -n(d1) (d1 d2 (1 - d1 d2) + d1² + d2²)}: change of vomma per unit of volatility, times {@code s² / (S sqrt t)}
 */
record FinerGreeks(double zomma, double color, double ultima) {
    private static final FinerGreeks UNKNOWN = new FinerGreeks(Double.NaN, Double.NaN, Double.NaN);

    static FinerGreeks ofAsk(OptionQuote quote) {
        ExpiryForward market = ExpiryForward.of(quote);
        double strike = quote.contract().strike();
        double iv = EuropeanPricing.impliedVolatility(quote.contract().right(), strike, market, quote.ask());
        if (Double.isNaN(iv)) {
            return UNKNOWN;
        }
        double deviation = iv * Math.sqrt(market.years());
        double d1 = Math.log(market.forward() / strike) / deviation + deviation / 2;
        double d2 = d1 - deviation;
        double density = Math.exp(-d1 * d1 / 2) / Math.sqrt(2 * Math.PI);
        double carried = Math.log(market.forward() / market.spot());
        return new FinerGreeks(
                density * (d1 * d2 - 1),
                density * (1 + d1 * (2 * carried / deviation - d2)) / 2,
                -density * (d1 * d2 * (1 - d1 * d2) + d1 * d1 + d2 * d2));
    }
}
