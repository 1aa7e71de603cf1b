package dev.mvq.runtime.simulation.planting;

import dev.mvq.runtime.market.Greeks;
import dev.mvq.runtime.market.OptionQuote;
import dev.mvq.runtime.market.Provenance;
import dev.mvq.runtime.market.QuoteFlag;
import dev.mvq.runtime.market.Right;
import dev.mvq.runtime.pricing.EuropeanPricing;
import dev.mvq.runtime.pricing.ExpiryForward;

/**
 * A contract quoted otherwise: what a vendor says of it follows from the new mid. Where early exercise adds to the value, that is what the
 * old mid has over the old volatility's European price, and it stays.
 */
final class Requote {
    private static final double DIGITS = 1e6;

    private Requote() {}

    /** What a vendor says of a quote. */
    private record Analytics(double volatility, Greeks greeks, Provenance provenance, int flags) {}

    /** With another bid and ask and analytics left as they were: on the way to {@link #at}. */
    static OptionQuote bare(OptionQuote quote, double bid, double ask) {
        return with(quote, bid, ask, new Analytics(quote.iv(), quote.greeks(), quote.ivSource(), 0));
    }

    /** With another bid and ask; the rest of the row is the market's as it was. */
    static OptionQuote at(OptionQuote quote, double bid, double ask) {
        return with(quote, bid, ask, analytics(quote, bid, ask));
    }

    private static Analytics analytics(OptionQuote quote, double bid, double ask) {
        Right right = quote.contract().right();
        double strike = quote.contract().strike();
        ExpiryForward market = ExpiryForward.of(quote);
        if (bid == 0 || market.years() == 0) {
            return new Analytics(Double.NaN, Greeks.ABSENT, Provenance.ABSENT, 0);
        }
        double premium =
                Double.isNaN(quote.iv()) ? 0 : quote.mid() - EuropeanPricing.price(right, strike, market, quote.iv());
        double european = 0.5 * (bid + ask) - premium;
        double volatility = EuropeanPricing.impliedVolatility(right, strike, market, european);
        if (Double.isNaN(volatility)) {
            return new Analytics(Double.NaN, Greeks.ABSENT, Provenance.ABSENT, QuoteFlag.OUT_OF_BOUNDS.bit());
        }
        Greeks exact = EuropeanPricing.greeks(right, strike, market, volatility);
        Greeks greeks = new Greeks(
                rounded(exact.delta()),
                rounded(exact.gamma()),
                rounded(exact.theta()),
                rounded(exact.vega()),
                rounded(exact.rho()));
        return new Analytics(rounded(volatility), greeks, Provenance.VENDOR, 0);
    }

    private static double rounded(double value) {
        return Math.rint(value * DIGITS) / DIGITS + 0.0;
    }

    private static OptionQuote with(OptionQuote quote, double bid, double ask, Analytics vendor) {
        int kept = quote.flags() & ~(QuoteFlag.ZERO_BID.bit() | QuoteFlag.OUT_OF_BOUNDS.bit());
        int flags = kept | (bid > 0 ? 0 : QuoteFlag.ZERO_BID.bit()) | vendor.flags();
        return new OptionQuote(
                quote.contract(),
                quote.underlyingId(),
                quote.lineage(),
                quote.date(),
                bid,
                ask,
                quote.last(),
                bid > 0 ? quote.bidSize() : 0,
                quote.askSize(),
                quote.volume(),
                quote.openInterest(),
                quote.underlyingPrice(),
                quote.forward(),
                vendor.volatility(),
                vendor.greeks(),
                vendor.provenance(),
                vendor.provenance(),
                quote.multiplier(),
                quote.source(),
                flags);
    }

    /** With other activity: last trade, sizes, volume and open interest, in this order. */
    static OptionQuote active(OptionQuote quote, double last, double[] sizes, double volume, double openInterest) {
        return new OptionQuote(
                quote.contract(),
                quote.underlyingId(),
                quote.lineage(),
                quote.date(),
                quote.bid(),
                quote.ask(),
                last,
                sizes[0],
                sizes[1],
                volume,
                openInterest,
                quote.underlyingPrice(),
                quote.forward(),
                quote.iv(),
                quote.greeks(),
                quote.ivSource(),
                quote.greeksSource(),
                quote.multiplier(),
                quote.source(),
                quote.flags());
    }
}
