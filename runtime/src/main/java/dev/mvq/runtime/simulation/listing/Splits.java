package dev.mvq.runtime.simulation.listing;

import java.util.ArrayList;
import java.util.List;

/** The splits of a name up to a session. They number what is adjusted, so that a root or a lineage means one thing for all expiries. */
final class Splits {
    private final Spots spots;
    private final List<Split> known = new ArrayList<>();
    private int upTo = -1;

    Splits(Spots spots) {
        this.spots = spots;
    }

    private record Split(int session, boolean whole) {}

    /** Whether it multiplies shares by a whole number, so that strikes are divided and nothing else changes. */
    static boolean isWhole(double factor) {
        return factor > 1.5 && Math.abs(factor - Math.rint(factor)) < 1e-9;
    }

    /** How many splits there were, a split on the session itself included. */
    int count(int session) {
        learn(session);
        return (int) known.stream().filter(split -> split.session <= session).count();
    }

    /** How many of them were uneven or reverse. */
    int uneven(int session) {
        learn(session);
        return (int) known.stream()
                .filter(split -> split.session <= session && !split.whole)
                .count();
    }

    private void learn(int session) {
        while (upTo < session) {
            double factor = spots.splitFactor(++upTo);
            if (factor != 1) {
                known.add(new Split(upTo, isWhole(factor)));
            }
        }
    }
}
