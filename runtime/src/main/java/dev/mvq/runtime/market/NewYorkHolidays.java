package dev.mvq.runtime.market;

import static java.time.temporal.TemporalAdjusters.dayOfWeekInMonth;
import static java.time.temporal.TemporalAdjusters.lastInMonth;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.Month;
import java.util.Set;

/**
 * When the New York Stock Exchange was and will be closed, and when it closes at 13:00, 2000 to 2030 (NYSE rules 7.2 and
 * their history). Later years follow the rules in force.
 */
final class NewYorkHolidays {
    private static final int FIRST_JUNETEENTH = 2022;
    private static final int LAST_FRIDAY_AFTER_INDEPENDENCE_DAY = 2012;

    /** No rule foretold these. */
    private static final Set<LocalDate> CLOSINGS = Set.of(
            LocalDate.of(2001, 9, 11), // attacks on New York
            LocalDate.of(2001, 9, 12),
            LocalDate.of(2001, 9, 13),
            LocalDate.of(2001, 9, 14),
            LocalDate.of(2004, 6, 11), // mourning of President Reagan
            LocalDate.of(2007, 1, 2), // President Ford
            LocalDate.of(2012, 10, 29), // hurricane Sandy
            LocalDate.of(2012, 10, 30),
            LocalDate.of(2018, 12, 5), // President G. H. W. Bush
            LocalDate.of(2025, 1, 9)); // President Carter

    private static final LocalDate FRIDAY_AFTER_CHRISTMAS_2003 = LocalDate.of(2003, 12, 26);

    private NewYorkHolidays() {}

    static boolean isClosed(LocalDate day) {
        return isWeekend(day) || isHoliday(day) || CLOSINGS.contains(day);
    }

    /** For an open day, whether it ends at 13:00. */
    static boolean closesEarly(LocalDate day) {
        return day.equals(thanksgiving(day.getYear()).plusDays(1))
                || (day.getMonth() == Month.DECEMBER && day.getDayOfMonth() == 24)
                || day.equals(FRIDAY_AFTER_CHRISTMAS_2003)
                || closesEarlyAroundIndependenceDay(day);
    }

    private static boolean isHoliday(LocalDate day) {
        int year = day.getYear();
        return switch (day.getMonth()) {
            case JANUARY -> day.equals(newYear(year)) || day.equals(monday(year, Month.JANUARY, 3));
            case FEBRUARY -> day.equals(monday(year, Month.FEBRUARY, 3));
            case MARCH, APRIL -> day.equals(easter(year).minusDays(2));
            case MAY -> day.equals(LocalDate.of(year, 5, 1).with(lastInMonth(DayOfWeek.MONDAY)));
            case JUNE -> year >= FIRST_JUNETEENTH && day.equals(observed(LocalDate.of(year, 6, 19)));
            case JULY -> day.equals(observed(LocalDate.of(year, 7, 4)));
            case SEPTEMBER -> day.equals(monday(year, Month.SEPTEMBER, 1));
            case NOVEMBER -> day.equals(thanksgiving(year));
            case DECEMBER -> day.equals(observed(LocalDate.of(year, 12, 25)));
            case AUGUST, OCTOBER -> false;
        };
    }

    /** The eve of a July 4 that is not next to a weekend; until 2012 the Friday after a Thursday in place of its eve. */
    private static boolean closesEarlyAroundIndependenceDay(LocalDate day) {
        if (day.getMonth() != Month.JULY) {
            return false;
        }
        boolean thursday = LocalDate.of(day.getYear(), 7, 4).getDayOfWeek() == DayOfWeek.THURSDAY;
        int early = thursday && day.getYear() <= LAST_FRIDAY_AFTER_INDEPENDENCE_DAY ? 5 : 3;
        return day.getDayOfMonth() == early;
    }

    /** Moved to Monday from a Sunday, but not kept when it falls on a Saturday. */
    private static LocalDate newYear(int year) {
        LocalDate day = LocalDate.of(year, 1, 1);
        return day.getDayOfWeek() == DayOfWeek.SUNDAY ? day.plusDays(1) : day;
    }

    /** Saturdays move to Friday, Sundays to Monday. */
    private static LocalDate observed(LocalDate day) {
        return switch (day.getDayOfWeek()) {
            case SATURDAY -> day.minusDays(1);
            case SUNDAY -> day.plusDays(1);
            case MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY -> day;
        };
    }

    private static LocalDate monday(int year, Month month, int which) {
        return LocalDate.of(year, month, 1).with(dayOfWeekInMonth(which, DayOfWeek.MONDAY));
    }

    private static LocalDate thanksgiving(int year) {
        return LocalDate.of(year, 11, 1).with(dayOfWeekInMonth(4, DayOfWeek.THURSDAY));
    }

    private static boolean isWeekend(LocalDate day) {
        return day.getDayOfWeek() == DayOfWeek.SATURDAY || day.getDayOfWeek() == DayOfWeek.SUNDAY;
    }

    /** Easter Sunday by the rule of Gauss with its two exceptions, for 1900 to 2099. */
    private static LocalDate easter(int year) {
        int moon = (19 * (year % 19) + 24) % 30;
        int sunday = (2 * (year % 4) + 4 * (year % 7) + 6 * moon + 5) % 7;
        LocalDate easter = LocalDate.of(year, 3, 22).plusDays(moon + sunday);
        boolean tooLate = easter.equals(LocalDate.of(year, 4, 26))
                || (easter.equals(LocalDate.of(year, 4, 25)) && moon == 28 && year % 19 > 10);
        return tooLate ? easter.minusDays(7) : easter;
    }
}
