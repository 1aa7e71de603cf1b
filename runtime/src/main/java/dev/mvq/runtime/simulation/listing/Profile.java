package dev.mvq.runtime.simulation.listing;

/**
 * How many expiries of each kind a name lists at once. Each number says "the next so many of this kind", so that an expiry stays from
 * its listing to its end. Three months hold one month of any quarterly cycle: with a multiple of three the number of expiries is steady.
 *
 * @param months monthlies in front
 * @param quarters monthlies of the name's quarterly cycle
 * @param leaps Januaries: the n-th is listed in the September about 4 + 12 n months before
 * @param weeklies Fridays that are not the third
 * @param stride only every so many of these Fridays is listed at all, so that few weeklies live as long as many
 * @param quarterEnds last sessions of quarters, for funds and indices
 * @param dailies of each other weekday, for the names that have them
 */
record Profile(int months, int quarters, int leaps, int weeklies, int stride, int quarterEnds, int dailies) {
    /**
     * The profile for a budget: a square root of it in expiries while it is small, everything that exchanges list when it is large.
     *
     * @param pairs calls and puts to list on a day
     */
    static Profile of(int pairs) {
        if (pairs < 8) {
            return new Profile(0, 2, 0, 0, 1, 0, 0);
        } else if (pairs < 14) {
            return new Profile(3, 1, 0, 0, 1, 0, 0);
        } else if (pairs < 20) {
            return new Profile(3, 2, 0, 0, 1, 0, 0);
        } else if (pairs < 50) {
            return new Profile(3, 2, 1, 1, 4, 0, 0);
        } else if (pairs < 120) {
            return new Profile(3, 3, 1, 2, 2, 0, 0);
        } else if (pairs < 250) {
            return new Profile(3, 4, 2, 5, 1, 0, 0);
        } else if (pairs < 700) {
            return new Profile(3, 4, 2, 5, 1, 2, 1);
        } else if (pairs < 2000) {
            return new Profile(6, 4, 2, 5, 1, 4, 3);
        }
        return new Profile(12, 4, 2, 5, 1, 4, 4);
    }
}
