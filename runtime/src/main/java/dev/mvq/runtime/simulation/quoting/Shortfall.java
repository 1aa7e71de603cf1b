package dev.mvq.runtime.simulation.quoting;

import dev.mvq.runtime.market.Right;

/**
 * How far above the values of one side of an expiry those of earlier ends lie, where they do: by strike, at probes evenly spaced in the
 * log of the spot over the strike, into the money.
 */
final class Shortfall {
    /** Nothing lies above. */
    static final Shortfall NONE = new Shortfall(Right.CALL, 1, 0);

    private static final int PROBES = 30;
    private static final double FROM = -0.12;
    private static final double STEP = 0.06;
    /** What the probes, and the choice of ends, may have missed: over what was found nearby, and part of the price. */
    private static final double MISSED = 1.5;

    private static final double MISSED_OF_PRICE = 0.001;
    /** Deviations into the money from which on something may have been missed that was not found at all (measured). */
    private static final double MISSED_FROM = 0.3;

    private final Right right;
    private final double spot;
    private final double missedFrom;
    private final double[] excess = new double[PROBES];

    /**
     * Begins with nothing found.
     *
     * @param deviation of the log price to expiry
     */
    Shortfall(Right right, double spot, double deviation) {
        this.right = right;
        this.spot = spot;
        this.missedFrom = MISSED_FROM * deviation;
    }

    /** A slice's values at the probes. */
    static double[] probe(Slice slice, Right right) {
        double[] values = new double[PROBES];
        for (int i = 0; i < PROBES; i++) {
            double strike = slice.spot() * StrictMath.exp(-right.sign() * (FROM + STEP * i));
            values[i] = slice.worth(right, strike, 1).value();
        }
        return values;
    }

    /** Takes in the values of an earlier end. */
    void include(double[] earlier, double[] own) {
        for (int i = 0; i < PROBES; i++) {
            excess[i] = Math.max(excess[i], earlier[i] - own[i]);
        }
    }

    /**
     * How far above the value at a strike the plan of an earlier end may lie, currency per underlying share.
     *
     * @param logMoneyness ln(K/S)
     */
    double at(double logMoneyness) {
        if (this == NONE) {
            return 0;
        }
        double inside = -right.sign() * logMoneyness;
        int near = (int) Math.clamp(Math.floor((inside - FROM) / STEP), 1, PROBES - 3);
        double found = 0;
        for (int i = near - 1; i <= near + 2; i++) {
            found = Math.max(found, excess[i]);
        }
        double unfound = inside > missedFrom ? MISSED_OF_PRICE * spot : 0;
        return inside > FROM ? MISSED * found + unfound : 0;
    }
}
