package dev.mvq.runtime.simulation.planting;

import java.util.Locale;

/** Oddities that can be planted. */
public enum AnomalyKind {
    /** One contract's implied volatility stands above its neighbours': somebody asks far too much. */
    VOLATILITY_SPIKE,
    /** One contract trades many times its usual volume. */
    VOLUME_BURST,
    /** One contract's open interest is many times yesterday's. */
    OPEN_INTEREST_JUMP,
    /** An expiry's quotes are several times as wide as they should be. */
    SPREAD_BLOWOUT,
    /** One contract is bid for in thousands and offered in ones. */
    SIZE_IMBALANCE,
    /** All contracts of an expiry trade many times their usual volume. */
    EXPIRY_VOLUME,
    /** An underlying's whole chain was left standing: yesterday's sizes and last trades, no volume, quotes wide enough for both days. */
    STALE_CHAIN;

    /** Lower case. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
