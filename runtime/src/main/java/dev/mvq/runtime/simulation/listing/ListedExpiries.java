package dev.mvq.runtime.simulation.listing;

import dev.mvq.runtime.market.TradingCalendar;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;

/**
 * The expiries that an exchange would list on a day, most wanted first: the three front months, the quarterly cycle, a weekly, LEAPS
 * of the next two Januaries, further weeklies, and months up to a year ahead. Monthlies end on the third Friday, or the session before
 * it where that is a holiday; before February 2015 the printed date is the Saturday after.
 */
public final class ListedExpiries {
    private static final LocalDate FRIDAYS_SINCE = LocalDate.of(2015, 2, 1);
    private static final LocalDate WEEKLIES_SINCE = LocalDate.of(2010, 7, 1);
    private static final LocalDate FIRST_FRIDAY = LocalDate.of(1999, 1, 1);
    private static final int WEEKLY_SLOTS = 5;

    private final TradingCalendar calendar;

    public ListedExpiries(TradingCalendar calendar) {
        this.calendar = calendar;
    }

    /** The printed expiry of a month's monthly. */
    public LocalDate monthly(YearMonth month) {
        LocalDate friday = month.atDay(1).with(TemporalAdjusters.dayOfWeekInMonth(3, DayOfWeek.FRIDAY));
        return friday.isBefore(FRIDAYS_SINCE) ? friday.plusDays(1) : settled(friday);
    }

    /** The session on which a week's options end. Beyond the calendar's years, the Friday. */
    private LocalDate settled(LocalDate friday) {
        return calendar.covers(friday) ? calendar.onOrBefore(friday) : friday;
    }

    /**
     * The first {@code count} wanted expiries on a day, in order of want.
     *
     * @param cycle month of the quarterly cycle, 1..3
     */
    public List<LocalDate> wanted(LocalDate day, int cycle, int count) {
        SequencedSet<LocalDate> wanted = new LinkedHashSet<>();
        months(day, 3).forEach(wanted::add);
        List<LocalDate> quarters = quarters(day, cycle, 4);
        wanted.addAll(quarters.subList(0, 2));
        List<LocalDate> weeklies = weeklies(day, cycle);
        weeklies.stream().limit(1).forEach(wanted::add);
        leaps(day).forEach(wanted::add);
        wanted.addAll(weeklies);
        wanted.addAll(quarters);
        months(day, 12).forEach(wanted::add);
        return wanted.stream().limit(count).toList();
    }

    private List<LocalDate> months(LocalDate day, int count) {
        List<LocalDate> months = new ArrayList<>(count);
        for (YearMonth month = YearMonth.from(day); months.size() < count; month = month.plusMonths(1)) {
            addUnexpired(months, monthly(month), day);
        }
        return months;
    }

    private List<LocalDate> quarters(LocalDate day, int cycle, int count) {
        List<LocalDate> quarters = new ArrayList<>(count);
        YearMonth month = YearMonth.from(day);
        month = month.plusMonths(Math.floorMod(cycle - month.getMonthValue(), 3));
        for (; quarters.size() < count; month = month.plusMonths(3)) {
            addUnexpired(quarters, monthly(month), day);
        }
        return quarters;
    }

    private List<LocalDate> leaps(LocalDate day) {
        List<LocalDate> leaps = new ArrayList<>(2);
        for (YearMonth month = YearMonth.of(day.getYear(), 1); leaps.size() < 2; month = month.plusYears(1)) {
            addUnexpired(leaps, monthly(month), day);
        }
        return leaps;
    }

    private static void addUnexpired(List<LocalDate> expiries, LocalDate expiry, LocalDate day) {
        if (!expiry.isBefore(day)) {
            expiries.add(expiry);
        }
    }

    /**
     * One weekly for each slot of a five-week cycle, so that a weekly is followed, when it ends, by one five weeks out.
     * The slots of names with another cycle begin with another week.
     */
    private List<LocalDate> weeklies(LocalDate day, int cycle) {
        List<LocalDate> weeklies = new ArrayList<>(WEEKLY_SLOTS);
        for (int slot = 0; slot < WEEKLY_SLOTS && !day.isBefore(WEEKLIES_SINCE); slot++) {
            weeklies.add(weekly(day, (slot + 2 * cycle) % WEEKLY_SLOTS));
        }
        return weeklies;
    }

    private LocalDate weekly(LocalDate day, int slot) {
        LocalDate friday = day.with(TemporalAdjusters.nextOrSame(DayOfWeek.FRIDAY));
        while (ChronoUnit.WEEKS.between(FIRST_FRIDAY, friday) % WEEKLY_SLOTS != slot
                || isThird(friday)
                || settled(friday).isBefore(day)) {
            friday = friday.plusWeeks(1);
        }
        return settled(friday);
    }

    private static boolean isThird(LocalDate friday) {
        return (friday.getDayOfMonth() - 1) / 7 == 2;
    }
}
