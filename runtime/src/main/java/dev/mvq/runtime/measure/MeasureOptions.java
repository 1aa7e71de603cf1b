package dev.mvq.runtime.measure;

import dev.mvq.runtime.market.DateRange;
import java.time.LocalDate;
import java.util.List;

/**
 * How much is measured, and with what seeds.
 *
 * @param seeds one measure each: rows, subjects, noise, and the baselines' own draws all change with it
 * @param rows rows of a pool at most
 * @param subjects views searched with, a seed and market, at most
 * @param subjectsPerBlock subjects of one day and underlying at most: many from one chain say little more than few
 * @param blockRows rows of a subject's own day and underlying that are searched in at most
 * @param neighbours how many neighbours are asked whether they agree
 * @param apart sessions between a subject and those neighbours at least
 * @param crises periods whose days should find days of high volatility
 * @param resamples of the bootstrap
 * @param threads at work at once
 */
public record MeasureOptions(
        List<Long> seeds,
        int rows,
        int subjects,
        int subjectsPerBlock,
        int blockRows,
        int neighbours,
        int apart,
        List<DateRange> crises,
        int resamples,
        int threads) {
    private static final List<DateRange> CRISES = List.of(
            new DateRange(LocalDate.of(2008, 9, 1), LocalDate.of(2008, 11, 30)),
            new DateRange(LocalDate.of(2020, 3, 1), LocalDate.of(2020, 3, 31)));

    /** Three seeds, 22,000 rows and 1,000 subjects a market. */
    public static final MeasureOptions STANDARD =
            new MeasureOptions(List.of(11L, 12L, 13L), 22_000, 1_000, 40, 400, 20, 20, CRISES, 200, 2);

    /** One seed and few rows: seconds, for a first look and for tests. */
    public static final MeasureOptions QUICK =
            new MeasureOptions(List.of(11L), 1_500, 120, 20, 60, 20, 20, CRISES, 50, 2);

    /** Copies and checks. */
    public MeasureOptions {
        seeds = List.copyOf(seeds);
        crises = List.copyOf(crises);
        if (seeds.isEmpty()
                || rows < 2
                || subjects < 1
                || subjectsPerBlock < 1
                || blockRows < 1
                || neighbours < 1
                || apart < 0
                || resamples < 2
                || threads < 1) {
            throw new IllegalArgumentException("a measure needs seeds, rows, subjects, neighbours and a thread");
        }
    }

    /** With other seeds. */
    public MeasureOptions withSeeds(Long... others) {
        return new MeasureOptions(
                List.of(others),
                rows,
                subjects,
                subjectsPerBlock,
                blockRows,
                neighbours,
                apart,
                crises,
                resamples,
                threads);
    }

    /** With pools of another size. */
    public MeasureOptions withSize(int otherRows, int otherSubjects) {
        return new MeasureOptions(
                seeds,
                otherRows,
                otherSubjects,
                subjectsPerBlock,
                blockRows,
                neighbours,
                apart,
                crises,
                resamples,
                threads);
    }
}
