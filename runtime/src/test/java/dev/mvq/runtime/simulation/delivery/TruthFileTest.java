package dev.mvq.runtime.simulation.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mvq.runtime.market.MvqException;
import dev.mvq.runtime.simulation.PlantedMarket;
import dev.mvq.runtime.simulation.SimulationOptions;
import dev.mvq.runtime.simulation.planting.DayTruth;
import dev.mvq.runtime.simulation.planting.PlantedArbitrage;
import dev.mvq.runtime.simulation.planting.PlantedFlaw;
import dev.mvq.runtime.simulation.planting.PlantedLeg;
import dev.mvq.runtime.storage.LocalObjectStore;
import dev.mvq.runtime.storage.Precondition;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TruthFileTest {
    private static final SimulationOptions OPTIONS = SimulationOptions.of(Map.of(
            "days",
            10L,
            "underlyings",
            4L,
            "contracts_per_day",
            400L,
            "history",
            3L,
            "arbitrage",
            9L,
            "anomalies",
            9L));
    private static final PlantedMarket MARKET = new PlantedMarket(OPTIONS);
    private static final List<DayTruth> TRUTHS = MARKET.sessions().stream()
            .map(date -> MARKET.day(date).truth())
            .map(truth -> truth.with(List.of(flaw(truth))))
            .toList();

    @TempDir
    Path folder;

    private static PlantedFlaw flaw(DayTruth truth) {
        return new PlantedFlaw(
                PlantedFlaw.Kind.CROSSED,
                "options-recent/x.csv",
                List.of(2, 5),
                truth.arbitrage().stream()
                        .flatMap(planted -> planted.legs().stream())
                        .map(PlantedLeg::contract)
                        .toList(),
                "bid and ask \"exchanged\"");
    }

    @Test
    void whatIsWrittenReadsBackTheSame() {
        TruthFile files = written();
        assertEquals(MARKET.sessions(), List.copyOf(files.days()));
        TRUTHS.forEach(truth -> assertEquals(Optional.of(truth), files.read(truth.date())));
    }

    @Test
    void aTruthNamesSeedOptionsAndStates() {
        DayTruth truth = TRUTHS.getLast();
        assertEquals(7, truth.seed());
        assertEquals("9", truth.options().get("near_misses"));
        assertEquals(4, truth.states().size());
        assertEquals(truth.regime(), truth.states().getFirst().regime());
    }

    @Test
    void aChangeOfRegimeIsToldOnTheFirstDayOfTheNewOne() {
        for (int i = 1; i < TRUTHS.size(); i++) {
            DayTruth before = TRUTHS.get(i - 1);
            DayTruth truth = TRUTHS.get(i);
            assertEquals(
                    before.regime() == truth.regime() ? Optional.empty() : Optional.of(before.regime()),
                    truth.changedFrom());
        }
    }

    @Test
    void duckDbReadsWhatWasPlanted() throws SQLException {
        written();
        long planted =
                TRUTHS.stream().mapToLong(truth -> truth.arbitrage().size()).sum();
        double profit = TRUTHS.stream()
                .flatMap(truth -> truth.arbitrage().stream())
                .mapToDouble(PlantedArbitrage::profit)
                .sum();
        String files = folder.resolve("simulated/truth/*/*.json").toString();
        try (Connection duck = DriverManager.getConnection("jdbc:duckdb:");
                ResultSet row = duck.createStatement()
                        .executeQuery(
                                "SELECT count(*), sum(a.profit) FROM (SELECT unnest(arbitrage) AS a FROM read_json('"
                                        + files + "'))")) {
            assertTrue(row.next());
            assertEquals(planted, row.getLong(1));
            assertEquals(profit, row.getDouble(2), 1e-9);
        }
    }

    @Test
    void aForgottenDayHasNoTruth() {
        TruthFile files = written();
        files.forget(MARKET.sessions().getFirst());
        assertEquals(Optional.empty(), files.read(MARKET.sessions().getFirst()));
    }

    @Test
    void aDamagedTruthIsToldOf() {
        LocalObjectStore store = new LocalObjectStore(folder);
        store.put("simulated/truth/2024/2024-01-12.json", "{}".getBytes(StandardCharsets.UTF_8), Precondition.NONE);
        MvqException told =
                assertThrows(MvqException.class, () -> new TruthFile(store).read(java.time.LocalDate.of(2024, 1, 12)));
        assertEquals("simulated/truth/2024/2024-01-12.json is damaged", told.getMessage());
    }

    private TruthFile written() {
        TruthFile files = new TruthFile(new LocalObjectStore(folder));
        TRUTHS.forEach(files::write);
        return files;
    }
}
