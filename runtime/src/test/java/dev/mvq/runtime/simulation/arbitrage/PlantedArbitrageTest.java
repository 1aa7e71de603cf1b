package dev.mvq.runtime.simulation.arbitrage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mvq.runtime.market.Contract;
import dev.mvq.runtime.market.MarketDay;
import dev.mvq.runtime.simulation.PlantedMarket;
import dev.mvq.runtime.simulation.SimulationOptions;
import dev.mvq.runtime.simulation.planting.ArbitrageKind;
import dev.mvq.runtime.simulation.planting.DayTruth;
import dev.mvq.runtime.simulation.planting.MovedQuote;
import dev.mvq.runtime.simulation.planting.PlantedArbitrage;
import dev.mvq.runtime.simulation.planting.PlantedLeg;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** What the truth says is planted the programme finds, with its legs and its profit; what it says only looks so, it does not. */
class PlantedArbitrageTest {
    /** The truth is in whole cents of profit; legs of three places in the programme. */
    private static final double NOTHING = 2e-5;

    private static final List<PlantedMarket.Day> DAYS = LongStream.rangeClosed(1, 4)
            .mapToObj(seed -> SimulationOptions.of(Map.of(
                    "seed", seed,
                    "underlyings", 11L,
                    "contracts_per_day", 900L,
                    "days", 40L,
                    "history", 0L,
                    "arbitrage", 24L,
                    "near_misses", 24L,
                    "anomalies", 10L)))
            .map(PlantedMarket::new)
            .flatMap(market -> market.optionDays().stream().map(market::day))
            .filter(day -> isPlanted(day.truth()))
            .toList();

    private static boolean isPlanted(DayTruth truth) {
        return !(truth.arbitrage().isEmpty()
                && truth.nearMisses().isEmpty()
                && truth.anomalies().isEmpty());
    }

    @Test
    void everyKindIsPlanted() {
        Set<ArbitrageKind> kinds = DAYS.stream()
                .flatMap(day -> day.truth().arbitrage().stream())
                .map(PlantedArbitrage::kind)
                .collect(Collectors.toSet());
        assertEquals(Set.of(ArbitrageKind.values()), kinds);
        assertEquals(
                96,
                DAYS.stream().mapToInt(day -> day.truth().arbitrage().size()).sum());
        assertEquals(
                96,
                DAYS.stream().mapToInt(day -> day.truth().nearMisses().size()).sum());
    }

    @Test
    void aPlantedArbitrageIsFoundWithItsLegsAndItsProfit() {
        for (PlantedMarket.Day day : DAYS) {
            for (PlantedArbitrage planted : day.truth().arbitrage()) {
                ArbitrageCheck check = check(day.day(), planted.underlyingId());
                Map<Contract, Double> legs = legs(planted);
                assertEquals(planted.profit(), check.profitOf(legs), NOTHING, planted::toString);
                Arbitrage found = check.best(legs.keySet()).orElseThrow(() -> new AssertionError("unseen " + planted));
                assertFound(planted, legs, found);
                assertTrue(check.best().orElseThrow().profit() >= found.profit() - NOTHING);
            }
        }
    }

    /** The best of the planted contracts is the planted portfolio, scaled so that its largest leg is 1. */
    private static void assertFound(PlantedArbitrage planted, Map<Contract, Double> legs, Arbitrage found) {
        double size = legs.values().stream().mapToDouble(Math::abs).max().orElseThrow();
        Set<Contract> traded = found.legs().stream().map(Leg::contract).collect(Collectors.toSet());
        if (planted.kind() == ArbitrageKind.BOX) {
            // The programme trades the forward for nothing: the half of a box whose quotes were moved may pay more by
            // itself.
            assertTrue(legs.keySet().containsAll(traded), () -> planted + " / " + found);
            assertTrue(found.profit() >= planted.profit() / size - NOTHING, () -> planted + " / " + found);
            return;
        }
        assertEquals(planted.profit() / size, found.profit(), NOTHING, () -> planted + " / " + found);
        assertEquals(legs.keySet(), traded);
        found.legs()
                .forEach(leg -> assertEquals(
                        legs.get(leg.contract()) / size, leg.quantity(), 1e-4, () -> planted + " / " + found));
    }

    @Test
    void withoutTheMovedQuotesTheDayIsClean() {
        for (PlantedMarket.Day day : DAYS) {
            for (PlantedArbitrage planted : day.truth().arbitrage()) {
                Set<Contract> moved =
                        planted.moved().stream().map(MovedQuote::contract).collect(Collectors.toSet());
                ArbitrageCheck check = check(day.day(), planted.underlyingId());
                assertEquals(Optional.empty(), check.without(moved).best(), planted::toString);
            }
        }
    }

    @Test
    void whatPaysAtTheMidOnlyIsNoArbitrage() {
        for (PlantedMarket.Day day : DAYS) {
            for (PlantedArbitrage missed : day.truth().nearMisses()) {
                assertTrue(missed.midProfit() > 0 && missed.profit() <= 0, missed::toString);
                assertTrue(check(day.day(), missed.underlyingId()).profitOf(legs(missed)) <= NOTHING, missed::toString);
            }
        }
    }

    @Test
    void nothingButThePlantedIsThere() {
        for (PlantedMarket.Day day : DAYS) {
            Set<String> played = day.truth().arbitrage().stream()
                    .map(PlantedArbitrage::underlyingId)
                    .collect(Collectors.toSet());
            MadeMarketArbitrageTest.chains(day.day()).forEach((underlying, chain) -> {
                Optional<Arbitrage> found =
                        ArbitrageCheck.of(chain, Exercise.of(underlying)).best();
                assertEquals(
                        played.contains(underlying),
                        found.isPresent(),
                        () -> day.day().date() + " " + underlying + " " + found);
            });
        }
    }

    private static Map<Contract, Double> legs(PlantedArbitrage planted) {
        return planted.legs().stream().collect(Collectors.toMap(PlantedLeg::contract, PlantedLeg::quantity));
    }

    private static ArbitrageCheck check(MarketDay day, String underlying) {
        return ArbitrageCheck.of(MadeMarketArbitrageTest.chains(day).get(underlying), Exercise.of(underlying));
    }
}
