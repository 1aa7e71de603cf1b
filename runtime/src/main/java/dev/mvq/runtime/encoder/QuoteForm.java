package dev.mvq.runtime.encoder;

import dev.mvq.runtime.market.Greeks;
import dev.mvq.runtime.market.OptionQuote;

/** A quote with some of its numbers replaced: as another source would have written it, or as another glance would have found it. */
public record QuoteForm(OptionQuote quote) {
    /** As it is. */
    public static QuoteForm of(OptionQuote quote) {
        return new QuoteForm(quote);
    }

    /** With other numbers in place; NaN where missing. */
    public QuoteForm withVolume(double volume, double openInterest) {
        return with(
                quote.bid(),
                quote.ask(),
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
                bidSize,
                askSize,
                quote.volume(),
                quote.openInterest(),
                quote.iv(),
                quote.greeks());
    }

    /** With other numbers in place; NaN where missing. */
    public QuoteForm withPrices(double bid, double ask, double iv, Greeks greeks) {
        return with(bid, ask, quote.bidSize(), quote.askSize(), quote.volume(), quote.openInterest(), iv, greeks);
    }

    private QuoteForm with(
            double bid,
            double ask,
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
                quote.last(),
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
