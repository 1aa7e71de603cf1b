package dev.mvq.runtime.market;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;

/**
 * One contract on one trading day, as quoted at the close: the canonical option row. A missing number is NaN.
 *
 * @param contract printed terms
 * @param underlyingId identity of the underlying through renames ({@code AAPL}; {@code FB} and {@code META} share one)
 * @param lineage identity of the contract through adjustments: root, deliverable and adjusted strike; contracts with
 *     equal lineage are one history
 * @param date the trading session
 * @param bid best bid, currency per share; 0 is a real zero bid
 * @param ask best ask
 * @param last last trade of the session
 * @param bidSize contracts bid at the best price
 * @param askSize contracts offered at the best price
 * @param volume contracts traded in the session
 * @param openInterest contracts open at the session's start
 * @param underlyingPrice price of the underlying at the time of the quote
 * @param forward the underlying's forward price to the expiry, from parity or from rate and dividends
 * @param iv Black-Scholes implied volatility of the mid, decimal
 * @param greeks sensitivities in the project's units
 * @param ivSource where iv came from
 * @param greeksSource where the Greeks came from
 * @param multiplier shares per contract, 100 unless adjusted
 * @param source name of the source format, such as {@code chains}, {@code made-market}
 * @param flags bits of {@link QuoteFlag}
 */
public record OptionQuote(
        Contract contract,
        String underlyingId,
        String lineage,
        LocalDate date,
        double bid,
        double ask,
        double last,
        double bidSize,
        double askSize,
        double volume,
        double openInterest,
        double underlyingPrice,
        double forward,
        double iv,
        Greeks greeks,
        Provenance ivSource,
        Provenance greeksSource,
        int multiplier,
        String source,
        int flags) {

    /** The same quote from another source, with this flag beside its own. */
    public OptionQuote from(String other, QuoteFlag flag) {
        return new OptionQuote(
                contract,
                underlyingId,
                lineage,
                date,
                bid,
                ask,
                last,
                bidSize,
                askSize,
                volume,
                openInterest,
                underlyingPrice,
                forward,
                iv,
                greeks,
                ivSource,
                greeksSource,
                multiplier,
                other,
                flags | flag.bit());
    }

    /** Midpoint of bid and ask; NaN where either is missing. */
    public double mid() {
        return 0.5 * (bid + ask);
    }

    /** Ask minus bid, currency per share. */
    public double spread() {
        return ask - bid;
    }

    /** Strike / forward; NaN where the forward is unknown. */
    public double moneyness() {
        return contract.strike() / forward;
    }

    /** Calendar days to expiry. */
    public int dte() {
        return (int) ChronoUnit.DAYS.between(date, contract.expiry());
    }
}
