package dev.mvq.dsl.syntax;

import dev.mvq.dsl.diagnostic.Span;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;

/** Days from a first to a last. */
public sealed interface Period extends Node {
    /** {@code LAST 30 DAYS}: back from LATEST, which is among them. */
    record Back(Num count, Unit unit, Span span) implements Period {}

    /** {@code 2024-Q1}: one end is both. */
    record Single(End end, Span span) implements Period {}

    /** {@code a .. b}: first day of the left to last day of the right. */
    record Range(End from, End to, Span span) implements Period {}

    /** What stands at either end of a range. */
    sealed interface End {
        /** Where. */
        Span span();

        /** A year, quarter, month or day of the calendar, as written. */
        record Calendar(String text, LocalDate first, LocalDate last, Span span) implements End {}

        /** {@code LATEST}, {@code TODAY} or a parameter. */
        record Newest(Day day) implements End {
            @Override
            public Span span() {
                return day.span();
            }
        }
    }

    /** Units to count back in. */
    enum Unit {
        DAYS(ChronoUnit.DAYS, 1),
        WEEKS(ChronoUnit.WEEKS, 1),
        MONTHS(ChronoUnit.MONTHS, 1),
        QUARTERS(ChronoUnit.MONTHS, 3),
        YEARS(ChronoUnit.YEARS, 1);

        private final ChronoUnit unit;
        private final int times;

        Unit(ChronoUnit unit, int times) {
            this.unit = unit;
            this.times = times;
        }

        /**
         * The first of {@code count} units that end with {@code last}; in calendar units the day is clamped to the month's end.
         */
        public LocalDate firstOf(int count, LocalDate last) {
            return last.minus((long) count * times, unit).plusDays(1);
        }
    }
}
