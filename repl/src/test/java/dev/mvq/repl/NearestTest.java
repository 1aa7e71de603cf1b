package dev.mvq.repl;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestTest {
    @ParameterizedTest
    @CsvSource({
        "query,query,0",
        "qurey,query,1",
        "quer,query,1",
        "querry,query,1",
        "'',query,5",
        "QUERY,query,0",
        "ca,abc,3"
    })
    void edits_count_swaps_of_neighbours_as_one(String a, String b, int distance) {
        assertEquals(distance, Nearest.distance(a, b));
        assertEquals(distance, Nearest.distance(b, a));
    }

    @Test
    void what_is_far_from_everything_was_not_meant() {
        assertEquals(Optional.of("demo"), Nearest.to("dmeo", List.of("run", "demo")));
        assertEquals(Optional.empty(), Nearest.to("teleport", List.of("run", "demo")));
        assertEquals(Optional.empty(), Nearest.to("x", List.of("run", "-c")));
    }
}
