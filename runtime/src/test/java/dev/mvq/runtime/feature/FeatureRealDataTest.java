package dev.mvq.runtime.feature;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mvq.runtime.market.MarketDay;
import dev.mvq.runtime.market.Modality;
import dev.mvq.runtime.market.Progress;
import dev.mvq.runtime.source.Importer;
import dev.mvq.runtime.source.SharedData;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Features of a real year: twenty SPY contracts a day of 2021, with the bars of SPY. */
class FeatureRealDataTest {
    @Test
    void a_real_year_has_all_modalities_within_bounds_and_only_what_the_source_lacks_is_missing() {
        List<MarketDay> days = days();
        FeatureHistory history = new FeatureHistory();
        int rows = 0;
        Map<Modality, Integer> present = new EnumMap<>(Modality.class);
        for (MarketDay day : days) {
            history.accept(day);
            FeatureBatch batch = history.extract(day, 0, day.size());
            rows += batch.size();
            for (Modality modality : Modality.values()) {
                for (int row = 0; row < batch.size(); row++) {
                    present.merge(modality, modality.in(batch.present()[row]) ? 1 : 0, Integer::sum);
                }
                for (float value : FeatureSchema.values(batch, modality)) {
                    assertTrue(Float.isNaN(value) || Math.abs(value) <= Scaling.LIMIT);
                }
            }
        }
        assertTrue(present.getOrDefault(Modality.PRICE, 0) > 0.96 * rows);
        assertTrue(present.getOrDefault(Modality.GREEKS, 0) > 0.95 * rows);
        assertTrue(present.getOrDefault(Modality.MICROSTRUCTURE, 0) > 0.95 * rows);
        assertTrue(present.getOrDefault(Modality.TECHNICAL, 0) > 0.92 * rows);
        assertLacksSizes(history.extract(days.getLast(), 0, days.getLast().size()));
    }

    private static void assertLacksSizes(FeatureBatch batch) {
        List<String> names = MicrostructureFeatures.names();
        for (int session = 0; session < batch.size() * MicrostructureFeatures.SESSIONS; session++) {
            int at = session * MicrostructureFeatures.COUNT;
            float[] values = batch.microstructure();
            boolean quoted = !Float.isNaN(values[at + names.indexOf("spread")]);
            assertEquals(quoted, !Float.isNaN(values[at + names.indexOf("volume")]));
            assertTrue(Float.isNaN(values[at + names.indexOf("bid_size")]));
        }
    }

    private static List<MarketDay> days() {
        List<MarketDay> days = new ArrayList<>();
        new Importer(SharedData.folder("spy-options-2021"), Progress.SILENT)
                .read(List.of("*.csv"), Optional.empty(), Optional.empty(), days::add);
        days.sort(Comparator.comparing(MarketDay::date));
        return days;
    }
}
