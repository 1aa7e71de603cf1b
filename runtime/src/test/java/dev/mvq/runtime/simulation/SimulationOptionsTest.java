package dev.mvq.runtime.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mvq.runtime.market.MvqException;
import dev.mvq.runtime.simulation.delivery.DeliveryChoice;
import dev.mvq.runtime.simulation.delivery.RawForm;
import dev.mvq.runtime.simulation.planting.PlantingCounts;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SimulationOptionsTest {
    @Test
    void nothingNamedGivesTheDefaults() {
        assertEquals(
                new SimulationOptions(7, 8, 250, 400, 260, LocalDate.of(2024, 1, 31)), SimulationOptions.of(Map.of()));
    }

    @Test
    void namesInAnyCaseChangeTheirValue() {
        SimulationOptions options = SimulationOptions.of(
                Map.of("SEED", 3L, "Underlyings", 2L, "contracts_per_day", 100L, "last_day", 20230630L));
        assertEquals(new SimulationOptions(3, 2, 250, 100, 260, LocalDate.of(2023, 6, 30)), options);
    }

    @Test
    void anUnknownNameIsRefusedWithTheNearestKnownOne() {
        MvqException refused = refusal(Map.of("underlying", 4L));
        assertEquals("a made market has no option 'underlying'", refused.getMessage());
        assertEquals("did you mean 'underlyings'?", refused.remedy());
    }

    @Test
    void aNameLikeNoneIsRefusedWithAllKnownOnes() {
        assertTrue(refusal(Map.of("colour", 4L)).remedy().contains("contracts_per_day"));
    }

    @Test
    void aValueOutOfRangeIsRefusedWithItsRange() {
        MvqException refused = refusal(Map.of("underlyings", 601L));
        assertEquals("underlyings = 601 is out of range", refused.getMessage());
        assertEquals("give a whole number from 1 to 600", refused.remedy());
    }

    @Test
    void aValueTooGreatForAnIntegerIsRefusedAndNotWrapped() {
        assertEquals(
                "days = 4294967297 is out of range",
                refusal(Map.of("days", 4_294_967_297L)).getMessage());
    }

    @Test
    void contractsMustSuitTheNumberOfUnderlyings() {
        MvqException refused = refusal(Map.of("underlyings", 20L, "contracts_per_day", 100L));
        assertEquals("contracts_per_day = 100 does not suit underlyings = 20", refused.getMessage());
    }

    @Test
    void aDayThatIsNoDateIsRefused() {
        assertEquals(
                "last_day = 20240230 is not a date",
                refusal(Map.of("last_day", 20240230L)).getMessage());
    }

    @Test
    void aWindowThatReachesBackBeforeTheWorldIsRefused() {
        SimulationOptions options = SimulationOptions.of(Map.of("days", 2000L, "last_day", 20050103L));
        MvqException refused = assertThrows(MvqException.class, () -> new MadeMarket(options));
        assertTrue(refused.remedy().contains("later last_day"));
    }

    @Test
    void thereAreAsManyNearMissesAsThereIsArbitrageUnlessSaidOtherwise() {
        assertEquals(
                new PlantingCounts(5, 5, 0),
                SimulationOptions.of(Map.of("arbitrage", 5L)).planted());
        assertEquals(
                new PlantingCounts(5, 2, 1),
                SimulationOptions.of(Map.of("arbitrage", 5L, "near_misses", 2L, "anomalies", 1L))
                        .planted());
    }

    @Test
    void aFormatIsTakenInAnyCase() {
        SimulationOptions options = SimulationOptions.of(Map.of("flaws", 3L), Map.of("FORMAT", "SPY-options"));
        assertEquals(new DeliveryChoice(Optional.of(RawForm.SPY_OPTIONS), 3, 0), options.delivery());
    }

    @Test
    void anUnknownFormatIsRefusedWithTheKnownOnes() {
        MvqException refused =
                assertThrows(MvqException.class, () -> SimulationOptions.of(Map.of(), Map.of("format", "excel")));
        assertEquals("format = 'excel' is not known", refused.getMessage());
        assertEquals("a made market is written as chains, spy-options, bars", refused.remedy());
    }

    @Test
    void flawsNeedFiles() {
        MvqException refused = refusal(Map.of("flaws", 2L));
        assertEquals("flaws = 2 without a format: only files can be flawed", refused.getMessage());
        assertEquals("add format = 'chains', or another of chains, spy-options, bars", refused.remedy());
    }

    @Test
    void intradayDaysAreOptionDays() {
        MvqException refused = refusal(Map.of("days", 5L, "intraday", 6L));
        assertEquals("intraday = 6 does not suit days = 5", refused.getMessage());
        assertEquals("give a whole number from 0 to 5", refused.remedy());
    }

    @Test
    void greatMarketsAreAllowedUpToAThirdOfAMillionContracts() {
        SimulationOptions great = SimulationOptions.of(Map.of("underlyings", 600L, "contracts_per_day", 300_000L));
        assertEquals(300_000, great.contractsPerDay());
        assertEquals(
                "contracts_per_day = 300001 is out of range",
                refusal(Map.of("contracts_per_day", 300_001L)).getMessage());
        assertEquals(
                "give a whole number from 8 to 20000, or another number of underlyings",
                refusal(Map.of("underlyings", 1L, "contracts_per_day", 20_001L)).remedy());
    }

    @Test
    void whatWasGivenIsToldByName() {
        SimulationOptions options = SimulationOptions.of(Map.of("arbitrage", 4L), Map.of("format", "bars"));
        assertEquals("4", options.given().get("near_misses"));
        assertEquals("bars", options.given().get("format"));
        assertEquals("2024-01-31", options.given().get("last_day"));
    }

    private static MvqException refusal(Map<String, Long> values) {
        return assertThrows(MvqException.class, () -> SimulationOptions.of(values));
    }
}
