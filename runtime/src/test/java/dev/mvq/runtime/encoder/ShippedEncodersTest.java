package dev.mvq.runtime.encoder;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mvq.runtime.feature.FeatureBatch;
import dev.mvq.runtime.feature.FeatureHistory;
import dev.mvq.runtime.market.MarketDay;
import dev.mvq.runtime.market.Modality;
import dev.mvq.runtime.simulation.MadeMarket;
import dev.mvq.runtime.simulation.SimulationOptions;
import java.io.InputStream;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

class ShippedEncodersTest {
    @Test
    void the_shipped_parameters_fit_the_features_of_this_build_and_tell_where_they_come_from() throws Exception {
        try (EncoderSet shipped = EncoderSet.shipped(DeviceChoice.CPU);
                InputStream file = EncoderSet.class.getResourceAsStream(EncoderSet.FILE)) {
            assertTrue(file.readAllBytes().length <= 6_000_000);
            assertEquals(InputSchema.current(), shipped.schema());
            assertTrue(shipped.card().trained());
            assertFalse(shipped.card().sources().isEmpty());
            assertEquals(Modality.values().length, shipped.card().noise().size());
            LocalDate.parse(shipped.card().through());
            assertEquals("cpu", shipped.device());
        }
    }

    @Test
    void a_made_day_is_encoded_without_collapse() {
        FeatureHistory history = new FeatureHistory();
        SimulationOptions options = new SimulationOptions(55, 2, 12, 60, 70, LocalDate.of(2019, 6, 28));
        List<MarketDay> days = new MadeMarket(options).days().toList();
        days.forEach(history::accept);
        MarketDay last = days.getLast();
        FeatureBatch batch = history.extract(last, 0, last.size());
        try (EncoderSet shipped = EncoderSet.shipped(DeviceChoice.CPU)) {
            DayEmbeddings embeddings = shipped.encode(batch);
            for (Modality modality : Modality.values()) {
                double sum = 0;
                int pairs = 0;
                for (int row = 1; row < last.size(); row++) {
                    if (embeddings.has(row, modality) && embeddings.has(row - 1, modality)) {
                        sum += EncoderSetTest.dot(
                                EncoderSetTest.row(embeddings, modality, row - 1),
                                EncoderSetTest.row(embeddings, modality, row));
                        pairs++;
                    }
                }
                assertTrue(pairs > 20 && sum / pairs < 0.99, modality + " " + sum / pairs + " of " + pairs);
            }
        }
    }

    @Test
    void a_day_in_the_forms_of_two_sources_finds_itself_first() {
        // A seed and a day that no training saw, in chains without volume and open interest and in histories without
        // sizes.
        SimulationOptions options = new SimulationOptions(4_711, 1, 25, 80, 260, LocalDate.of(2018, 9, 28));
        List<MarketDay> days = new MadeMarket(options).days().toList();
        FeatureBatch chains = features(days, FieldGroups.Field.VOLUME, FieldGroups.Field.OPEN_INTEREST);
        FeatureBatch histories = features(days, FieldGroups.Field.SIZES, FieldGroups.Field.BAR_VOLUME);
        try (EncoderSet shipped = EncoderSet.shipped(DeviceChoice.CPU)) {
            DayEmbeddings one = shipped.encode(chains);
            DayEmbeddings other = shipped.encode(histories);
            int found = 0;
            for (int row = 0; row < one.rows(); row++) {
                found += nearest(EncoderSetTest.row(one, Modality.FUSED, row), other) == row ? 1 : 0;
            }
            assertTrue(found >= 0.9 * one.rows(), found + " of " + one.rows());
        }
    }

    private static FeatureBatch features(List<MarketDay> days, FieldGroups.Field... lacked) {
        FeatureHistory history = new FeatureHistory();
        MarketDay last = days.getLast();
        for (MarketDay day : days) {
            last = day;
            for (FieldGroups.Field field : lacked) {
                last = field.takenFrom(last);
            }
            history.accept(last);
        }
        return history.extract(last, 0, last.size());
    }

    private static int nearest(float[] subject, DayEmbeddings rows) {
        int best = 0;
        double highest = Double.NEGATIVE_INFINITY;
        for (int row = 0; row < rows.rows(); row++) {
            double cosine = EncoderSetTest.dot(subject, EncoderSetTest.row(rows, Modality.FUSED, row));
            if (cosine > highest) {
                highest = cosine;
                best = row;
            }
        }
        return best;
    }
}
