package dev.mvq.runtime.simulation.listing;

import dev.mvq.runtime.market.TradingCalendar;
import dev.mvq.runtime.simulation.path.Roster;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Stream;

/** When options end, said once more and another way: looked at from the printed day, for the tests. */
final class CalendarRules {
    private static final LocalDate SATURDAYS_UNTIL = LocalDate.of(2015, 1, 31);

    private CalendarRules() {}

    private static boolean isIndex(Roster.Name name) {
        return List.of("SPX", "NDX", "RUT").contains(name.ticker());
    }

    /** Whether a contract of this printed day may be listed on a day. */
    static boolean allow(Roster.Name name, String root, Settlement settlement, LocalDate printed, LocalDate day) {
        boolean own = root.equals(name.ticker());
        Settlement due = isIndex(name) && own ? Settlement.OPEN : Settlement.CLOSE;
        long ahead = ChronoUnit.DAYS.between(day, printed);
        if (settlement != due || (!own && !isIndex(name)) || ahead < (due == Settlement.OPEN ? 1 : 0)) {
            return false;
        }
        boolean monthly = own && isMonthly(printed) && allowedMonth(printed, ahead);
        return monthly || (due == Settlement.CLOSE && isShort(name, printed, day, ahead));
    }

    /** Up to a year ahead; Januaries from the September 28 months before. */
    private static boolean allowedMonth(LocalDate printed, long ahead) {
        return ahead <= 372 || (printed.getMonthValue() == 1 && ahead <= 860);
    }

    private static boolean isShort(Roster.Name name, LocalDate printed, LocalDate day, long ahead) {
        boolean weeklies = name.liquidity() >= 0.5;
        return TradingCalendar.newYork().isTradingDay(printed)
                && nominal(printed)
                        .anyMatch(at -> isQuarterEnd(name, at, day, ahead)
                                || (weeklies && (isFriday(name, at, day, ahead) || isDaily(name, at, day, ahead))));
    }

    private static boolean isQuarterEnd(Roster.Name name, LocalDate at, LocalDate day, long ahead) {
        boolean last = at.plusDays(1).getDayOfMonth() == 1 && at.getMonthValue() % 3 == 0;
        return last && name.fund() && day.getYear() >= 2007 && ahead <= 372;
    }

    private static boolean isFriday(Roster.Name name, LocalDate at, LocalDate day, long ahead) {
        if (at.getDayOfWeek() != DayOfWeek.FRIDAY) {
            return false;
        }
        if ((at.getDayOfMonth() + 6) / 7 == 3) {
            return isIndex(name) && day.getYear() >= 2014 && ahead <= 372;
        }
        return !day.isBefore(isIndex(name) ? LocalDate.of(2005, 10, 28) : LocalDate.of(2010, 7, 1)) && ahead <= 49;
    }

    private static boolean isDaily(Roster.Name name, LocalDate at, LocalDate day, long ahead) {
        return name.fund() && !day.isBefore(dailies(at.getDayOfWeek())) && ahead <= 35;
    }

    /** The days that a session stands for: itself and the closed days after it. */
    private static Stream<LocalDate> nominal(LocalDate session) {
        LocalDate next = TradingCalendar.newYork().covers(session.plusDays(7))
                ? TradingCalendar.newYork().next(session)
                : session.plusDays(1);
        return session.datesUntil(next);
    }

    private static LocalDate dailies(DayOfWeek day) {
        return switch (day) {
            case MONDAY -> LocalDate.of(2016, 8, 1);
            case TUESDAY, THURSDAY -> LocalDate.of(2022, 4, 1);
            case WEDNESDAY -> LocalDate.of(2016, 2, 1);
            case FRIDAY, SATURDAY, SUNDAY -> LocalDate.MAX;
        };
    }

    private static boolean isMonthly(LocalDate printed) {
        if (!printed.isAfter(SATURDAYS_UNTIL)) {
            int friday = printed.getDayOfMonth() - 1;
            return printed.getDayOfWeek() == DayOfWeek.SATURDAY && friday >= 15 && friday <= 21;
        }
        LocalDate friday = printed.getDayOfWeek() == DayOfWeek.THURSDAY ? printed.plusDays(1) : printed;
        boolean third = friday.getDayOfWeek() == DayOfWeek.FRIDAY
                && friday.getDayOfMonth() >= 15
                && friday.getDayOfMonth() <= 21;
        TradingCalendar calendar = TradingCalendar.newYork();
        if (!third || !calendar.covers(friday)) {
            return third;
        }
        return calendar.isTradingDay(printed) && (friday.equals(printed) || !calendar.isTradingDay(friday));
    }

    /** The last session on which a contract is listed. */
    static LocalDate lastSession(Roster.Name name, ListedContract contract) {
        LocalDate printed = contract.contract().expiry();
        boolean open = isIndex(name) && contract.contract().root().equals(name.ticker());
        TradingCalendar calendar = TradingCalendar.newYork();
        if (!calendar.covers(printed)) {
            return printed;
        }
        LocalDate end = calendar.onOrBefore(printed);
        return open ? calendar.previous(end) : end;
    }
}
