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
}
