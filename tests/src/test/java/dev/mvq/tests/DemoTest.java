package dev.mvq.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The demo's questions and the example scripts, over its market at a fraction of the size. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DemoTest {
    private static final String QUESTION = "SIMILAR TO AAPL_20240119_150_C AT 2024-01-12 ON fused,greeks K 20";

    private Path store;

    @BeforeAll
    void makeASmallDemo(@TempDir Path folder) {
        store = folder.resolve("demo");
        Invocation.statements(
                        store,
                        "IMPORT SIMULATED WITH (seed = 7, underlyings = 4, days = 14, contracts_per_day = 160, history = 20);"
                                + " GENERATE EMBEDDINGS")
                .well();
    }

    @Test
    void the_question_of_the_demo_is_answered_with_twenty_rows_of_other_contracts() {
        List<String> rows = csv(QUESTION);
        assertEquals(20, rows.size());
        assertTrue(rows.stream().noneMatch(row -> row.contains("AAPL_20240119_150_C")), rows::toString);
    }

    @Test
    void across_underlyings_the_answers_are_of_other_underlyings() {
        List<String> rows = csv(QUESTION + " ACROSS UNDERLYINGS");
        assertEquals(20, rows.size());
        assertTrue(rows.stream().noneMatch(row -> row.contains("AAPL")), rows::toString);
        assertNotEquals(csv(QUESTION), rows);
    }

    @Test
    void the_query_of_the_readme_works_word_for_word_and_says_which_day_it_took() {
        Invocation asked = Invocation.of(store, "query", "AAPL_20240119_150_C", "2024-01-15", "-k", "20")
                .well();
        assertTrue(asked.err().contains("2024-01-15 is a holiday: 2024-01-12 is taken\n"), asked::err);
        assertTrue(asked.err().contains("made market: these numbers are simulated\n"), asked::err);
        assertTrue(asked.err().endsWith("20 rows\n"), asked::err);
        assertEquals(22, asked.out().lines().count(), asked::out);
    }

    @Test
    void stored_rows_of_a_made_market_say_that_they_are_made() {
        Invocation asked = Invocation.of(store, "-c", "FROM bars AT 2024-01-12 | STATS avg(close)")
                .well();
        assertTrue(asked.err().contains("made market: these numbers are simulated\n"), asked::err);
    }

    @Test
    void every_example_runs() throws IOException {
        try (Stream<Path> examples = Files.list(Surroundings.project().resolve("scripts/examples"))) {
            List<Path> scripts = examples.filter(file -> file.toString().endsWith(".mvq"))
                    .sorted()
                    .toList();
            assertFalse(scripts.isEmpty());
            for (Path script : scripts) {
                Invocation.of(store, "run", script.toString()).well();
            }
        }
    }

    private List<String> csv(String statement) {
        return Invocation.of(store, "--format", "csv", "-c", statement).well().csvRows();
    }
}
