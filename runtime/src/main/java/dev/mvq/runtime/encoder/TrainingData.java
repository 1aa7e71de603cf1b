package dev.mvq.runtime.encoder;

import dev.mvq.runtime.feature.FeatureBatch;
import dev.mvq.runtime.feature.FeatureHistory;
import dev.mvq.runtime.feature.FeatureRows;
import dev.mvq.runtime.market.DayRows;
import dev.mvq.runtime.market.MarketDay;
import dev.mvq.runtime.market.OptionQuote;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Turns days of a source into rows to learn from, a sample of each day's: their features, and the same rows' features in a few
 * {@link Disturbance disturbed} worlds.
 */
final class TrainingData {
    /** Kept days come in runs, so that a contract meets itself of the day before: among the hardest to tell apart. */
    static final int RUN = 2;

    private final List<TrainingDay> days = new ArrayList<>();
    private final SplittableRandom random;
    private final long seed;
    private final int worlds;

    /** @param worlds disturbed ones beside the real one */
    TrainingData(long seed, int worlds) {
        random = new SplittableRandom(seed);
        this.seed = seed;
        this.worlds = worlds;
    }

    /**
     * Adds days of a source.
     *
     * @param market the days in order
     * @param every of so many days two are kept, or all when 1; all of them are history
     * @param warmUp so many first days are history only
     * @param perUnderlying rows kept of an underlying and day, at random
     */
    void add(String source, Stream<MarketDay> market, int every, int warmUp, int perUnderlying) {
        int[] accepted = new int[1];
        add(
                source,
                market,
                day -> {
                    accepted[0]++;
                    return accepted[0] > warmUp && accepted[0] % every < RUN;
                },
                perUnderlying);
    }

    /**
     * Adds days of a source.
     *
     * @param market the days in order; all of them are history
     * @param wanted asked once a day, in order: whether the day is kept
     * @param perUnderlying rows kept of an underlying and day, at random
     */
    void add(String source, Stream<MarketDay> market, Predicate<LocalDate> wanted, int perUnderlying) {
        FeatureHistory history = new FeatureHistory();
        List<World> others = IntStream.range(0, worlds)
                .mapToObj(world -> new World(new Disturbance(31 * seed + world), new FeatureHistory()))
                .toList();
        for (Iterator<MarketDay> all = market.iterator(); all.hasNext(); ) {
            MarketDay day = all.next();
            history.accept(day);
            boolean kept = wanted.test(day.date());
            List<MarketDay> seen = others.stream().map(world -> world.see(day)).toList();
            if (kept) {
                int[] picked = picked(DayRows.of(day), perUnderlying);
                List<FeatureBatch> views = IntStream.range(0, worlds)
                        .mapToObj(world -> view(others.get(world).history, seen.get(world), day, picked))
                        .toList();
                FeatureBatch own = FeatureRows.pick(history.extract(day, 0, day.size()), picked);
                days.add(new TrainingDay(source, day.date(), underlyings(day, picked), own, views));
            }
        }
    }

    /** The market as it looks in one disturbed world, and what that makes of its history. */
    private record World(Disturbance disturbance, FeatureHistory history) {
        MarketDay see(MarketDay day) {
            MarketDay seen = disturbance.of(day);
            history.accept(seen);
            return seen;
        }
    }

    /** All days so far. */
    List<TrainingDay> days() {
        return days;
    }

    private int[] picked(DayRows rows, int perUnderlying) {
        List<Integer> kept = new ArrayList<>();
        int from = 0;
        while (from < rows.size()) {
            int to = from;
            while (to < rows.size() && rows.underlyingId(to).equals(rows.underlyingId(from))) {
                to++;
            }
            sample(from, to, perUnderlying).forEach(kept::add);
            from = to;
        }
        return kept.stream().mapToInt(Integer::intValue).toArray();
    }

    /** The picked rows of the day as the world shows them; those that are missing there are without any modality. */
    private static FeatureBatch view(FeatureHistory history, MarketDay seen, MarketDay day, int[] picked) {
        Map<String, Integer> places = new HashMap<>();
        DayRows there = DayRows.of(seen);
        for (int row = 0; row < there.size(); row++) {
            places.put(identity(there, row), row);
        }
        DayRows here = DayRows.of(day);
        int[] rows = IntStream.of(picked)
                .map(row -> places.getOrDefault(identity(here, row), -1))
                .toArray();
        FeatureBatch all = history.extract(seen, 0, seen.size());
        if (all.size() == 0) {
            return FeatureRows.absent(rows.length);
        }
        FeatureBatch batch = FeatureRows.pick(
                all, IntStream.of(rows).map(row -> Math.max(0, row)).toArray());
        for (int i = 0; i < rows.length; i++) {
            if (rows[i] < 0) {
                batch.present()[i] = 0;
            }
        }
        return batch;
    }

    private static String identity(DayRows rows, int row) {
        OptionQuote quote = rows.option(row);
        return quote == null ? rows.underlyingId(row) : rows.underlyingId(row) + ' ' + quote.lineage();
    }

    private static List<String> underlyings(MarketDay day, int[] picked) {
        DayRows rows = DayRows.of(day);
        return Arrays.stream(picked).mapToObj(rows::underlyingId).toList();
    }

    /** Different numbers of {@code [from, to)} in ascending order. */
    private IntStream sample(int from, int to, int most) {
        if (to - from <= most) {
            return IntStream.range(from, to);
        }
        int[] all = IntStream.range(from, to).toArray();
        for (int i = 0; i < most; i++) {
            int j = i + random.nextInt(all.length - i);
            int swap = all[i];
            all[i] = all[j];
            all[j] = swap;
        }
        return Arrays.stream(all, 0, most).sorted();
    }
}
