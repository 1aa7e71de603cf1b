package dev.mvq.runtime.simulation.listing;

/** When a contract's last value is struck. */
public enum Settlement {
    /** At the close of the expiry day: stocks, funds, SPXW. */
    CLOSE,
    /** At the open of the printed expiry day, last traded the session before: SPX. */
    OPEN
}
