package dev.mvq.runtime.source;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.ToLongFunction;

/**
 * An import's account of every row it read.
 *
 * @param files each file, in the order read
 * @param badRows the first {@link #BAD_ROWS_NAMED} bad rows, by file and line
 * @param content what is in the days that were given
 */
public record ImportReport(List<FileReport> files, List<BadRow> badRows, Content content) {
    /** So many bad rows are named; all are counted. */
    public static final int BAD_ROWS_NAMED = 1000;

    /**
     * What the days hold.
     *
     * @param days sessions
     * @param quotes option quotes
     * @param bars stock sessions, those that came on rows of options included
     * @param vendorIv quotes with the vendor's IV
     * @param computedIv quotes whose IV was computed
     * @param parityForwards expiries whose forward calls and puts agreed on
     * @param rateForwards expiries whose forward is the spot grown at the rate
     */
    public record Content(
            long days, long quotes, long bars, long vendorIv, long computedIv, long parityForwards, long rateForwards) {
        /** Quotes without IV: at expiry, without a mid, or with one outside the bounds. */
        public long withoutIv() {
            return quotes - vendorIv - computedIv;
        }
    }

    /** Rows read in all files. */
    public long rows() {
        return sum(FileReport::rows);
    }

    /** Rows kept. */
    public long kept() {
        return sum(FileReport::kept);
    }

    /** Rows that said again what another had said. */
    public long identical() {
        return sum(FileReport::identical);
    }

    /** Rows in whose place a later one was kept. */
    public long superseded() {
        return sum(FileReport::superseded);
    }

    /** Rows outside of the period asked for. */
    public long outside() {
        return sum(FileReport::outside);
    }

    /** Rows kept out for what they say. */
    public long bad() {
        return sum(FileReport::bad);
    }

    /** The bad rows of all files by kind. */
    public SortedMap<String, Long> badByKind() {
        SortedMap<String, Long> total = new TreeMap<>();
        files.forEach(file -> file.badByKind().forEach((kind, count) -> total.merge(kind, count, Long::sum)));
        return total;
    }

    private long sum(ToLongFunction<FileReport> part) {
        return files.stream().mapToLong(part).sum();
    }
}
