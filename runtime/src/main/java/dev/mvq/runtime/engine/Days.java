package dev.mvq.runtime.engine;

import dev.mvq.runtime.market.MvqException;
import dev.mvq.runtime.market.TradingCalendar;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;

/** Turns the day a user names into a session with data, saying what it did. */
final class Days {
    private final TradingCalendar calendar;

    Days(TradingCalendar calendar) {
        this.calendar = calendar;
    }

    /**
     * The session that {@code asked} stands for: itself, or the last session before a day without one.
     *
     * @param known days that could answer
     * @param what what the days are of, such as {@code market data}
     * @param messages hears when another day is taken
     * @throws MvqException where the session has no data; names its neighbours
     */
    LocalDate session(LocalDate asked, NavigableSet<LocalDate> known, String what, List<String> messages) {
        LocalDate session = calendar.onOrBefore(asked);
        if (!session.equals(asked)) {
            messages.add(asked + " is " + why(asked) + ": " + session + " is taken");
        }
        if (!known.contains(session)) {
            throw new MvqException("no " + what + " on " + session, neighbours(session, known));
        }
        return session;
    }

    private static String why(LocalDate day) {
        return switch (day.getDayOfWeek()) {
            case SATURDAY -> "a Saturday";
            case SUNDAY -> "a Sunday";
            default -> "a holiday";
        };
    }

    /** The days around {@code day} that have data, as a hint. */
    static String neighbours(LocalDate day, NavigableSet<LocalDate> known) {
        List<String> near = new ArrayList<>();
        LocalDate before = known.lower(day);
        LocalDate after = known.higher(day);
        if (before != null) {
            near.add(before.toString());
        }
        if (after != null) {
            near.add(after.toString());
        }
        return near.isEmpty() ? "there is none on any day" : "the nearest days with it: " + String.join(", ", near);
    }
}
