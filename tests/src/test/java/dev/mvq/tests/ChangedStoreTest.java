package dev.mvq.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Days are added to a store, the generation before is asked, and goes at last. */
class ChangedStoreTest {
    private static final String MARKET =
            "IMPORT SIMULATED WITH (seed = 5, underlyings = 2, days = 25, contracts_per_day = 16, history = 15)";
    private static final String QUESTION = "SIMILAR TO AAPL AT 2023-12-29 ON fused APART 1 DAYS K 3";

    @TempDir
    private Path store;

    @Test
    void an_earlier_generation_answers_until_it_is_collected() {
        Invocation.statements(store, MARKET).well();
        Invocation.statements(store, "GENERATE EMBEDDINGS DURING 2023-12-01 .. 2024-01-05")
                .well();
        List<String> early = ask(QUESTION);
        Invocation.statements(store, "GENERATE EMBEDDINGS").well();
        Invocation.statements(store, "GENERATE EMBEDDINGS").well();

        List<String> generations = ask("SHOW GENERATIONS | KEEP generation, standing, segments");
        assertEquals(2, generations.size(), "a run that finds nothing to do makes no generation");
        assertTrue(generations.getFirst().matches("g0001_[0-9a-f]{8},earlier,1"), generations::toString);
        assertTrue(generations.getLast().matches("g0002_[0-9a-f]{8},current,1"), generations::toString);
        assertEquals(early, ask(QUESTION + " AS OF 1"));
        assertNotEquals(early, ask(QUESTION));
        String first = generations.getFirst().split(",", -1)[0];
        Invocation rows = Invocation.statements(store, "FROM embeddings AS OF " + first + " | STATS count BY date")
                .well();
        assertTrue(rows.out().contains("2024-01-05"), rows::out);
        assertTrue(rows.err().contains("as of generation " + first), rows::err);
        List<String> encoders = ask("SHOW ENCODERS");
        assertEquals(1, encoders.size());
        assertTrue(encoders.getFirst().matches("[0-9a-f]+,yes,yes,full,.*,2,40,g.*"), encoders::toString);

        Invocation young = Invocation.of(store, "gc").well();
        assertTrue(young.err().contains("0 objects and day folders of 0 bytes were removed"), young::err);
        Invocation dry = Invocation.of(store, "gc", "--dry-run", "--grace", "0", "--format", "csv")
                .well();
        assertTrue(dry.csvRows().stream().anyMatch(row -> row.contains("/generations/" + first)), dry::out);
        assertTrue(dry.err().contains("generations that would go: " + first), dry::err);
        assertEquals(early, ask(QUESTION + " AS OF 1"), "a dry run removes nothing");
        Invocation gone =
                Invocation.of(store, "gc", "--grace", "0", "--format", "csv").well();
        assertEquals(dry.csvRows(), gone.csvRows());
        Invocation unknown = Invocation.statements(store, QUESTION + " AS OF " + first);
        assertEquals(1, unknown.code());
        assertTrue(unknown.err().contains("there is no generation '" + first + "'"), unknown::err);
        assertTrue(unknown.err().contains("SHOW GENERATIONS lists them all"), unknown::err);
        assertEquals(3, ask(QUESTION).size());
    }

    private List<String> ask(String statement) {
        return Invocation.of(store, "--format", "csv", "-c", statement).well().csvRows();
    }
}
