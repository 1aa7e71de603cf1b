package dev.mvq.runtime.market;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TradingCalendarTest {
    private final TradingCalendar calendar = TradingCalendar.newYork();

    /** As the exchange published them, year by year. */
    @ParameterizedTest
    @CsvSource({
        "2000, 01-17 02-21 04-21 05-29 07-04 09-04 11-23 12-25",
        "2001, 01-01 01-15 02-19 04-13 05-28 07-04 09-03 09-11 09-12 09-13 09-14 11-22 12-25",
        "2004, 01-01 01-19 02-16 04-09 05-31 06-11 07-05 09-06 11-25 12-24",
        "2005, 01-17 02-21 03-25 05-30 07-04 09-05 11-24 12-26",
        "2007, 01-01 01-02 01-15 02-19 04-06 05-28 07-04 09-03 11-22 12-25",
        "2008, 01-01 01-21 02-18 03-21 05-26 07-04 09-01 11-27 12-25",
        "2010, 01-01 01-18 02-15 04-02 05-31 07-05 09-06 11-25 12-24",
        "2011, 01-17 02-21 04-22 05-30 07-04 09-05 11-24 12-26",
        "2012, 01-02 01-16 02-20 04-06 05-28 07-04 09-03 10-29 10-30 11-22 12-25",
        "2015, 01-01 01-19 02-16 04-03 05-25 07-03 09-07 11-26 12-25",
        "2018, 01-01 01-15 02-19 03-30 05-28 07-04 09-03 11-22 12-05 12-25",
        "2020, 01-01 01-20 02-17 04-10 05-25 07-03 09-07 11-26 12-25",
        "2021, 01-01 01-18 02-15 04-02 05-31 07-05 09-06 11-25 12-24",
        "2022, 01-17 02-21 04-15 05-30 06-20 07-04 09-05 11-24 12-26",
        "2023, 01-02 01-16 02-20 04-07 05-29 06-19 07-04 09-04 11-23 12-25",
        "2024, 01-01 01-15 02-19 03-29 05-27 06-19 07-04 09-02 11-28 12-25",
        "2025, 01-01 01-09 01-20 02-17 04-18 05-26 06-19 07-04 09-01 11-27 12-25",
        "2026, 01-01 01-19 02-16 04-03 05-25 06-19 07-03 09-07 11-26 12-25",
        "2027, 01-01 01-18 02-15 03-26 05-31 06-18 07-05 09-06 11-25 12-24",
        "2028, 01-17 02-21 04-14 05-29 06-19 07-04 09-04 11-23 12-25"
    })
    void weekdays_without_a_session_are_the_published_holidays(int year, String holidays) {
        List<LocalDate> expected = days(year, holidays);
        List<LocalDate> closed = LocalDate.of(year, 1, 1)
                .datesUntil(LocalDate.of(year + 1, 1, 1))
                .filter(day -> day.getDayOfWeek().compareTo(DayOfWeek.FRIDAY) <= 0)
                .filter(day -> !calendar.isTradingDay(day))
                .toList();
        assertEquals(expected, closed);
    }

    @ParameterizedTest
    @CsvSource({
        "2000, 07-03 11-24",
        "2001, 07-03 11-23 12-24",
        "2002, 07-05 11-29 12-24",
        "2003, 07-03 11-28 12-24 12-26",
        "2004, 11-26",
        "2009, 11-27 12-24",
        "2013, 07-03 11-29 12-24",
        "2018, 07-03 11-23 12-24",
        "2019, 07-03 11-29 12-24",
        "2020, 11-27 12-24",
        "2021, 11-26",
        "2022, 11-25",
        "2023, 07-03 11-24",
        "2024, 07-03 11-29 12-24",
        "2025, 07-03 11-28 12-24",
        "2026, 11-27 12-24"
    })
    void half_days_are_the_published_ones(int year, String halfDays) {
        List<LocalDate> early = LocalDate.of(year, 1, 1)
                .datesUntil(LocalDate.of(year + 1, 1, 1))
                .filter(calendar::isHalfDay)
                .toList();
        assertEquals(days(year, halfDays), early);
    }

    /** Numbers of sessions a year that the exchange is known to have had. */
    @ParameterizedTest
    @CsvSource({
        "2000, 252",
        "2001, 248",
        "2008, 253",
        "2012, 250",
        "2020, 253",
        "2021, 252",
        "2023, 250",
        "2024, 252",
        "2025, 250"
    })
    void a_year_has_its_known_number_of_sessions(int year, int sessions) {
        DateRange range = new DateRange(LocalDate.of(year, 1, 1), LocalDate.of(year, 12, 31));
        assertEquals(sessions, calendar.sessions(range).size());
        assertEquals(sessions, calendar.sessionsBetween(range.first().minusDays(year == 2000 ? 0 : 1), range.last()));
    }

    @Test
    void neighbours_skip_what_is_closed() {
        LocalDate king = LocalDate.of(2024, 1, 15);
        assertEquals(LocalDate.of(2024, 1, 12), calendar.onOrBefore(king));
        assertEquals(LocalDate.of(2024, 1, 12), calendar.previous(king));
        assertEquals(LocalDate.of(2024, 1, 16), calendar.next(king));
        assertEquals(LocalDate.of(2024, 1, 11), calendar.previous(LocalDate.of(2024, 1, 12)));
        assertEquals(LocalDate.of(2024, 1, 12), calendar.onOrBefore(LocalDate.of(2024, 1, 12)));
        assertEquals(LocalDate.of(2001, 9, 17), calendar.next(LocalDate.of(2001, 9, 10)));
    }

    @Test
    void sessions_between_count_those_after_the_first_day_up_to_the_second() {
        LocalDate friday = LocalDate.of(2024, 1, 12);
        assertEquals(0, calendar.sessionsBetween(friday, friday));
        assertEquals(1, calendar.sessionsBetween(friday, LocalDate.of(2024, 1, 16)));
        assertEquals(-1, calendar.sessionsBetween(LocalDate.of(2024, 1, 16), friday));
    }

    @Test
    void the_sessions_of_a_range_include_both_ends() {
        assertEquals(
                List.of(LocalDate.of(2024, 1, 12), LocalDate.of(2024, 1, 16)),
                calendar.sessions(new DateRange(LocalDate.of(2024, 1, 12), LocalDate.of(2024, 1, 16))));
        assertEquals(List.of(), calendar.sessions(new DateRange(LocalDate.of(1990, 1, 1), LocalDate.of(1990, 2, 1))));
        assertEquals(
                calendar.sessions(calendar.range()),
                calendar.sessions(new DateRange(LocalDate.of(1990, 1, 1), LocalDate.of(2040, 1, 1))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1999-12-31", "2031-01-01"})
    void days_beyond_the_calendar_are_refused_with_its_bounds(LocalDate day) {
        assertFalse(calendar.covers(day));
        MvqException error = assertThrows(MvqException.class, () -> calendar.isTradingDay(day));
        assertEquals(day + " lies outside the trading calendar", error.getMessage());
        assertTrue(error.remedy().contains("2000-01-01 .. 2030-12-31"));
        assertThrows(MvqException.class, () -> calendar.previous(LocalDate.of(2000, 1, 3)));
        assertThrows(MvqException.class, () -> calendar.next(LocalDate.of(2030, 12, 31)));
    }

    private static List<LocalDate> days(int year, String monthsAndDays) {
        return Arrays.stream(monthsAndDays.split(" "))
                .map(day -> LocalDate.parse(year + "-" + day))
                .toList();
    }

    @Test
    void counts_sessions_back_and_stops_at_its_first() {
        TradingCalendar calendar = TradingCalendar.newYork();
        assertEquals(LocalDate.of(2024, 1, 12), calendar.minusSessions(LocalDate.of(2024, 1, 15), 0));
        assertEquals(LocalDate.of(2024, 1, 11), calendar.minusSessions(LocalDate.of(2024, 1, 12), 1));
        assertEquals(LocalDate.of(2000, 1, 3), calendar.minusSessions(LocalDate.of(2000, 2, 1), 260));
    }
}
