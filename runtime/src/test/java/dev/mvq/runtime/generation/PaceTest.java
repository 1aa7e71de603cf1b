package dev.mvq.runtime.generation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.mvq.runtime.market.Progress;
import dev.mvq.runtime.vector.DayInputs;
import dev.mvq.runtime.vector.DayRef;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What is said of a run's progress: the day in hand, its year, the whole, the rate, and what that makes of the rest. */
class PaceTest {
    private static final LocalDate NEW_YEARS_EVE = LocalDate.of(2020, 12, 31);
    private static final LocalDate FIRST = LocalDate.of(2021, 1, 4);
    private static final LocalDate SECOND = LocalDate.of(2021, 1, 5);
    private static final LocalDate LATER = LocalDate.of(2026, 1, 5);

    private final List<String> told = new ArrayList<>();
    private Map<String, Object> figures = Map.of();
    private long seconds;

    private final Progress progress = new Progress() {
        @Override
        public void begin(String task, long total, String unit) {
            told.add("%s: %d %s".formatted(task, total, unit));
        }

        @Override
        public void advance(long done, String detail) {
            told.add(done + " " + detail);
        }

        @Override
        public void advance(long done, String detail, Map<String, Object> values) {
            figures = values;
            advance(done, detail);
        }

        @Override
        public void end() {}
    };

    private final Pace pace =
            new Pace(progress, List.of(NEW_YEARS_EVE, FIRST, SECOND, LATER), () -> TimeUnit.SECONDS.toNanos(seconds));

    @Test
    void a_day_is_counted_by_its_rows_and_its_year_and_the_whole_by_their_days() {
        pace.begin(3);
        pace.begun(NEW_YEARS_EVE, 1000);
        seconds = 2;
        pace.encoded(NEW_YEARS_EVE, 1000);
        pace.written(day(NEW_YEARS_EVE, 1000));
        pace.begun(FIRST, 4000);
        seconds = 4;
        pace.encoded(FIRST, 1000);
        assertEquals(
                List.of(
                        "encoding: 3 days",
                        "0 2020-12-31: 1,000 of 1,000 rows, 2020: 0 of 1 days, all: 0 of 4 days, 500 rows/s",
                        "1 1,000 rows, all: 1 of 4 days, 6 s left, 500 rows/s",
                        "1 2021-01-04: 1,000 of 4,000 rows, 2021: 0 of 2 days, all: 1 of 4 days, 12 s left, 500 rows/s"),
                told);
        assertEquals(
                Map.ofEntries(
                        Map.entry("day", "2021-01-04"),
                        Map.entry("day_rows_done", 1000),
                        Map.entry("day_rows", 4000),
                        Map.entry("year", 2021),
                        Map.entry("year_days_done", 0),
                        Map.entry("year_days", 2),
                        Map.entry("days_done", 1),
                        Map.entry("days", 4),
                        Map.entry("rows_done", 1000L),
                        Map.entry("rows_per_second", 500L),
                        Map.entry("seconds_left", 12L)),
                figures);
    }

    @Test
    void work_between_two_stretches_is_no_time_of_either() {
        pace.begin(3);
        seconds = 30;
        pace.empty(NEW_YEARS_EVE);
        pace.empty(FIRST);
        pace.empty(SECOND);
        pace.end();
        seconds = 1000;
        pace.begin(1);
        told.clear();
        pace.begun(LATER, 10);
        pace.encoded(LATER, 10);
        assertEquals(List.of("0 2026-01-05: 10 of 10 rows, all: 3 of 4 days, 10 s left, 0 rows/s"), told);
    }

    private static DayRef day(LocalDate date, int rows) {
        return new DayRef(date, "0", rows, new DayInputs("", ""), Map.of());
    }
}
