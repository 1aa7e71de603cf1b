package dev.mvq.runtime.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mvq.runtime.market.MvqException;
import java.time.LocalDate;
import java.util.Map;
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

    private static MvqException refusal(Map<String, Long> values) {
        return assertThrows(MvqException.class, () -> SimulationOptions.of(values));
    }
}
