package dev.mvq.runtime.simulation.path;

import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;

/**
 * A session of an underlying, minute by minute. Times are New York's; minute 0 is the opening auction at 9:30 and the last minute the
 * closing auction.
 */
public final class IntradayPath {
    /** When sessions open. */
    public static final LocalTime OPEN = LocalTime.of(9, 30);

    private final LocalDate date;
    private final double[] prices;
    private final double[] volumes;

    IntradayPath(LocalDate date, double[] prices, double[] volumes) {
        this.date = date;
        this.prices = prices;
        this.volumes = volumes;
    }

    public LocalDate date() {
        return date;
    }

    /** Length of the session: 390, or 210 on half days. */
    public int minutes() {
        return prices.length - 1;
    }

    /** Last price at the end of a minute, 0..{@link #minutes()}; whole cents. */
    public double price(int minute) {
        return prices[minute];
    }

    /** Shares traded up to the end of a minute, auctions included; whole, and the bar's volume at the last minute. */
    public double volume(int minute) {
        return volumes[minute];
    }

    /** The minute of a time of day, the session's first or last where it lies outside. */
    public int minuteOf(LocalTime time) {
        return Math.clamp(Duration.between(OPEN, time).toMinutes(), 0, minutes());
    }
}
