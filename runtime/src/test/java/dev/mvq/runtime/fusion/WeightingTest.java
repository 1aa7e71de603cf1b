package dev.mvq.runtime.fusion;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mvq.runtime.market.Modality;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class WeightingTest {
    @Test
    void a_weighting_counts_what_its_question_is_about_thrice() {
        assertEquals(List.of(1.0, 1.0, 1.0, 1.0, 1.0), weights(Weighting.BALANCED));
        assertEquals(List.of(3.0, 1.0, 1.0, 3.0, 1.0), weights(Weighting.PATH));
        assertEquals(List.of(1.0, 3.0, 1.0, 1.0, 1.0), weights(Weighting.RISK));
        assertEquals(List.of(1.0, 1.0, 3.0, 1.0, 1.0), weights(Weighting.LIQUIDITY));
    }

    @Test
    void weightings_are_found_by_name_in_any_case() {
        assertEquals(List.of("balanced", "path", "risk", "liquidity"), Weighting.words());
        assertEquals(Optional.of(Weighting.RISK), Weighting.of("Risk"));
        assertTrue(Weighting.of("gamma").isEmpty());
    }

    private static List<Double> weights(Weighting weighting) {
        return Arrays.stream(Modality.values()).map(weighting::weight).toList();
    }
}
