package dev.mvq.dsl.ask;

import dev.mvq.dsl.ask.Meaning.Lead;
import dev.mvq.dsl.ask.Meaning.Scope;
import dev.mvq.dsl.ask.Meaning.When;
import dev.mvq.runtime.market.TradingCalendar;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.Month;
import java.time.YearMonth;
import java.time.format.TextStyle;
import java.time.temporal.TemporalAdjusters;
import java.util.Locale;
import java.util.Optional;

/** Days, months and periods of the calendar, counted from one day. */
final class Days {
    /** Options expired on a Saturday until January 2015 (OCC information memo 32258). */
    private static final LocalDate FRIDAY_EXPIRIES = LocalDate.of(2015, 2, 1);

    private final LocalDate today;

    Days(LocalDate today) {
        this.today = today;
    }

    LocalDate today() {
        return today;
    }

    /** The trading day before today. */
    LocalDate yesterday() {
        return TradingCalendar.newYork().previous(today);
    }

    /** The trading day after one. */
    LocalDate next(LocalDate day) {
        return TradingCalendar.newYork().next(day);
    }

    /** The trading day before one. */
    LocalDate previous(LocalDate day) {
        return TradingCalendar.newYork().previous(day);
    }

    When day(LocalDate day) {
        return new When(Scope.DAY, day, day, day.toString(), Lead.NONE, false);
    }

    /** A day whose parts were named; one that does not exist is declined. */
    When day(int year, int month, int day) {
        try {
            return day(LocalDate.of(year(year), month, day));
        } catch (DateTimeException e) {
            String named = day + " " + (month >= 1 && month <= 12 ? name(month) : "month " + month) + " " + year;
            throw new Declined(named + " is no day of the calendar", "a day such as " + today);
        }
    }

    /** A day without its year: the newest that is not ahead; {@code open} says that the year may be another. */
    When yearless(int month, int day) {
        LocalDate newest = day(today.getYear(), month, day).first();
        When past = newest.isAfter(today) ? day(today.getYear() - 1, month, Math.min(day, 28)) : day(newest);
        if (newest.isAfter(today) && day > 28) {
            past = day(today.getYear() - 1, month, day);
        }
        return new When(Scope.DAY, past.first(), past.last(), past.literal(), Lead.NONE, true);
    }

    /** The same day or month where its year lies ahead. */
    When ahead(When when) {
        if (!when.open() || !when.last().isBefore(today)) {
            return when;
        }
        int year = when.first().getYear() + 1;
        return switch (when.scope()) {
            case MONTH -> month(year, when.first().getMonthValue());
            case DAY -> day(when.first().plusYears(1));
            default -> period(when.first().plusYears(1), when.last().plusYears(1));
        };
    }

    When month(int year, int month) {
        YearMonth named = YearMonth.of(year(year), month);
        return new When(Scope.MONTH, named.atDay(1), named.atEndOfMonth(), named.toString(), Lead.NONE, false);
    }

    /** A month without its year: the newest that has begun. */
    When month(int month) {
        int year = month > today.getMonthValue() ? today.getYear() - 1 : today.getYear();
        When when = month(year, month);
        return new When(Scope.MONTH, when.first(), when.last(), when.literal(), Lead.NONE, true);
    }

    When quarter(int year, int quarter) {
        LocalDate first = LocalDate.of(year(year), quarter * 3 - 2, 1);
        return period(first, first.plusMonths(3).minusDays(1), first.getYear() + "-Q" + quarter);
    }

    When quarter(int quarter) {
        boolean ahead = quarter * 3 - 2 > today.getMonthValue();
        return quarter(ahead ? today.getYear() - 1 : today.getYear(), quarter);
    }

    When half(int year, int half) {
        LocalDate first = LocalDate.of(year(year), half * 6 - 5, 1);
        return period(first, first.plusMonths(6).minusDays(1));
    }

    When year(int year, boolean whole) {
        int full = whole ? year : year(year);
        return period(LocalDate.of(full, 1, 1), LocalDate.of(full, 12, 31), String.valueOf(full));
    }

    When week(LocalDate day) {
        LocalDate monday = day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
        return period(monday, monday.plusDays(4));
    }

    When period(LocalDate first, LocalDate last) {
        return period(first, last, first.equals(last) ? first.toString() : first + " .. " + last);
    }

    When period(LocalDate first, LocalDate last, String literal) {
        return new When(Scope.PERIOD, first, last, literal, Lead.NONE, false);
    }

    /** {@code LAST n units}: back from the newest day. */
    When back(int count, String unit) {
        return new When(Scope.BACK, ago(count, unit), today, "LAST " + count + " " + unit, Lead.NONE, false);
    }

    /** The day so many units ago. */
    LocalDate ago(int count, String unit) {
        return switch (unit) {
            case "DAYS" -> today.minusDays(count);
            case "WEEKS" -> today.minusWeeks(count);
            case "MONTHS" -> today.minusMonths(count);
            case "QUARTERS" -> today.minusMonths(3L * count);
            case "DECADES" -> today.minusYears(10L * count);
            case "FORTNIGHTS" -> today.minusWeeks(2L * count);
            default -> today.minusYears(count);
        };
    }

    /** The weekday in this week, the one after or before. */
    LocalDate weekday(DayOfWeek day, int weeks) {
        return today.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY))
                .plusWeeks(weeks)
                .with(TemporalAdjusters.nextOrSame(day));
    }

    /** The newest such weekday before today. */
    LocalDate lastWeekday(DayOfWeek day) {
        return today.with(TemporalAdjusters.previous(day));
    }

    /** The monthly expiry: the third Friday, the session before it where that is a holiday, before February 2015 the Saturday after. */
    static LocalDate monthly(LocalDate month) {
        LocalDate friday = month.with(TemporalAdjusters.dayOfWeekInMonth(3, DayOfWeek.FRIDAY));
        if (friday.isBefore(FRIDAY_EXPIRIES)) {
            return friday.plusDays(1);
        }
        TradingCalendar calendar = TradingCalendar.newYork();
        return calendar.covers(friday) ? calendar.onOrBefore(friday) : friday;
    }

    /** When a contract expires that is said to expire then: a day itself, a month's monthly expiry; open years lie ahead. */
    LocalDate expiry(When when) {
        if (when.scope() == Scope.DAY) {
            return when.open() && when.first().isBefore(today) ? when.first().plusYears(1) : when.first();
        }
        LocalDate monthly = monthly(when.first());
        return when.open() && monthly.isBefore(today) ? monthly(when.first().plusYears(1)) : monthly;
    }

    /** A month by its name or the first three letters of it; 0 for none. */
    static int monthNamed(String word) {
        for (Month month : Month.values()) {
            String full = month.name().toLowerCase(Locale.ROOT);
            if (word.equals(full)
                    || word.equals(full.substring(0, 3))
                    || (word.equals("sept") && month == Month.SEPTEMBER)) {
                return month.getValue();
            }
        }
        return 0;
    }

    /** A weekday by its name or its first letters. */
    static Optional<DayOfWeek> weekdayNamed(String word) {
        for (DayOfWeek day : DayOfWeek.values()) {
            String full = day.name().toLowerCase(Locale.ROOT);
            if (word.equals(full) || (word.length() >= 3 && word.length() <= 5 && full.startsWith(word))) {
                return Optional.of(day);
            }
        }
        return Optional.empty();
    }

    private static int year(int year) {
        return year < 100 ? 2000 + year : year;
    }

    private static String name(int month) {
        return Month.of(month).getDisplayName(TextStyle.FULL, Locale.ENGLISH);
    }
}
