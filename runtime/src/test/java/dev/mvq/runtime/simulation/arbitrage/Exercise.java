package dev.mvq.runtime.simulation.arbitrage;

import java.util.Set;

/** When a holder may exercise. */
public enum Exercise {
    /** At the expiry's settlement only. */
    EUROPEAN,
    /** On any day up to expiry. */
    AMERICAN;

    private static final Set<String> INDICES = Set.of("SPX", "SPXW", "NDX", "NDXP", "RUT", "RUTW");
    private static final Set<String> SETTLED_AT_THE_OPEN = Set.of("SPX", "NDX", "RUT");

    /** By ticker or option root, as US exchanges list them: index options are European, options on shares and funds American. */
    public static Exercise of(String ticker) {
        return INDICES.contains(ticker) ? EUROPEAN : AMERICAN;
    }

    /** Whether options of this root settle on the opening prices of their expiry day. */
    static boolean settlesAtOpen(String root) {
        return SETTLED_AT_THE_OPEN.contains(root);
    }
}
