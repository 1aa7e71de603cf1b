package dev.mvq.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mvq.runtime.engine.Answer;
import dev.mvq.runtime.engine.Mvq;
import dev.mvq.runtime.engine.SimulationQuery;
import dev.mvq.runtime.engine.TestEmbeddingsQuery;
import dev.mvq.runtime.market.DateRange;
import dev.mvq.runtime.market.MvqException;
import dev.mvq.runtime.market.Progress;
import dev.mvq.runtime.measure.MeasureOptions;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** {@code TEST EMBEDDINGS} on a small store's own days. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TestEmbeddingsTest {
    private static final MeasureOptions SMALL = MeasureOptions.QUICK.withSize(300, 160);

    private Path store;

    @BeforeAll
    void makeAStore(@TempDir Path folder) {
        store = folder.resolve("store");
        try (Mvq engine = open()) {
            engine.importSimulated(new SimulationQuery(
                    Map.of("underlyings", 3L, "days", 60L, "contracts_per_day", 60L, "history", 30L)));
        }
    }

    private Mvq open() {
        return Mvq.open(store, store, Progress.SILENT);
    }

    @Test
    void every_measure_has_a_row_with_baselines_beside_it_and_what_lacks_data_is_said() {
        try (Mvq engine = open()) {
            LocalDate last = engine.days().last();
            Answer answer = engine.testEmbeddings(
                    new TestEmbeddingsQuery(Optional.of(new DateRange(last.minusDays(70), last)), SMALL));
            List<String> names = answer.rows().columnNames();
            assertTrue(
                    names.containsAll(List.of(
                            "task",
                            "measure",
                            "modality",
                            "encoder",
                            "interval",
                            "untrained",
                            "raw",
                            "pca",
                            "convolutions",
                            "chance",
                            "har",
                            "lead",
                            "subjects",
                            "rows",
                            "in_training")),
                    names::toString);
            List<String> tasks = answer.rows().stringColumn("task").unique().asList();
            assertTrue(tasks.containsAll(List.of("twins", "agreement", "probe")), tasks::toString);
            String said = String.join("\n", answer.messages());
            assertTrue(said.contains("made market: these numbers are simulated"), said);
            assertTrue(said.contains("no crises"), said);
            assertTrue(said.contains("trained on data through"), said);
            assertEquals(
                    answer.rows().rowCount(),
                    answer.rows().doubleColumn("encoder").isNotMissing().size());
        }
    }

    @Test
    void a_period_without_data_is_refused_with_what_there_is() {
        try (Mvq engine = open()) {
            DateRange empty = new DateRange(LocalDate.of(2001, 1, 1), LocalDate.of(2001, 12, 31));
            MvqException refused = assertThrows(
                    MvqException.class,
                    () -> engine.testEmbeddings(new TestEmbeddingsQuery(Optional.of(empty), SMALL)));
            assertTrue(refused.getMessage().contains("no market data in 2001-01-01 .. 2001-12-31"));
            assertTrue(refused.remedy().contains("there is data from"));
        }
    }
}
