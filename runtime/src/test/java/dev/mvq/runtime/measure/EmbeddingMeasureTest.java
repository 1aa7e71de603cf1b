package dev.mvq.runtime.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mvq.runtime.encoder.DeviceChoice;
import dev.mvq.runtime.encoder.EncoderSet;
import dev.mvq.runtime.market.MarketDay;
import dev.mvq.runtime.market.Modality;
import dev.mvq.runtime.market.Progress;
import dev.mvq.runtime.measure.MeasureReport.Line;
import dev.mvq.runtime.simulation.MadeMarket;
import dev.mvq.runtime.simulation.SimulationOptions;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The whole measure, small, on a made market. */
class EmbeddingMeasureTest {
    private static final MadeMarket MADE =
            new MadeMarket(new SimulationOptions(45, 4, 110, 80, 30, LocalDate.of(2019, 6, 28)));
    private static final List<MarketDay> DAYS = MADE.days().toList();
    private static final MeasureOptions OPTIONS = MeasureOptions.QUICK.withSize(400, 160);

    @Test
    void every_task_that_has_data_is_measured_for_every_modality_and_method_and_a_second_time_alike() {
        MeasuredMarket market = MeasuredMarket.of("made", DAYS::stream)
                .learntThrough(LocalDate.MIN)
                .knowing(MADE::states);
        MeasureReport report = measure(market, OPTIONS);
        Set<String> tasks = report.lines().stream().map(Line::task).collect(Collectors.toSet());
        assertTrue(
                tasks.containsAll(Set.of("twins", "agreement", "latent", "probe", "auto fusion", "fused beside")),
                tasks.toString());
        for (Line line : report.lines()) {
            Set<String> methods = line.figures().keySet();
            if (line.task().equals("auto fusion")) {
                assertEquals(Set.of("encoder", "balanced", "path", "risk", "liquidity", "best_fixed"), methods);
                continue;
            }
            if (line.task().equals("fused beside")) {
                assertEquals(Set.of("encoder", "single"), methods);
                continue;
            }
            assertTrue(methods.containsAll(Set.of("encoder", "untrained", "raw", "pca")), line.toString());
            assertEquals(line.modality() == Modality.PRICE, methods.contains("convolutions"), line.toString());
            assertEquals(0, line.inTraining());
        }
        assertEquals(
                5,
                report.lines().stream()
                        .filter(line ->
                                line.task().equals("twins") && line.measure().equals("MRR"))
                        .count());
        assertEquals(
                List.of(
                        "MRR",
                        "MRR degraded",
                        "MRR degraded price",
                        "MRR degraded greeks",
                        "MRR degraded microstructure",
                        "MRR degraded technical",
                        "MRR degraded by noise",
                        "MRR degraded by stale",
                        "MRR degraded by masked"),
                report.lines().stream()
                        .filter(line -> line.task().equals("auto fusion"))
                        .map(Line::measure)
                        .toList());
        assertEquals(
                List.of("MRR beside price", "MRR beside greeks", "MRR beside microstructure", "MRR beside technical"),
                report.lines().stream()
                        .filter(line -> line.task().equals("fused beside"))
                        .map(Line::measure)
                        .toList());
        assertTrue(
                report.notes().stream().anyMatch(note -> note.contains("no crises")),
                report.notes().toString());
        assertEquals(report.markdown(), measure(market, OPTIONS).markdown());
    }

    @Test
    void rows_within_the_training_are_counted() {
        MeasuredMarket market = MeasuredMarket.of("made", DAYS::stream)
                .learntThrough(DAYS.get(DAYS.size() - 60).date());
        double share =
                measure(market, OPTIONS.withSize(200, 160)).lines().getFirst().inTraining();
        assertTrue(share > 0 && share < 1, "in training: " + share);
    }

    @Test
    void a_market_without_rows_is_no_failure() {
        MeasureReport report =
                measure(MeasuredMarket.of("empty", () -> DAYS.stream().limit(0)), OPTIONS);
        assertEquals(List.of(), report.lines());
        assertEquals(List.of("empty: no rows to measure on"), report.notes());
    }

    @Test
    void the_draw_takes_whole_blocks_of_subjects_and_rows_from_anywhere() {
        MeasuredMarket quoted =
                MeasuredMarket.of("made", DAYS::stream).measuring(date -> !date.isBefore(MADE.firstOptionDay()));
        List<Drawing> drawings = Drawing.of(quoted, OPTIONS.withSeeds(3L, 4L));
        try (Workers workers = new Workers(2)) {
            Pool pool = PoolGathering.gather(quoted, OPTIONS, drawings.getFirst(), workers);
            assertEquals(pool.subjects().length, pool.views().size());
            assertTrue(pool.subjects().length >= 160 && pool.subjects().length < 180);
            assertTrue(pool.places().size() >= 300);
            for (int i = 0; i < pool.subjects().length; i++) {
                Pool.Place subject = pool.places().get(pool.subjects()[i]);
                assertTrue(pool.places().stream()
                                .filter(place -> place.date().equals(subject.date())
                                        && place.underlying().equals(subject.underlying()))
                                .count()
                        > 5);
            }
            Pool other = PoolGathering.gather(quoted, OPTIONS, drawings.getLast(), workers);
            assertTrue(!pool.places().equals(other.places()));
        }
    }

    private static MeasureReport measure(MeasuredMarket market, MeasureOptions options) {
        try (EncoderSet encoders = EncoderSet.shipped(DeviceChoice.CPU)) {
            return new EmbeddingMeasure(options, Progress.SILENT).measure(encoders, List.of(market));
        }
    }
}
