package dev.mvq.runtime.simulation.arbitrage;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Quotes that can be played against each other.
 *
 * @param kind how the profit is locked in
 * @param legs the options, each at most one contract
 * @param shares shares held from today against them; negative are sold short
 * @param cash currency per share, put aside from today at the going rate; negative is borrowed
 * @param profit currency per share, today, certain whatever the underlying does
 */
public record Arbitrage(Kind kind, List<Leg> legs, double shares, double cash, double profit) {
    /** How a profit is locked in. */
    public enum Kind {
        /** European options held to their expiries, with forwards traded at these. */
        SEMI_STATIC,
        /** American calls, each sold one covered by bought ones, shares and cash of its own at any time. */
        COVERED_CALLS,
        /** American puts, likewise. */
        COVERED_PUTS,
        /** An American option bought below what its exercise brings at once. */
        IMMEDIATE_EXERCISE,
        /** An option bought below the present value of its intrinsic value at the forward. */
        FORWARD_BOUND,
        /** An option sold, on its last evening, above what it pays. */
        EXPIRING,
        /** A call sold, the put and the share bought. */
        CONVERSION,
        /** A call bought, the put and the share sold. */
        REVERSAL
    }

    public Arbitrage {
        legs = List.copyOf(legs);
    }

    @Override
    public String toString() {
        String options = legs.stream()
                .map(leg -> String.format(
                        Locale.ROOT,
                        "%+.4f %s at %.2f",
                        leg.quantity(),
                        leg.contract().name(),
                        leg.price()))
                .collect(Collectors.joining(", "));
        return String.format(
                Locale.ROOT, "%s of %.6f: %s; %+.4f shares, %+.4f cash", kind, profit, options, shares, cash);
    }
}
