package dev.mvq.runtime.simulation.quoting;

import dev.mvq.runtime.simulation.path.Roster;
import java.time.LocalDate;

/**
 * Prices that quotes may have: one tick below 3.00, and one from there on.
 *
 * @param belowCents cents of a tick below 3.00
 * @param fromCents cents of a tick from 3.00 on
 */
public record TickSize(int belowCents, int fromCents) {
    private static final int COARSE_FROM_CENTS = 300;
    /** A price this close to a tick, in cents, is on it: what is left of binary rounding. */
    private static final double SLACK = 1e-7;

    private static final TickSize CENTS = new TickSize(1, 1);
    private static final TickSize PILOT = new TickSize(1, 5);
    private static final TickSize NICKELS_AND_DIMES = new TickSize(5, 10);

    /** The Penny Pilot began with thirteen classes; hundreds joined by trading volume from 2009 to 2010. */
    private static final LocalDate PILOT_BEGAN = LocalDate.of(2007, 1, 26);

    private static final LocalDate PILOT_GREW = LocalDate.of(2008, 3, 28);
    private static final LocalDate PILOT_WAS_WHOLE = LocalDate.of(2010, 8, 2);
    /** The Penny Interval Program took its place: on the made market, as in captures of 2026, its names are quoted in cents. */
    private static final LocalDate PROGRAM_BEGAN = LocalDate.of(2020, 7, 1);

    private static final double LIQUIDITY_OF_FIRST = 0.90;
    private static final double LIQUIDITY_OF_EARLY = 0.65;
    private static final double LIQUIDITY_OF_MEMBERS = 0.15;

    /** Whole cents for names in the penny programme; for others cents below 3.00 and five cents above. */
    public TickSize(boolean penny) {
        this(1, penny ? 1 : 5);
    }

    /**
     * The ticks of a name's options on a day. Before the Penny Pilot of 2007 options had nickels and dimes; index options still do. In it
     * the most traded classes had cents below 3.00 and nickels above, funds cents throughout.
     */
    public static TickSize of(Roster.Name name, LocalDate day) {
        if (name.index() || day.isBefore(PILOT_BEGAN) || name.liquidity() < leastLiquidity(day)) {
            return NICKELS_AND_DIMES;
        }
        return name.fund() || !day.isBefore(PROGRAM_BEGAN) ? CENTS : PILOT;
    }

    private static double leastLiquidity(LocalDate day) {
        if (day.isBefore(PILOT_GREW)) {
            return LIQUIDITY_OF_FIRST;
        }
        return day.isBefore(PILOT_WAS_WHOLE) ? LIQUIDITY_OF_EARLY : LIQUIDITY_OF_MEMBERS;
    }

    private int tickCents(double cents) {
        return cents < COARSE_FROM_CENTS ? belowCents : fromCents;
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
