package dev.mvq.runtime.market;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EditDistanceTest {
    @ParameterizedTest
    @CsvSource({
        "AAPL, AAPL, 0",
        "AAPL, APL, 1",
        "AAPL, APAL, 1",
        "SPY, SPX, 1",
        "AAPL, aapl, 4",
        "greks, greeks, 1",
        "dmeo, demo, 1",
        "kitten, sitting, 3",
        "ca, abc, 3"
    })
    void counts_letters_put_in_left_out_replaced_and_swapped_with_a_neighbour(String a, String b, int edits) {
        assertEquals(edits, EditDistance.between(a, b));
        assertEquals(edits, EditDistance.between(b, a));
    }

    @Test
    void nothing_is_as_far_from_a_word_as_the_word_is_long() {
        assertEquals(4, EditDistance.between("", "AAPL"));
        assertEquals(0, EditDistance.between("", ""));
    }
}
