package dev.mvq.runtime.market;

import java.time.LocalDate;

/**
 * One stock's trading session, unadjusted prices as traded. A missing number is NaN.
 *
 * @param ticker printed ticker of the day
 * @param underlyingId identity through renames
 * @param date the trading session
 * @param open first price
 * @param high highest price
 * @param low lowest price
 * @param close last price
 * @param volume shares traded
 * @param dividend cash paid per share with this day as ex-date, 0 if none
 * @param splitFactor new shares per old share with effect from this day's open, 1 if none
 * @param source name of the source format
 * @param flags bits of {@link QuoteFlag}
 */
public record Bar(
        String ticker,
        String underlyingId,
        LocalDate date,
        double open,
        double high,
        double low,
        double close,
        double volume,
        double dividend,
        double splitFactor,
        String source,
        int flags) {
    /** The same session with other prices and another volume; NaN where missing. */
    public Bar with(double otherOpen, double otherHigh, double otherLow, double otherClose, double otherVolume) {
        return new Bar(
                ticker,
                underlyingId,
                date,
                otherOpen,
                otherHigh,
                otherLow,
                otherClose,
                otherVolume,
                dividend,
                splitFactor,
                source,
                flags);
    }

    /** The same bar from another source, with this flag beside its own. */
    public Bar from(String other, QuoteFlag flag) {
        return new Bar(
                ticker,
                underlyingId,
                date,
                open,
                high,
                low,
                close,
                volume,
                dividend,
                splitFactor,
                other,
                flags | flag.bit());
    }
}
