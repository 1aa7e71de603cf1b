package dev.mvq.runtime.pricing;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;

/**
 * Time to expiry in years, ACT/365 from the close of the quote's session to the close of the last session before expiry.
 * At the close of the expiry day nothing is left: 0, and with it neither an implied volatility nor Greeks. An expiry
 * printed as a Saturday (the custom until January 2015) ended trading at Friday's close.
 */
public final class YearFraction {
    /** Days of a year by ACT/365. */
    public static final double DAYS = 365;

    private YearFraction() {}

    /** Years from the close of {@code date} to the expiry; 0 on the expiry day and after it. */
    public static double between(LocalDate date, LocalDate expiry) {
        LocalDate end = expiry.getDayOfWeek() == DayOfWeek.SATURDAY ? expiry.minusDays(1) : expiry;
        return Math.max(0, ChronoUnit.DAYS.between(date, end)) / DAYS;
    }
}
