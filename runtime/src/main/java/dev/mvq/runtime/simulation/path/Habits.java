package dev.mvq.runtime.simulation.path;

import java.time.LocalDate;

/**
 * What recurs in a name's year: ex-dates and earnings, each quarterly, on nominal days that take effect at the first session that is not
 * before them. Known years ahead, like the real ones roughly are.
 */
public final class Habits {
    private static final int EX_DAY = 10;

    private final int exMonth;
    private final int earningsMonth;
    private final int earningsDay;

    public Habits(Roster.Name name, long key) {
        Noise noise = new Noise(Noise.key(key, 1));
        this.exMonth = (name.cycle() + 1) % 3;
        this.earningsMonth = noise.happens(0.8) ? 1 : 2;
        this.earningsDay = earningsMonth == 1 ? 14 + (int) (16 * noise.uniform()) : 1 + (int) (20 * noise.uniform());
    }

    /** Whether the session's open is the first without a dividend. */
    public boolean goesEx(MarketClock clock, int session) {
        LocalDate day = clock.day(session);
        return day.getMonthValue() % 3 == exMonth && clock.arrives(day.withDayOfMonth(EX_DAY), session);
    }

    /** Whether the open of the session is the first after earnings. */
    public boolean reports(MarketClock clock, int session) {
        LocalDate day = clock.day(session);
        return clock.arrives(nominalEarnings(day), session);
    }

    /** How many earnings fall after the one day, up to and including the other. */
    public int earningsBetween(LocalDate after, LocalDate upTo) {
        int count = 0;
        LocalDate earnings = nominalEarnings(after);
        while (!earnings.isAfter(after)) {
            earnings = earnings.plusMonths(3);
        }
        while (!earnings.isAfter(upTo)) {
            count++;
            earnings = earnings.plusMonths(3);
        }
        return count;
    }

    /** The last nominal day of earnings whose month has begun by the day. */
    private LocalDate nominalEarnings(LocalDate day) {
        int back = Math.floorMod(day.getMonthValue() - earningsMonth, 3);
        return day.minusMonths(back).withDayOfMonth(earningsDay);
    }
}
