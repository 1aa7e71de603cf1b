package dev.mvq.runtime.market;

/** Where a number that could be computed came from. */
public enum Provenance {
    /** Delivered by the vendor of the quote. */
    VENDOR,
    /** Computed here from the quote (mid price, rate, forward). */
    COMPUTED,
    /** Neither delivered nor computable: the value is NaN. */
    ABSENT
}
