package dev.mvq.dsl.parse;

import dev.mvq.dsl.diagnostic.Diagnostic;
import dev.mvq.dsl.diagnostic.Span;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Days of the calendar as written, {@code 2024-01-15}, and what is wrong with those that are none. */
public final class CalendarDays {
    private static final Pattern SHAPE = Pattern.compile("([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})");

    private CalendarDays() {}

    /** Whether the text is shaped as a day, be it one or not. */
    public static boolean shaped(String text) {
        return SHAPE.matcher(text).matches();
    }

    /** The day; null, and told to {@code problems}, where the calendar has no such day. */
    public static @Nullable LocalDate read(String text, Span span, Consumer<Diagnostic> problems) {
        Matcher parts = SHAPE.matcher(text);
        if (!parts.matches()) {
            problems.accept(Diagnostic.of(span, "'" + text + "' is no date", "a date is written 2024-01-15"));
            return null;
        }
        int year = Integer.parseInt(parts.group(1));
        int month = Integer.parseInt(parts.group(2));
        int day = Integer.parseInt(parts.group(3));
        if (month < 1 || month > 12) {
            problems.accept(Diagnostic.of(span, "there is no month " + month, "months are 01 to 12"));
            return null;
        }
        YearMonth ofYear = YearMonth.of(year, month);
        if (day < 1 || day > ofYear.lengthOfMonth()) {
            problems.accept(Diagnostic.of(span, ofYear + " has no day " + day, "it has " + ofYear.lengthOfMonth()));
            return null;
        }
        if (text.length() != 10) {
            problems.accept(Diagnostic.of(span, "months and days have two digits", "write " + ofYear.atDay(day)));
            return null;
        }
        return ofYear.atDay(day);
    }
}
