package dev.mvq.runtime.measure;

import dev.mvq.runtime.feature.FeatureBatch;
import dev.mvq.runtime.feature.FeatureHistory;
import dev.mvq.runtime.feature.FeatureRows;
import dev.mvq.runtime.market.DayRows;
import dev.mvq.runtime.market.MarketDay;
import dev.mvq.runtime.simulation.path.Noise;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Sees the history of an underlying once more, with noise, for the subjects of one of its days. Features depend on their own
 * underlying's sessions only, so no other's need be kept or seen.
 */
final class ViewMaker {
    private final Map<String, ArrayDeque<MarketDay>> recent = new HashMap<>();
    private final long seed;
    private final Workers workers;

    /** Sessions by which a stale view is old: a month. */
    static final int STALE = 20;

    /** A block's views in the making. */
    record Views(@Nullable SourceForm form, CompletableFuture<Glimpses> features) {}

    /**
     * A block's views.
     *
     * @param now of the day itself
     * @param stale of the same instruments {@link #STALE} sessions before, in the same order; without any modality where there was none
     */
    record Glimpses(FeatureBatch now, FeatureBatch stale) {}

    ViewMaker(Set<String> underlyings, long seed, Workers workers) {
        underlyings.forEach(id -> recent.put(id, new ArrayDeque<>()));
        this.seed = seed;
        this.workers = workers;
    }

    /** Takes the next day of one underlying. */
    void accept(String underlying, MarketDay day) {
        ArrayDeque<MarketDay> days = recent.get(underlying);
        if (days != null) {
            days.addLast(day);
            if (days.size() > FeatureHistory.WARM_UP_DAYS) {
                days.removeFirst();
            }
        }
    }

    /** Views of these rows of the underlying's newest day. */
    Views see(String underlying, int[] rows) {
        List<MarketDay> days = new ArrayList<>(recent.getOrDefault(underlying, new ArrayDeque<>()));
        MarketDay newest = days.getLast();
        List<SourceForm> forms = SourceForm.taking(newest);
        long key = Noise.key(Noise.key(seed, newest.date().toEpochDay()), underlying);
        SourceForm form =
                forms.isEmpty() ? null : forms.get((int) (Noise.of(key, "form").uniform() * forms.size()));
        return new Views(form, workers.begin(() -> features(days, new Glance(key, form), rows)));
    }

    private static Glimpses features(List<MarketDay> days, Glance glance, int[] rows) {
        FeatureHistory history = new FeatureHistory();
        List<String> names = names(days.getLast(), rows);
        FeatureBatch stale = FeatureRows.absent(rows.length);
        for (int i = 0; i < days.size() - 1; i++) {
            MarketDay day = glance.past(days.get(i));
            history.accept(day);
            if (i == days.size() - 1 - STALE) {
                stale = named(history, day, names);
            }
        }
        MarketDay today = glance.today(days.getLast());
        history.accept(today);
        FeatureBatch now = FeatureRows.concat(IntStream.of(rows)
                .mapToObj(row -> history.extract(today, row, row + 1))
                .toList());
        return new Glimpses(now, stale);
    }

    private static List<String> names(MarketDay day, int[] rows) {
        DayRows all = DayRows.of(day);
        return IntStream.of(rows).mapToObj(row -> all.instrument(row).name()).toList();
    }

    /** Features of the rows of these names. */
    private static FeatureBatch named(FeatureHistory history, MarketDay day, List<String> names) {
        DayRows all = DayRows.of(day);
        Map<String, Integer> at = new HashMap<>();
        IntStream.range(0, all.size()).forEach(row -> at.put(all.instrument(row).name(), row));
        return FeatureRows.concat(names.stream()
                .map(name -> {
                    Integer row = at.get(name);
                    return row == null ? FeatureRows.absent(1) : history.extract(day, row, row + 1);
                })
                .toList());
    }
}
