package dev.mvq.repl;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class NearestTest {
    @Test
    void a_swap_of_neighbours_is_one_edit_and_case_is_none() {
        assertEquals(Optional.of("query"), Nearest.to("qurey", List.of("run", "query")));
        assertEquals(Optional.of("query"), Nearest.to("QUERRY", List.of("run", "query")));
        assertEquals(Optional.of("query"), Nearest.to("uqrey", List.of("run", "query")));
        assertEquals(Optional.empty(), Nearest.to("quxxy", List.of("run", "queenly")));
    }

    @Test
    void what_is_far_from_everything_was_not_meant() {
        assertEquals(Optional.of("demo"), Nearest.to("dmeo", List.of("run", "demo")));
        assertEquals(Optional.empty(), Nearest.to("teleport", List.of("run", "demo")));
        assertEquals(Optional.empty(), Nearest.to("x", List.of("run", "-c")));
    }
}
