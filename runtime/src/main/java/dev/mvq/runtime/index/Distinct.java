package dev.mvq.runtime.index;

/** Of which only the best row is kept. */
public enum Distinct {
    CONTRACT,
    UNDERLYING,
    DATE
}
