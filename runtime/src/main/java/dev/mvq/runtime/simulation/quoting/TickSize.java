package dev.mvq.runtime.simulation.quoting;

/**
 * Prices that quotes may have: whole cents for names in the penny programme; for others cents below 3.00 and five cents above.
 *
 * @param penny whether the name is in the penny programme
 */
public record TickSize(boolean penny) {
    private static final int COARSE_FROM_CENTS = 300;
    /** A price this close to a tick, in cents, is on it: what is left of binary rounding. */
    private static final double SLACK = 1e-7;

    private int tickCents(double cents) {
        return penny || cents < COARSE_FROM_CENTS ? 1 : 5;
    }

    /** The tick at a price, currency. */
    double at(double price) {
        return tickCents(price * 100) / 100.0;
    }

    /** The highest tick at or below a price, at least 0. */
    public double down(double price) {
        double cents = Math.max(0, price * 100);
        int tick = tickCents(cents + SLACK);
        return Math.floor((cents + SLACK) / tick) * tick / 100;
    }

    /** The lowest tick at or above a price. */
    public double up(double price) {
        double cents = Math.max(0, price * 100);
        int tick = tickCents(cents - SLACK);
        return Math.ceil((cents - SLACK) / tick) * tick / 100;
    }

    /** The tick nearest to a price. */
    public double nearest(double price) {
        double cents = Math.max(0, price * 100);
        int tick = tickCents(cents);
        return Math.rint(cents / tick) * tick / 100;
    }

    /** The ask, or the tick above the bid where the ask is not above it. */
    public double above(double bid, double ask) {
        return ask > bid ? ask : up(bid + 0.01);
    }
}
