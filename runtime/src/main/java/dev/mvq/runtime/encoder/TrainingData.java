package dev.mvq.runtime.encoder;

import dev.mvq.runtime.feature.FeatureBatch;
import dev.mvq.runtime.feature.FeatureHistory;
import dev.mvq.runtime.feature.FeatureRows;
import dev.mvq.runtime.market.DayRows;
import dev.mvq.runtime.market.MarketDay;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Turns days of a source into rows to learn from, a sample of each day's. */
final class TrainingData {
    private final List<TrainingDay> days = new ArrayList<>();
    private final SplittableRandom random;

    TrainingData(long seed) {
        random = new SplittableRandom(seed);
    }

    /**
     * Adds days of a source.
     *
     * @param market the days in order
     * @param every only one day in so many is kept; all of them are history
     * @param warmUp so many first days are history only
     * @param perUnderlying rows kept of an underlying and day, at random
     */
    void add(String source, Stream<MarketDay> market, int every, int warmUp, int perUnderlying) {
        FeatureHistory history = new FeatureHistory();
        int accepted = 0;
        for (Iterator<MarketDay> all = market.iterator(); all.hasNext(); ) {
            MarketDay day = all.next();
            history.accept(day);
            accepted++;
            if (accepted > warmUp && accepted % every == 0) {
                add(source, day, history, perUnderlying);
            }
        }
    }

    /** All days so far. */
    List<TrainingDay> days() {
        return days;
    }

    private void add(String source, MarketDay day, FeatureHistory history, int perUnderlying) {
        DayRows rows = DayRows.of(day);
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
        int[] picked = kept.stream().mapToInt(Integer::intValue).toArray();
        List<String> underlyings =
                Arrays.stream(picked).mapToObj(rows::underlyingId).toList();
        FeatureBatch batch = FeatureRows.pick(history.extract(day, 0, rows.size()), picked);
        days.add(new TrainingDay(source, day.date(), underlyings, batch));
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
