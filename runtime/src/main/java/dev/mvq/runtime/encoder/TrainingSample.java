package dev.mvq.runtime.encoder;

import dev.mvq.runtime.simulation.path.Noise;
import dev.mvq.runtime.storage.ColumnTable;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which of a period's rows are learnt from, where there are more than may be kept. As many days as can be, for what is rare is rare in
 * days; of each day as many underlyings, of each underlying so many rows that they are hard to tell apart. What is chosen depends on the
 * counts alone.
 *
 * @param days whose rows are kept
 * @param underlyings identities of those that are read at all
 * @param perUnderlying the most rows kept of an underlying and day
 * @param rows how many that makes
 * @param all how many there are in the period
 */
record TrainingSample(NavigableSet<LocalDate> days, Set<String> underlyings, int perUnderlying, long rows, long all) {
    /** Rows of the fullest day that are read: histories of all their contracts are held. */
    private static final long MOST_A_DAY = 20_000;

    /** Fewer rows of an underlying and day than this teach little: then rather fewer days. */
    private static final int ENOUGH = 24;

    /** Days that are kept at least, where there are so many. */
    private static final int LEAST_DAYS = 20;

    TrainingSample {
        underlyings = Set.copyOf(underlyings);
    }

    /**
     * The sample.
     *
     * @param census columns {@code date underlying rows}
     * @param most rows
     */
    static TrainingSample of(ColumnTable census, int most) {
        NavigableMap<LocalDate, Map<String, Integer>> counts = counts(census);
        long all = counts.values().stream()
                .flatMap(day -> day.values().stream())
                .mapToLong(Integer::longValue)
                .sum();
        Set<String> names = names(counts, most);
        counts.values().forEach(day -> day.keySet().retainAll(names));
        List<LocalDate> days = List.copyOf(counts.keySet());
        int furthest = Math.max(TrainingData.RUN, TrainingData.RUN * days.size() / LEAST_DAYS);
        int fullest = counts.values().stream()
                .flatMap(day -> day.values().stream())
                .mapToInt(Integer::intValue)
                .max()
                .orElse(1);
        int every = TrainingData.RUN;
        NavigableSet<LocalDate> kept = kept(days, every);
        int fitting = fitting(counts, kept, most, fullest);
        while (fitting < Math.min(ENOUGH, fullest) && every < furthest) {
            every++;
            kept = kept(days, every);
            fitting = fitting(counts, kept, most, fullest);
        }
        return new TrainingSample(kept, names, fitting, total(counts, kept, fitting), all);
    }

    private static NavigableMap<LocalDate, Map<String, Integer>> counts(ColumnTable census) {
        @Nullable LocalDate[] dates = census.dates("date");
        @Nullable String[] names = census.texts("underlying");
        int[] rows = census.wholes("rows");
        NavigableMap<LocalDate, Map<String, Integer>> counts = new TreeMap<>();
        for (int i = 0; i < census.rows(); i++) {
            counts.computeIfAbsent(Objects.requireNonNull(dates[i]), day -> new HashMap<>())
                    .merge(Objects.requireNonNullElse(names[i], ""), rows[i], Integer::sum);
        }
        return counts;
    }

    /** In an order that has nothing to do with their letters, until the fullest day is full. */
    private static Set<String> names(NavigableMap<LocalDate, Map<String, Integer>> counts, int most) {
        List<String> order = new ArrayList<>(counts.values().stream()
                .flatMap(day -> day.keySet().stream())
                .collect(Collectors.toCollection(TreeSet::new)));
        order.sort(Comparator.comparingLong(name -> Noise.key(0, name)));
        int atMost = Math.max(1, most / (2 * LEAST_DAYS));
        Set<String> names = new TreeSet<>();
        Map<LocalDate, Long> full = new HashMap<>();
        for (String name : order) {
            counts.forEach((day, rows) -> full.merge(day, (long) rows.getOrDefault(name, 0), Long::sum));
            boolean tooMany = full.values().stream().anyMatch(rows -> rows > MOST_A_DAY);
            if (names.size() == atMost || (tooMany && !names.isEmpty())) {
                break;
            }
            names.add(name);
        }
        return names;
    }

    /** Of so many days two that follow each other. */
    private static NavigableSet<LocalDate> kept(List<LocalDate> days, int every) {
        NavigableSet<LocalDate> kept = new TreeSet<>();
        for (int i = 0; i < days.size(); i++) {
            if (i % every < TrainingData.RUN) {
                kept.add(days.get(i));
            }
        }
        return kept;
    }

    /** The most rows of an underlying and day with which the whole stays within bounds, at least 1. */
    private static int fitting(
            NavigableMap<LocalDate, Map<String, Integer>> counts, Set<LocalDate> kept, int most, int fullest) {
        int least = 1;
        int greatest = fullest;
        while (least < greatest) {
            int middle = least + (greatest - least + 1) / 2;
            if (total(counts, kept, middle) <= most) {
                least = middle;
            } else {
                greatest = middle - 1;
            }
        }
        return least;
    }

    private static long total(
            NavigableMap<LocalDate, Map<String, Integer>> counts, Set<LocalDate> kept, int perUnderlying) {
        return kept.stream()
                .flatMap(day -> counts.getOrDefault(day, Map.of()).values().stream())
                .mapToLong(rows -> Math.min(rows, perUnderlying))
                .sum();
    }
}
