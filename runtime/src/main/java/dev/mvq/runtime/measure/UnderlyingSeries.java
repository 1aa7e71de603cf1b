package dev.mvq.runtime.measure;

import dev.mvq.runtime.market.Bar;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** What an underlying did, session by session: returns with splits and dividends made good, gaps and ranges. */
final class UnderlyingSeries {
    /** Trading days a year. */
    static final double YEAR = 252;

    /** Longer pauses have no return: another stretch of data begins. */
    private static final int LONGEST_PAUSE = 10;

    /** Weight of the past in the exponential average (RiskMetrics technical document, 1996, 5.3.2). */
    private static final double DECAY = 0.94;

    private static final double LEAST_VARIANCE = 1e-8;

    private LocalDate last = LocalDate.MIN;
    private double before = Double.NaN;
    private int size;
    private double[] returns = new double[64];
    private double[] gaps = new double[64];
    private double[] ranges = new double[64];
    private double[] levels = new double[64];
    private double[] averages = new double[64];

    /** Takes a session; answers its number. */
    int add(LocalDate date, double price, @Nullable Bar bar) {
        if (size == returns.length) {
            returns = Arrays.copyOf(returns, 2 * size);
            gaps = Arrays.copyOf(gaps, 2 * size);
            ranges = Arrays.copyOf(ranges, 2 * size);
            levels = Arrays.copyOf(levels, 2 * size);
            averages = Arrays.copyOf(averages, 2 * size);
        }
        boolean joined = size > 0 && ChronoUnit.DAYS.between(last, date) <= LONGEST_PAUSE;
        double split = bar != null && bar.splitFactor() > 0 ? bar.splitFactor() : 1;
        double dividend = bar != null && bar.dividend() > 0 ? bar.dividend() : 0;
        double then = joined ? before : Double.NaN;
        returns[size] = Math.log((price * split + dividend * split) / then);
        gaps[size] = bar == null ? Double.NaN : Math.log((bar.open() * split + dividend * split) / then);
        double range = bar == null ? Double.NaN : Math.log(bar.high() / bar.low());
        ranges[size] = range * range / (4 * Math.log(2));
        double step = Double.isNaN(returns[size]) ? 0 : returns[size];
        levels[size] = (joined ? levels[size - 1] : 0) + step;
        double square = returns[size] * returns[size];
        double average = joined ? averages[size - 1] : Double.NaN;
        averages[size] = Double.isNaN(square)
                ? average
                : Double.isNaN(average) ? square : DECAY * average + (1 - DECAY) * square;
        last = date;
        before = price;
        return size++;
    }

    /** Mean square return of sessions {@code from..to}, both included, a year; NaN unless all are known. */
    double variance(int from, int to) {
        return from < 1 || to >= size ? Double.NaN : YEAR * mean(returns, from, to, true);
    }

    /** The same of the {@code count} sessions after {@code at}. */
    double next(int at, int count) {
        return floor(variance(at + 1, at + count));
    }

    /** The same of the {@code count} sessions up to {@code at}. */
    double past(int at, int count) {
        return floor(variance(at - count + 1, at));
    }

    double weighted(int at) {
        return at < 20 ? Double.NaN : floor(YEAR * averages[at]);
    }

    /** Log volatility from close to open. */
    double overnight(int at, int count) {
        return at < count ? Double.NaN : Math.log(YEAR * mean(gaps, at - count + 1, at, true) + LEAST_VARIANCE) / 2;
    }

    /** Log volatility by high and low. */
    double range(int at, int count) {
        return at < count ? Double.NaN : Math.log(YEAR * mean(ranges, at - count + 1, at, false) + LEAST_VARIANCE) / 2;
    }

    /** Log of the close over its mean, dividends and splits made good. */
    double toAverage(int at, int count) {
        if (at + 1 < count) {
            return Double.NaN;
        }
        double sum = 0;
        for (int i = at - count + 1; i <= at; i++) {
            if (i > at - count + 1 && Double.isNaN(returns[i])) {
                return Double.NaN;
            }
            sum += Math.exp(levels[i] - levels[at]);
        }
        return -Math.log(sum / count);
    }

    /** Relative strength by plain sums (Cutler), -1..1. */
    double strength(int at, int count) {
        if (at < count) {
            return Double.NaN;
        }
        double sum = 0;
        double moved = 0;
        for (int i = at - count + 1; i <= at; i++) {
            sum += returns[i];
            moved += Math.abs(returns[i]);
        }
        return moved > 0 ? sum / moved : Double.NaN;
    }

    private static double floor(double variance) {
        return Double.isNaN(variance) ? variance : Math.max(variance, LEAST_VARIANCE);
    }

    private static double mean(double[] values, int from, int to, boolean squared) {
        double sum = 0;
        for (int i = from; i <= to; i++) {
            sum += squared ? values[i] * values[i] : values[i];
        }
        return sum / (to - from + 1);
    }
}
