package dev.mvq.runtime.generation;

import dev.mvq.runtime.market.Progress;
import dev.mvq.runtime.vector.DayRef;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.LongSupplier;

/**
 * How far a run is: over the day in hand, its year, and the whole, with the rate so far and what it makes of the rest. Heard from any
 * thread. The whole is shown as tasks, one a stretch of days between which other work is done; their figures go on counting.
 */
final class Pace {
    private final Progress progress;
    private final LongSupplier nanos;
    private final int all;
    private final Map<Integer, int[]> years = new TreeMap<>();
    private final NavigableMap<LocalDate, int[]> inHand = new TreeMap<>();
    private int stretch;
    private int ofStretch;
    private int days;
    private long rows;
    private long encodedRows;
    private long spent;
    private long began;

    /**
     * @param open the days of the whole run
     * @param nanos a clock such as {@link System#nanoTime}
     */
    Pace(Progress progress, Collection<LocalDate> open, LongSupplier nanos) {
        this.progress = progress;
        this.nanos = nanos;
        this.all = open.size();
        open.forEach(day -> years.computeIfAbsent(day.getYear(), year -> new int[2])[1]++);
    }

    /** A stretch of so many days begins. */
    synchronized void begin(int count) {
        stretch = count;
        ofStretch = 0;
        began = nanos.getAsLong();
        progress.begin("encoding", count, "days");
    }

    synchronized void end() {
        spent += nanos.getAsLong() - began;
        began = nanos.getAsLong();
        progress.end();
    }

    /** The day is in hand, with so many rows. */
    synchronized void begun(LocalDate day, int count) {
        inHand.put(day, new int[] {0, count});
    }

    synchronized void encoded(LocalDate day, int count) {
        int[] of = inHand.get(day);
        if (of != null) {
            of[0] += count;
            encodedRows += count;
            tell();
        }
    }

    /** The day is safe. */
    synchronized void written(DayRef day) {
        inHand.remove(day.date());
        pass(day.date());
        rows += day.rows();
        tell();
    }

    /** The day had none of the rows asked for. */
    synchronized void empty(LocalDate day) {
        pass(day);
        tell();
    }

    private void pass(LocalDate day) {
        years.computeIfAbsent(day.getYear(), year -> new int[2])[0]++;
        days++;
        ofStretch++;
    }

    /** Days that are safe or had no rows. */
    synchronized int days() {
        return days;
    }

    private void tell() {
        double seconds = (spent + nanos.getAsLong() - began) / 1e9;
        Optional<DayInHand> hand = Optional.ofNullable(inHand.firstEntry())
                .map(entry -> new DayInHand(
                        entry.getKey(),
                        entry.getValue(),
                        years.getOrDefault(entry.getKey().getYear(), new int[2])));
        OptionalLong rate = seconds > 0 && encodedRows > 0
                ? OptionalLong.of(Math.round(encodedRows / seconds))
                : OptionalLong.empty();
        OptionalLong left = days > 0 && days < all
                ? OptionalLong.of(Math.round(seconds * (all - days) / days))
                : OptionalLong.empty();
        progress.advance(ofStretch, words(hand, rate, left), figures(hand, rate, left));
    }

    /**
     * The day that is nearest to be done.
     *
     * @param rows of it, encoded and all
     * @param year days of its year, done and all
     */
    private record DayInHand(LocalDate day, int[] rows, int[] year) {}

    private Map<String, Object> figures(Optional<DayInHand> hand, OptionalLong rate, OptionalLong left) {
        Map<String, Object> figures = new LinkedHashMap<>();
        hand.ifPresent(of -> {
            figures.put("day", of.day.toString());
            figures.put("day_rows_done", of.rows[0]);
            figures.put("day_rows", of.rows[1]);
            figures.put("year", of.day.getYear());
            figures.put("year_days_done", of.year[0]);
            figures.put("year_days", of.year[1]);
        });
        figures.put("days_done", days);
        figures.put("days", all);
        figures.put("rows_done", rows);
        rate.ifPresent(value -> figures.put("rows_per_second", value));
        left.ifPresent(value -> figures.put("seconds_left", value));
        return figures;
    }

    private String words(Optional<DayInHand> hand, OptionalLong rate, OptionalLong left) {
        StringBuilder words = new StringBuilder(
                hand.map(of -> String.format(Locale.ROOT, "%s: %,d of %,d rows", of.day, of.rows[0], of.rows[1]))
                        .orElseGet(() -> String.format(Locale.ROOT, "%,d rows", rows)));
        hand.filter(of -> of.year[1] != stretch)
                .ifPresent(of -> words.append(
                        String.format(Locale.ROOT, ", %d: %,d of %,d days", of.day.getYear(), of.year[0], of.year[1])));
        if (all != stretch) {
            words.append(String.format(Locale.ROOT, ", all: %,d of %,d days", days, all));
            left.ifPresent(
                    seconds -> words.append(", ").append(duration(seconds)).append(" left"));
        }
        rate.ifPresent(value -> words.append(String.format(Locale.ROOT, ", %,d rows/s", value)));
        return words.toString();
    }

    private static String duration(long seconds) {
        Duration left = Duration.ofSeconds(seconds);
        if (seconds < 60) {
            return seconds + " s";
        }
        return left.toHours() == 0
                ? left.toMinutes() + " min"
                : "%d h %02d min".formatted(left.toHours(), left.toMinutesPart());
    }
}
