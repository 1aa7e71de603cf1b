package dev.mvq.tests.bench.realism;

import java.time.LocalDate;

/**
 * One name's surface on one day in few numbers.
 *
 * @param date the session
 * @param spot close
 * @param level at the money at 30 days, decimal
 * @param skew 25-delta put less call over at the money, expiries of 20 to 65 days
 * @param term relative rise of at the money from 30 to 180 days
 */
record SurfaceDay(LocalDate date, double spot, double level, double skew, double term) {
    static SurfaceDay of(ChainDay chain) {
        return new SurfaceDay(
                chain.date(),
                chain.spot(),
                chain.atTheMoney(30),
                chain.over(20, 65, ExpirySlice::skew),
                chain.termSlope(30, 180));
    }
}
