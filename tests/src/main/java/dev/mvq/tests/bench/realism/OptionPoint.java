package dev.mvq.tests.bench.realism;

import dev.mvq.runtime.market.OptionQuote;
import dev.mvq.runtime.market.Right;
import dev.mvq.runtime.pricing.EuropeanPricing;
import dev.mvq.runtime.pricing.ExpiryForward;

/**
 * A quote with what is computed from it alone: the same code for real and made, so that no vendor's habit is seen.
 *
 * @param quote the quote as delivered; its own IV, Greeks and forward are not looked at
 * @param market forward and rate to its expiry
 * @param iv European implied volatility of the mid, NaN where there is no bid or no volatility gives the mid
 * @param delta its Black-Scholes delta; where there is no IV, 0 or 1 by moneyness is not guessed: NaN
 */
record OptionPoint(OptionQuote quote, ExpiryForward market, double iv, double delta) {
    static OptionPoint of(OptionQuote quote, ExpiryForward market) {
        Right right = quote.contract().right();
        double strike = quote.contract().strike();
        double iv =
                quote.bid() > 0 ? EuropeanPricing.impliedVolatility(right, strike, market, quote.mid()) : Double.NaN;
        double delta = Double.isNaN(iv)
                ? Double.NaN
                : EuropeanPricing.greeks(right, strike, market, iv).delta();
        return new OptionPoint(quote, market, iv, delta);
    }

    double strike() {
        return quote.contract().strike();
    }

    boolean isCall() {
        return quote.contract().right() == Right.CALL;
    }

    /** log(K/F) / sqrt(years): moneyness to be divided by a volatility. */
    double logMoneyness() {
        return Math.log(strike() / market.forward()) / Math.sqrt(market.years());
    }

    /** Out of the money, with an IV: what a smile is made of. */
    boolean isOnSmile() {
        return iv > 0 && isCall() == (strike() >= market.forward());
    }

    /** Spread over mid, NaN where there is no bid or the quote is crossed. */
    double relativeSpread() {
        return quote.bid() > 0 && quote.spread() >= 0 ? quote.spread() / quote.mid() : Double.NaN;
    }

    /** (bid size - ask size) / (bid size + ask size). */
    double imbalance() {
        return (quote.bidSize() - quote.askSize()) / (quote.bidSize() + quote.askSize());
    }
}
