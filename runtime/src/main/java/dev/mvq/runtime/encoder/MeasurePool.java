package dev.mvq.runtime.encoder;

import dev.mvq.runtime.feature.FeatureBatch;
import dev.mvq.runtime.feature.FeatureHistory;
import dev.mvq.runtime.feature.FeatureSchema;
import dev.mvq.runtime.market.DayRows;
import dev.mvq.runtime.market.MarketDay;
import dev.mvq.runtime.market.Modality;
import dev.mvq.runtime.market.OptionQuote;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * What a measure searches in, and for what: option rows of a market, and second, noisy views of some of them.
 *
 * @param name what the rows are
 * @param rows features of the pool
 * @param underlyings identity of each pool row's underlying
 * @param days number of each pool row's session
 * @param quantities what neighbours should agree on, {@code [quantity][row]}, NaN where unknown
 * @param subjects pool rows that have a noisy view
 * @param views features of those views, in the order of the subjects
 */
record MeasurePool(
        String name,
        FeatureBatch rows,
        List<String> underlyings,
        int[] days,
        double[][] quantities,
        int[] subjects,
        FeatureBatch views) {
    /** What neighbours should agree on. */
    static final List<String> QUANTITIES = List.of("iv", "delta", "spread", "realised");

    /**
     * Draws a pool.
     *
     * @param market all days, in order
     * @param isDistractor which days' rows are searched in
     * @param isSubject which days' rows are searched for, every one also a distractor
     * @param poolSize rows of the pool at most, at random
     * @param subjectCount subjects at most, at random
     */
    static MeasurePool draw(
            String name,
            List<MarketDay> market,
            Predicate<LocalDate> isDistractor,
            Predicate<LocalDate> isSubject,
            int poolSize,
            int subjectCount,
            long seed) {
        Gathering gathering = new Gathering(market, isDistractor, poolSize, seed);
        int[] candidates = IntStream.range(0, gathering.places.size())
                .filter(row -> isSubject.test(
                        market.get(gathering.places.get(row).day()).date()))
                .toArray();
        int[] subjects = choose(candidates, subjectCount, new SplittableRandom(seed + 1));
        List<FeatureBatch> views = new ArrayList<>();
        for (int from = 0; from < subjects.length; ) {
            int day = gathering.places.get(subjects[from]).day();
            int to = from;
            while (to < subjects.length && gathering.places.get(subjects[to]).day() == day) {
                to++;
            }
            int[] rows = Arrays.stream(subjects, from, to)
                    .map(subject -> gathering.places.get(subject).row())
                    .toArray();
            views.add(noisy(market, day, rows, seed + 2 + day));
            from = to;
        }
        return new MeasurePool(
                name,
                FeatureRows.concat(gathering.batches),
                gathering.underlyings,
                gathering.places.stream().mapToInt(Place::day).toArray(),
                gathering.quantities(),
                subjects,
                FeatureRows.concat(views));
    }

    /** The history of a day seen once more, with noise. */
    private static FeatureBatch noisy(List<MarketDay> market, int day, int[] rows, long seed) {
        NoisyMarket noise = new NoisyMarket(seed);
        FeatureHistory history = new FeatureHistory();
        for (int before = Math.max(0, day - FeatureHistory.WARM_UP_DAYS); before < day; before++) {
            history.accept(noise.past(market.get(before)));
        }
        MarketDay today = noise.today(market.get(day));
        history.accept(today);
        return FeatureRows.pick(history.extract(today, 0, today.size()), rows);
    }

    /** Different ones of {@code all}, in order. */
    private static int[] choose(int[] all, int most, SplittableRandom random) {
        int[] shuffled = all.clone();
        for (int i = 0; i < Math.min(most, shuffled.length); i++) {
            int j = i + random.nextInt(shuffled.length - i);
            int swap = shuffled[i];
            shuffled[i] = shuffled[j];
            shuffled[j] = swap;
        }
        return Arrays.stream(shuffled).limit(most).sorted().toArray();
    }

    /** Where a pool row comes from: number of the day, and row within it. */
    private record Place(int day, int row) {}

    /** Rows of many days, as they are seen without noise. */
    private static final class Gathering {
        private static final int REALISED = FeatureSchema.of(Modality.TECHNICAL).stream()
                .map(feature -> feature.name())
                .toList()
                .indexOf("realised_20");

        private final List<Place> places = new ArrayList<>();
        private final List<String> underlyings = new ArrayList<>();
        private final List<FeatureBatch> batches = new ArrayList<>();
        private final List<double[]> described = new ArrayList<>();

        Gathering(List<MarketDay> market, Predicate<LocalDate> isDistractor, int poolSize, long seed) {
            List<Place> all = new ArrayList<>();
            for (int day = 0; day < market.size(); day++) {
                DayRows rows = DayRows.of(market.get(day));
                if (isDistractor.test(market.get(day).date())) {
                    for (int row = 0; row < rows.size(); row++) {
                        if (rows.option(row) != null) {
                            all.add(new Place(day, row));
                        }
                    }
                }
            }
            int[] chosen = choose(IntStream.range(0, all.size()).toArray(), poolSize, new SplittableRandom(seed));
            FeatureHistory history = new FeatureHistory();
            int at = 0;
            for (int day = 0; day < market.size(); day++) {
                history.accept(market.get(day));
                int from = at;
                while (at < chosen.length && all.get(chosen[at]).day() == day) {
                    at++;
                }
                int[] rows = Arrays.stream(chosen, from, at)
                        .map(i -> all.get(i).row())
                        .toArray();
                if (rows.length > 0) {
                    add(market.get(day), day, rows, history);
                }
            }
        }

        private void add(MarketDay day, int number, int[] rows, FeatureHistory history) {
            DayRows all = DayRows.of(day);
            FeatureBatch batch = FeatureRows.pick(history.extract(day, 0, all.size()), rows);
            batches.add(batch);
            int width = FeatureSchema.length(Modality.TECHNICAL);
            for (int i = 0; i < rows.length; i++) {
                places.add(new Place(number, rows[i]));
                underlyings.add(all.underlyingId(rows[i]));
                OptionQuote quote = all.option(rows[i]);
                if (quote != null) {
                    described.add(new double[] {
                        Math.log(quote.iv()),
                        quote.greeks().delta(),
                        Math.log(Math.max(1e-4, quote.spread() / quote.mid())),
                        batch.technical()[i * width + REALISED]
                    });
                }
            }
        }

        double[][] quantities() {
            double[][] quantities = new double[QUANTITIES.size()][described.size()];
            for (int row = 0; row < described.size(); row++) {
                for (int quantity = 0; quantity < quantities.length; quantity++) {
                    double value = described.get(row)[quantity];
                    quantities[quantity][row] = Double.isFinite(value) ? value : Double.NaN;
                }
            }
            return quantities;
        }
    }
}
