package dev.mvq.runtime.encoder;

import dev.mvq.runtime.feature.FeatureBatch;
import dev.mvq.runtime.feature.FeatureHistory;
import dev.mvq.runtime.feature.FeatureSchema;
import dev.mvq.runtime.market.Bar;
import dev.mvq.runtime.market.MarketDay;
import dev.mvq.runtime.market.Modality;
import dev.mvq.runtime.market.OptionQuote;
import dev.mvq.runtime.simulation.MadeMarket;
import dev.mvq.runtime.simulation.SimulationOptions;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Which features of a modality cannot be computed where a source lacks a field: found by computing the features of a small made market
 * with and without the field, so that no list of names can go stale.
 */
final class FieldGroups {
    /** What real sources lack, each by itself or with others. */
    enum Field {
        SIZES,
        VOLUME,
        OPEN_INTEREST,
        LAST,
        BAR_VOLUME,
        BAR_RANGE;

        MarketDay takenFrom(MarketDay day) {
            return new MarketDay(
                    day.date(),
                    day.bars().stream().map(this::takenFrom).toList(),
                    day.options().stream().map(this::takenFrom).toList());
        }

        private OptionQuote takenFrom(OptionQuote quote) {
            double none = Double.NaN;
            QuoteForm form = QuoteForm.of(quote);
            return switch (this) {
                case SIZES -> form.withSizes(none, none).quote();
                case VOLUME -> form.withVolume(none, quote.openInterest()).quote();
                case OPEN_INTEREST -> form.withVolume(quote.volume(), none).quote();
                case LAST -> form.withLast(none).quote();
                case BAR_VOLUME, BAR_RANGE -> quote;
            };
        }

        private Bar takenFrom(Bar bar) {
            double none = Double.NaN;
            return switch (this) {
                case SIZES, VOLUME, OPEN_INTEREST, LAST -> bar;
                case BAR_VOLUME -> bar.with(bar.open(), bar.high(), bar.low(), bar.close(), none);
                case BAR_RANGE -> bar.with(none, none, none, bar.close(), bar.volume());
            };
        }
    }

    /** Enough history for the longest indicator, and one day of options behind 40 others. */
    private static final SimulationOptions PROBE = new SimulationOptions(77, 1, 40, 60, 260, LocalDate.of(2023, 6, 30));

    /** Part of a feature's known values that must go before it counts as gone. */
    private static final double GONE = 0.9;

    private final Map<Modality, List<boolean[]>> gone = new EnumMap<>(Modality.class);

    FieldGroups() {
        List<MarketDay> days = new MadeMarket(PROBE).days().toList();
        FeatureBatch full = features(days);
        for (Modality modality : InputSchema.BASE) {
            gone.put(modality, new ArrayList<>());
        }
        for (Field field : Field.values()) {
            FeatureBatch lacking = features(days.stream().map(field::takenFrom).toList());
            gone.forEach((modality, groups) -> groups.add(gone(full, lacking, modality)));
        }
    }

    /** For each {@link Field} in order, which of a session's features are gone without it. */
    List<boolean[]> of(Modality modality, InputShape shape) {
        List<String> names = InputSchema.current().shape(modality).features();
        return gone.getOrDefault(modality, List.of()).stream()
                .map(without -> {
                    boolean[] groups = new boolean[shape.width()];
                    for (int feature = 0; feature < groups.length; feature++) {
                        int at = names.indexOf(shape.features().get(feature));
                        groups[feature] = at >= 0 && without[at];
                    }
                    return groups;
                })
                .toList();
    }

    private static FeatureBatch features(List<MarketDay> days) {
        FeatureHistory history = new FeatureHistory();
        days.forEach(history::accept);
        MarketDay last = days.getLast();
        return history.extract(last, 0, last.size());
    }

    private static boolean[] gone(FeatureBatch full, FeatureBatch lacking, Modality modality) {
        float[] before = FeatureSchema.values(full, modality);
        float[] after = FeatureSchema.values(lacking, modality);
        int width = FeatureSchema.of(modality).size();
        int[] known = new int[width];
        int[] lost = new int[width];
        for (int i = 0; i < before.length; i++) {
            if (!Float.isNaN(before[i])) {
                known[i % width]++;
                lost[i % width] += Float.isNaN(after[i]) ? 1 : 0;
            }
        }
        boolean[] gone = new boolean[width];
        for (int feature = 0; feature < width; feature++) {
            gone[feature] = lost[feature] > 0 && lost[feature] >= GONE * known[feature];
        }
        return gone;
    }
}
