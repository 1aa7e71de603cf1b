package dev.mvq.runtime.market;

/** What is unusual about a quote that was kept. A quote's flags are the sum of {@link #bit()}. */
public enum QuoteFlag {
    /** Bid is zero: the mid says little. */
    ZERO_BID(1),
    /** Bid above ask as delivered. */
    CROSSED(2),
    /** Outside the static no-arbitrage bounds of the underlying price at the mid: no implied volatility exists. */
    OUT_OF_BOUNDS(4),
    /** The row belongs to a simulated market. */
    MADE(8),
    /** Some of the Greeks were not delivered and are computed: rho, mostly. */
    PARTLY_COMPUTED(16);

    /** Said wherever numbers of a made market are shown. */
    public static final String MADE_NOTICE = "made market: these numbers are simulated";

    private final int bit;

    QuoteFlag(int bit) {
        this.bit = bit;
    }

    /** This flag's bit, as stored. */
    public int bit() {
        return bit;
    }

    /** Whether the flag is set in {@code flags}. */
    public boolean in(int flags) {
        return (flags & bit) != 0;
    }
}
