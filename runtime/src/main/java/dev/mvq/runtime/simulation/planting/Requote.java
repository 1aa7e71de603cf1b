package dev.mvq.runtime.simulation.planting;

import dev.mvq.runtime.market.OptionQuote;
import dev.mvq.runtime.market.QuoteFlag;
import dev.mvq.runtime.pricing.ExpiryForward;
import dev.mvq.runtime.simulation.quoting.VendorAnalytics;

/** A contract quoted otherwise: what a vendor says of it follows from the new mid. */
final class Requote {
    private Requote() {}

    /** With another bid and ask and analytics left as they were: on the way to {@link #at}. */
    static OptionQuote bare(OptionQuote quote, double bid, double ask) {
        return with(quote, bid, ask, new VendorAnalytics(quote.iv(), quote.greeks(), quote.ivSource(), 0));
    }

    /** With another bid and ask; the rest of the row is the market's as it was. */
    static OptionQuote at(OptionQuote quote, double bid, double ask) {
        VendorAnalytics vendor =
                VendorAnalytics.of(quote.contract(), 0.5 * (bid + ask), bid > 0, ExpiryForward.of(quote));
        return with(quote, bid, ask, vendor);
    }

    private static OptionQuote with(OptionQuote quote, double bid, double ask, VendorAnalytics vendor) {
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
