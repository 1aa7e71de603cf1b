package dev.mvq.runtime.simulation.path;

import dev.mvq.runtime.market.DateRange;
import dev.mvq.runtime.market.MvqException;
import dev.mvq.runtime.market.TradingCalendar;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;

/**
 * The sessions of the made world, counted from its first, and which of them are seen. The world always begins on the same day, whatever
 * is seen of it: that is why two windows of one seed agree where they overlap.
 */
public final class MarketClock {
    /** The day on which every name's close is known beforehand: the roster's anchor price. */
    public static final LocalDate ANCHOR = LocalDate.of(2024, 1, 12);

    private static final LocalDate BEGIN = LocalDate.of(2000, 1, 3);

    private final TradingCalendar calendar;
    private final List<LocalDate> sessions;
    private final int anchor;
    private final int firstBar;
    private final int firstOption;
    private final int last;

    public MarketClock(LocalDate lastSeen, int days, int history, TradingCalendar calendar) {
        this.calendar = calendar;
        LocalDate lastDay = calendar.onOrBefore(lastSeen);
        LocalDate end = lastDay.isBefore(ANCHOR) ? ANCHOR : lastDay;
        this.sessions = calendar.sessions(new DateRange(BEGIN, end));
        this.anchor = sessions.indexOf(ANCHOR);
        this.last = sessions.indexOf(lastDay);
        this.firstOption = last - days + 1;
        this.firstBar = firstOption - history;
        if (firstBar < 0) {
            throw new MvqException(
                    "days = " + days + " and history = " + history + " reach back before the made market begins, on "
                            + BEGIN,
                    "give at most " + (last + 1) + " together, or a later last_day");
        }
    }

    public TradingCalendar calendar() {
        return calendar;
    }

    /** Sessions of the world: 0..count()-1. */
    public int count() {
        return sessions.size();
    }

    public LocalDate day(int session) {
        return sessions.get(session);
    }

    /** Whether the session ends at 13:00. */
    public boolean isHalfDay(int session) {
        return calendar.isHalfDay(day(session));
    }

    /** Minutes of continuous trading: 390, or 210 on half days. */
    public int minutes(int session) {
        return isHalfDay(session) ? 210 : 390;
    }

    public int anchor() {
        return anchor;
    }

    /** First session that has bars. */
    public int firstBar() {
        return firstBar;
    }

    /** First session that has options. */
    public int firstOption() {
        return firstOption;
    }

    /** Last session seen. */
    public int last() {
        return last;
    }

    /** The session of a date, -1 where there is none. */
    public int sessionOf(LocalDate date) {
        return Math.max(-1, Collections.binarySearch(sessions, date));
    }

    /** Whether a day that recurs by the calendar, such as an ex-date, first comes into effect on this session. */
    public boolean arrives(LocalDate nominal, int session) {
        return session > 0 && !nominal.isAfter(day(session)) && nominal.isAfter(day(session - 1));
    }
}
