package dev.mvq.runtime.simulation.listing;

import dev.mvq.runtime.market.DateRange;
import dev.mvq.runtime.market.TradingCalendar;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The days on which options end, by the rules of the US exchanges: a day without a session moves an expiry to the session before.
 * Monthlies end on the third Friday; before February 2015 the printed date is the Saturday after. Sessions are counted from the first
 * that the calendar knows, as the made world counts them.
 */
public final class ListedExpiries {
    /** Since then monthlies are printed with their Friday: OCC moved expiration from Saturday. */
    private static final LocalDate FRIDAYS_SINCE = LocalDate.of(2015, 2, 1);
    /** The last printed expiries that are worked out: LEAPS of the calendar's last year end some years after it. */
    private static final int YEARS_BEYOND = 4;

    private final TradingCalendar calendar;
    private final List<LocalDate> sessions;
    private final YearMonth first;
    private final YearMonth end;

    public ListedExpiries(TradingCalendar calendar) {
        this.calendar = calendar;
        DateRange range = calendar.range();
        this.sessions = calendar.sessions(range);
        this.first = YearMonth.from(range.first());
        this.end = YearMonth.from(range.last()).plusYears(YEARS_BEYOND);
    }

    /**
     * A day on which options end.
     *
     * @param printed as contracts print it
     * @param last session that trades them
     */
    record End(LocalDate printed, LocalDate last) {}

    LocalDate day(int session) {
        return sessions.get(session);
    }

    /** How many sessions there are up to and including the day, less one: its own number if it is a session. */
    int session(LocalDate day) {
        return calendar.covers(day) ? calendar.sessionsBetween(sessions.getFirst(), day) : Integer.MAX_VALUE;
    }

    /** The end of a month's monthly. */
    End monthly(YearMonth month, Settlement settlement) {
        LocalDate friday = third(month);
        LocalDate settled = settled(friday);
        LocalDate last = settlement == Settlement.OPEN ? settled(settled.minusDays(1)) : settled;
        return new End(friday.isBefore(FRIDAYS_SINCE) ? friday.plusDays(1) : settled, last);
    }

    /** The monthlies of every month that passes, in order. */
    List<End> monthlies(Settlement settlement, Predicate<YearMonth> which) {
        return months().filter(which).map(month -> monthly(month, settlement)).toList();
    }

    /** What ends on the third Friday's close under its own date, from the day on. */
    List<End> thirdFridays(LocalDate since) {
        return ends(months().map(ListedExpiries::third), since);
    }

    /** What ends on a weekday, from the day on. */
    List<End> weekdays(DayOfWeek weekday, LocalDate since, Predicate<LocalDate> which) {
        LocalDate start = first.atDay(1).with(TemporalAdjusters.nextOrSame(weekday));
        return ends(
                Stream.iterate(start, day -> day.isBefore(end.atEndOfMonth()), day -> day.plusWeeks(1))
                        .filter(which),
                since);
    }

    /** What ends on the last session of a quarter, from the day on. */
    List<End> quarterEnds(LocalDate since) {
        return ends(months().filter(month -> month.getMonthValue() % 3 == 0).map(YearMonth::atEndOfMonth), since);
    }

    private List<End> ends(Stream<LocalDate> nominal, LocalDate since) {
        return nominal.filter(day -> !day.isBefore(since))
                .map(this::settled)
                .distinct()
                .map(day -> new End(day, day))
                .toList();
    }

    private Stream<YearMonth> months() {
        return IntStream.range(0, 12 * (end.getYear() - first.getYear() + 1)).mapToObj(first::plusMonths);
    }

    /** The session on or before a day. Beyond the calendar's years, the weekday. */
    private LocalDate settled(LocalDate day) {
        if (calendar.covers(day)) {
            return calendar.onOrBefore(day);
        }
        return switch (day.getDayOfWeek()) {
            case SATURDAY -> day.minusDays(1);
            case SUNDAY -> day.minusDays(2);
            default -> day;
        };
    }

    private static LocalDate third(YearMonth month) {
        return month.atDay(1).with(TemporalAdjusters.dayOfWeekInMonth(3, DayOfWeek.FRIDAY));
    }

    static boolean isThird(LocalDate friday) {
        return (friday.getDayOfMonth() - 1) / 7 == 2;
    }
}
