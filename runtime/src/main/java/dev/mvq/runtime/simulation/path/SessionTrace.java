package dev.mvq.runtime.simulation.path;

/**
 * One session of a name in log prices from the previous close: the open, the end of each step, and the extremes between. Given its ends, a
 * step is a Brownian bridge, whose maximum from a to b with variance s² is (a + b + √((a − b)² − 2 s² ln U)) / 2 for U uniform
 * (Borodin & Salminen 2002, part I, IV.26); the minimum is drawn alike. It is filled again for each session: what it
 * says is lost with the next {@link #draw}.
 */
final class SessionTrace {
    private final Roster.Name name;
    private final Factor market;
    private final Factor sector;
    private final Factor own;
    private final long key;
    private final double[] marketMoves = new double[Factor.MOVES];
    private final double[] sectorMoves = new double[Factor.MOVES];
    private final double[] ownMoves = new double[Factor.MOVES];
    private final double[] knots = new double[Factor.MOVES];
    private double high;
    private double low;
    private int highStep;
    private int lowStep;

    SessionTrace(Roster.Name name, Factor market, Factor sector, Factor own, long key) {
        this.name = name;
        this.market = market;
        this.sector = sector;
        this.own = own;
        this.key = key;
    }

    /**
     * Draws a session.
     *
     * @param drop log by which the open is lower for what is paid out
     */
    void draw(int t, double drop) {
        market.moves(t, marketMoves);
        sector.moves(t, sectorMoves);
        own.moves(t, ownMoves);
        double log = -drop;
        for (int i = 0; i < knots.length; i++) {
            log += name.beta() * marketMoves[i] + name.loading() * sectorMoves[i] + ownMoves[i];
            knots[i] = log;
        }
        drawExtremes(variance(t) / Factor.SESSIONS_A_YEAR, new Noise(Noise.key(key, t)));
    }

    private double variance(int t) {
        return name.beta() * name.beta() * market.variance(t)
                + name.loading() * name.loading() * sector.variance(t)
                + own.variance(t);
    }

    private void drawExtremes(double daily, Noise noise) {
        high = knots[0];
        low = knots[0];
        highStep = 0;
        lowStep = 0;
        for (int i = 0; i < Factor.STEPS; i++) {
            double sum = knots[i] + knots[i + 1];
            double difference = knots[i] - knots[i + 1];
            double scale = 2 * daily * Factor.stepShare(i);
            double square = difference * difference;
            double top = 0.5 * (sum + Math.sqrt(square - scale * StrictMath.log(1 - noise.uniform())));
            double bottom = 0.5 * (sum - Math.sqrt(square - scale * StrictMath.log(1 - noise.uniform())));
            if (top > high) {
                high = top;
                highStep = i;
            }
            if (bottom < low) {
                low = bottom;
                lowStep = i;
            }
        }
    }

    /** Log price at the open (0) or at the end of the step before, 1..{@link Factor#STEPS}. */
    double knot(int i) {
        return knots[i];
    }

    double open() {
        return knots[0];
    }

    double close() {
        return knots[Factor.STEPS];
    }

    double high() {
        return high;
    }

    double low() {
        return low;
    }

    /** The step in which the high was made, 0..{@link Factor#STEPS}-1. */
    int highStep() {
        return highStep;
    }

    int lowStep() {
        return lowStep;
    }
}
