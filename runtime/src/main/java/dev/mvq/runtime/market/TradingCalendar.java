package dev.mvq.runtime.market;

import java.time.LocalDate;
import java.util.BitSet;
import java.util.List;

/**
 * The sessions of the New York Stock Exchange, which US options share, 2000-01-01 to 2030-12-31: rules for holidays,
 * the closings that no rule foretold, and days that end at 13:00. Everything is worked out once; every question after
 * that is an array access.
 *
 * <p>A question about a day outside those years is an {@link MvqException}; {@link #covers} tells beforehand.
 */
public final class TradingCalendar {
    private static final DateRange RANGE = new DateRange(LocalDate.of(2000, 1, 1), LocalDate.of(2030, 12, 31));
    private static final TradingCalendar NEW_YORK = new TradingCalendar();

    private final LocalDate[] sessions;
    /** For each day from the range's first, how many sessions there are up to it, itself included. */
    private final int[] count;

    private final BitSet halfDays = new BitSet();

    private TradingCalendar() {
        List<LocalDate> open = RANGE.first()
                .datesUntil(RANGE.last().plusDays(1))
                .filter(day -> !NewYorkHolidays.isClosed(day))
                .toList();
        sessions = open.toArray(LocalDate[]::new);
        count = new int[position(RANGE.last()) + 1];
        int next = 0;
        for (int day = 0; day < count.length; day++) {
            if (next < sessions.length && position(sessions[next]) == day) {
                halfDays.set(day, NewYorkHolidays.closesEarly(sessions[next]));
                next++;
            }
            count[day] = next;
        }
    }

    /** The one calendar of New York's exchanges. */
    public static TradingCalendar newYork() {
        return NEW_YORK;
    }

    /** First and last day that the calendar knows. */
    public DateRange range() {
        return RANGE;
    }

    /** Whether the calendar knows the day. */
    public boolean covers(LocalDate day) {
        return RANGE.contains(day);
    }

    /** Whether there is a session on the day. */
    public boolean isTradingDay(LocalDate day) {
        int rank = rank(day);
        return rank > 0 && sessions[rank - 1].equals(day);
    }

    /** Whether the day's session ends early, at 13:00. */
    public boolean isHalfDay(LocalDate day) {
        rank(day);
        return halfDays.get(position(day));
    }

    /** The last session strictly before the day. */
    public LocalDate previous(LocalDate day) {
        int rank = rank(day);
        return session(isTradingDay(day) ? rank - 2 : rank - 1, day);
    }

    /** The day itself if it is a session, else the last session before it. */
    public LocalDate onOrBefore(LocalDate day) {
        return session(rank(day) - 1, day);
    }

    /** The first session strictly after the day. */
    public LocalDate next(LocalDate day) {
        return session(rank(day), day);
    }

    /**
     * How many sessions later {@code to} is than {@code from}: the sessions after {@code from} up to and including
     * {@code to}. 0 for the same day, 1 for neighbouring sessions, negative where {@code to} comes first.
     */
    public int sessionsBetween(LocalDate from, LocalDate to) {
        return rank(to) - rank(from);
    }

    /**
     * The session {@code count} sessions before the last one on or before the day; the calendar's first where it does not reach that
     * far.
     *
     * @param count at least 0
     */
    public LocalDate minusSessions(LocalDate day, int count) {
        return sessions[Math.max(0, rank(day) - 1 - count)];
    }

    /** The sessions in the range, in order; the range is cut to what the calendar knows. */
    public List<LocalDate> sessions(DateRange range) {
        if (range.last().isBefore(RANGE.first()) || range.first().isAfter(RANGE.last())) {
            return List.of();
        }
        int from = range.first().isAfter(RANGE.first()) ? rank(range.first().minusDays(1)) : 0;
        int to = range.last().isBefore(RANGE.last()) ? rank(range.last()) : sessions.length;
        return List.of(sessions).subList(from, to);
    }

    /** How many sessions there are up to and including the day. */
    private int rank(LocalDate day) {
        if (!covers(day)) {
            throw new MvqException(
                    day + " lies outside the trading calendar",
                    "the calendar knows " + RANGE.first() + " .. " + RANGE.last());
        }
        return count[position(day)];
    }

    private LocalDate session(int index, LocalDate asked) {
        if (index < 0 || index >= sessions.length) {
            throw new MvqException(
                    "the session next to " + asked + " lies outside the trading calendar",
                    "the calendar knows " + RANGE.first() + " .. " + RANGE.last());
        }
        return sessions[index];
    }

    private static int position(LocalDate day) {
        return (int) (day.toEpochDay() - RANGE.first().toEpochDay());
    }
}
