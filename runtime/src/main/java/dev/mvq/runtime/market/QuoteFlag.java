package dev.mvq.runtime.market;

/** What is unusual about a quote that was kept. A quote's flags are the sum of {@link #bit()}. */
public enum QuoteFlag {
    /** Bid is zero: the mid says little. */
    ZERO_BID,
    /** Bid above ask as delivered. */
    CROSSED,
    /** Outside the static no-arbitrage bounds of the underlying price at the mid: no implied volatility exists. */
    OUT_OF_BOUNDS,
    /** The row belongs to a simulated market. */
    MADE;

    /** This flag's bit. */
    public int bit() {
        return 1 << ordinal();
    }

    /** Whether the flag is set in {@code flags}. */
    public boolean in(int flags) {
        return (flags & bit()) != 0;
    }
}
