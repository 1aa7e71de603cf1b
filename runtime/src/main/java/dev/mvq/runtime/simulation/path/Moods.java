package dev.mvq.runtime.simulation.path;

/**
 * How a name's smile and term structure differ from what its variance alone would say: a taste of its own for puts or calls, and moods of
 * weeks. Real stocks' skews scatter by most of their level over names and weeks, funds' by much less.
 */
final class Moods {
    /** The name's own lean of the smile, and its wandering: half-life in sessions, deviation in units of SSVI's ρ. */
    private static final double TASTE = 0.08;

    private static final Component LEAN = new Component(15, 0.09);
    /** Haste of the months ahead to come soon: log by which near variance is dearer. */
    private static final Component HASTE = new Component(20, 0.20);

    private static final double FUND_SHARE = 0.25;

    private final double[] lean;
    private final double[] haste;

    Moods(Roster.Name name, long key, int sessions) {
        Noise noise = new Noise(key);
        double share = name.fund() ? FUND_SHARE : 1;
        double taste = share * TASTE * noise.normal();
        this.lean = new double[sessions];
        this.haste = new double[sessions];
        double leaning = 0;
        double hasty = 0;
        for (int t = 0; t < sessions; t++) {
            leaning = LEAN.next(leaning, noise.normal());
            hasty = HASTE.next(hasty, noise.normal());
            lean[t] = taste + share * leaning;
            haste[t] = share * hasty;
        }
    }

    /** What is added to the slope of the smile, in units of ρ. */
    double lean(int session) {
        return lean[session];
    }

    /** Log of the factor on near variance. */
    double haste(int session) {
        return haste[session];
    }
}
