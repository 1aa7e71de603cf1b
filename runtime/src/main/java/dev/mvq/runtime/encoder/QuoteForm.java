package dev.mvq.runtime.encoder;

import dev.mvq.runtime.market.Greeks;
import dev.mvq.runtime.market.OptionQuote;
import dev.mvq.runtime.market.Right;
import dev.mvq.runtime.pricing.EuropeanPricing;
import dev.mvq.runtime.pricing.ExpiryForward;

/** A quote with some of its numbers replaced: as another source would have written it, or as another glance would have found it. */
public record QuoteForm(OptionQuote quote) {
    private static final double LEAST_IV = 1e-3;

    /** As it is. */
    public static QuoteForm of(OptionQuote quote) {
        return new QuoteForm(quote);
    }

    /** With other numbers in place; NaN where missing. */
    public QuoteForm withVolume(double volume, double openInterest) {
        return with(
                quote.bid(),
                quote.ask(),
                quote.last(),
                quote.bidSize(),
                quote.askSize(),
                volume,
                openInterest,
                quote.iv(),
                quote.greeks());
    }

    /** With other numbers in place; NaN where missing. */
    public QuoteForm withSizes(double bidSize, double askSize) {
        return with(
                quote.bid(),
                quote.ask(),
                quote.last(),
                bidSize,
                askSize,
                quote.volume(),
                quote.openInterest(),
                quote.iv(),
                quote.greeks());
    }

    /** With other numbers in place; NaN where missing. */
    public QuoteForm withPrices(double bid, double ask, double iv, Greeks greeks) {
        return with(
                bid,
                ask,
                quote.last(),
                quote.bidSize(),
                quote.askSize(),
                quote.volume(),
                quote.openInterest(),
                iv,
                greeks);
    }

    /**
     * Quoted at other prices; IV and Greeks as the move of the mid makes of them, each by the difference between the model's number
     * before and after, so that a vendor's own numbers keep their level.
     */
    public QuoteForm quotedAt(double bid, double ask) {
        ExpiryForward market = ExpiryForward.of(quote);
        Right right = quote.contract().right();
        double strike = quote.contract().strike();
        double before = EuropeanPricing.impliedVolatility(right, strike, market, quote.mid());
        double after = EuropeanPricing.impliedVolatility(right, strike, market, (bid + ask) / 2);
        double shift = Double.isNaN(before) || Double.isNaN(after) ? 0 : after - before;
        double iv = Math.max(LEAST_IV, quote.iv() + shift);
        Greeks old = EuropeanPricing.greeks(right, strike, market, quote.iv());
        Greeks now = EuropeanPricing.greeks(right, strike, market, iv);
        return withPrices(bid, ask, iv, moved(quote.greeks(), old, now));
    }

    private static Greeks moved(Greeks delivered, Greeks old, Greeks now) {
        return new Greeks(
                moved(delivered.delta(), old.delta(), now.delta()),
                moved(delivered.gamma(), old.gamma(), now.gamma()),
                moved(delivered.theta(), old.theta(), now.theta()),
                moved(delivered.vega(), old.vega(), now.vega()),
                moved(delivered.rho(), old.rho(), now.rho()));
    }

    private static double moved(double delivered, double old, double now) {
        double shift = now - old;
        return Double.isNaN(shift) ? delivered : delivered + shift;
    }

    /** With another last price; NaN where missing. */
    public QuoteForm withLast(double last) {
        return with(
                quote.bid(),
                quote.ask(),
                last,
                quote.bidSize(),
                quote.askSize(),
                quote.volume(),
                quote.openInterest(),
                quote.iv(),
                quote.greeks());
    }

    private QuoteForm with(
            double bid,
            double ask,
            double last,
            double bidSize,
            double askSize,
            double volume,
            double openInterest,
            double iv,
            Greeks greeks) {
        return new QuoteForm(new OptionQuote(
                quote.contract(),
                quote.underlyingId(),
                quote.lineage(),
                quote.date(),
                bid,
                ask,
                last,
                bidSize,
                askSize,
                volume,
                openInterest,
                quote.underlyingPrice(),
                quote.forward(),
                iv,
                greeks,
                quote.ivSource(),
                quote.greeksSource(),
                quote.multiplier(),
                quote.source(),
                quote.flags()));
    }
}
