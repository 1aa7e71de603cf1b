package dev.mvq.runtime.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mvq.runtime.market.MarketDay;
import dev.mvq.runtime.market.Progress;
import dev.mvq.runtime.simulation.MadeMarket;
import dev.mvq.runtime.simulation.SimulationOptions;
import dev.mvq.runtime.simulation.delivery.TruthFile;
import dev.mvq.runtime.source.Importer;
import dev.mvq.runtime.storage.LocalObjectStore;
import dev.mvq.runtime.storage.ObjectInfo;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SimulatedImportTest {
    private static final Map<String, Long> SMALL =
            Map.of("days", 6L, "underlyings", 2L, "contracts_per_day", 120L, "history", 2L);

    @TempDir
    Path folder;

    private LocalObjectStore store;
    private final List<MarketDay> taken = new ArrayList<>();

    @BeforeEach
    void open() {
        store = new LocalObjectStore(folder);
    }

    @Test
    void cleanDaysAreThoseOfTheMarketInTheirOrder() {
        SimulationOptions options = options(Map.of(), Map.of());
        Answer answer = run(options);
        assertEquals(new MadeMarket(options).days().toList(), taken);
        assertEquals(2, answer.messages().size());
        assertEquals(
                "the truth of each day is in " + store.location() + "/simulated/truth",
                answer.messages().get(1));
        assertEquals(8, new TruthFile(store).days().size());
    }

    @Test
    void whatWasPlantedIsToldAndOnFile() {
        Answer answer = run(options(Map.of("arbitrage", 3L, "anomalies", 2L), Map.of()));
        assertEquals(
                "planted: 3 arbitrage, 3 near-misses, 2 anomalies, 0 flaws",
                answer.messages().get(1));
        TruthFile truths = new TruthFile(store);
        assertEquals(
                3,
                truths.days().stream()
                        .mapToInt(day ->
                                truths.read(day).orElseThrow().arbitrage().size())
                        .sum());
    }

    @Test
    void rawFilesAreWrittenAndToldHowToImport() {
        Answer answer = run(options(Map.of(), Map.of("format", "chains")));
        assertTrue(taken.isEmpty());
        List<String> messages = answer.messages();
        assertEquals("2 days have bars only, which this form does not carry", messages.get(2));
        assertEquals("12 files written, no day is in the market yet; to read them:", messages.get(3));
        String statement = "IMPORT '" + store.location() + "/options-recent/made-market/chains/**/*.csv'";
        assertEquals(statement, messages.get(4));
        List<MarketDay> read = new ArrayList<>();
        new Importer(folder, Progress.SILENT)
                .read(
                        List.of(statement.substring("IMPORT '".length(), statement.length() - 1)),
                        Optional.empty(),
                        Optional.empty(),
                        read::add);
        assertEquals(6, read.size());
    }

    @Test
    void quotesWithinTheDayAreWrittenForTheLastDays() {
        run(options(Map.of("intraday", 2L), Map.of()));
        assertEquals(
                List.of(
                        "options-recent/made-market/intraday/2024-01-30/AAPL.csv",
                        "options-recent/made-market/intraday/2024-01-30/MSFT.csv",
                        "options-recent/made-market/intraday/2024-01-31/AAPL.csv",
                        "options-recent/made-market/intraday/2024-01-31/MSFT.csv"),
                store.list("options-recent/").stream().map(ObjectInfo::key).toList());
    }

    @Test
    void aSecondRunOverTheSameStoreLeavesNoFileOfTheFirstOnItsDays() {
        run(options(Map.of("underlyings", 3L), Map.of("format", "chains")));
        run(options(Map.of("underlyings", 1L), Map.of("format", "chains")));
        assertEquals(6, store.list("options-recent/").size());
        TruthFile truths = new TruthFile(store);
        assertTrue(truths.days().stream()
                .allMatch(day -> truths.read(day)
                        .orElseThrow()
                        .options()
                        .get("underlyings")
                        .equals("1")));
    }

    @Test
    void theSameOptionsGiveTheSameBytes() {
        SimulationOptions options = options(Map.of("arbitrage", 4L, "flaws", 4L), Map.of("format", "spy-options"));
        run(options);
        Map<String, String> first = etags();
        run(options);
        assertEquals(first, etags());
    }

    @Test
    void aFailureLeavesWholeDaysAndNoTruthOfAnother() {
        SimulationOptions options = options(Map.of(), Map.of());
        LocalDate third = new MadeMarket(options).sessions().get(2);
        assertThrows(
                IllegalStateException.class,
                () -> new SimulatedImport(
                                store,
                                day -> {
                                    if (day.date().equals(third)) {
                                        throw new IllegalStateException("full");
                                    }
                                    taken.add(day);
                                },
                                Progress.SILENT,
                                options)
                        .run());
        assertEquals(2, taken.size());
        assertEquals(2, new TruthFile(store).days().size());
    }

    private Answer run(SimulationOptions options) {
        return new SimulatedImport(store, taken::add, Progress.SILENT, options).run();
    }

    private Map<String, String> etags() {
        Map<String, String> etags = new HashMap<>();
        store.list("").forEach(info -> etags.put(info.key(), java.util.Arrays.toString(store.read(info.key()))));
        return etags;
    }

    private static SimulationOptions options(Map<String, Long> more, Map<String, String> texts) {
        Map<String, Long> numbers = new HashMap<>(SMALL);
        numbers.putAll(more);
        return SimulationOptions.of(numbers, texts);
    }
}
