package dev.mvq.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** From a store's days to encoders of its own, half as wide as the shipped ones, and to answers by them: each test goes on with the store. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class TrainEncodersTest {
    private static final String MARKET = "IMPORT SIMULATED WITH"
            + " (seed = 5, underlyings = 3, days = 26, contracts_per_day = 36, history = 5, last_day = 2021-03-31)";
    private static final String DAYS = "GENERATE EMBEDDINGS DURING 2021-03-29 .. 2021-03-31";

    private Path store;
    private String version = "";

    @BeforeAll
    void importAMarket(@TempDir Path folder) {
        store = folder.resolve("store");
        Invocation.statements(store, MARKET + "; " + DAYS).well();
    }

    @Test
    @Order(1)
    void mvq_train_keeps_encoders_and_says_their_version_and_what_to_do_next() {
        String[] asked = {"--through", "2021-03-30", "--epochs", "1", "--rows", "1280", "--size", "half"};
        List<String> command = new ArrayList<>(List.of("train", "--format", "csv"));
        command.addAll(List.of(asked));
        Invocation trained =
                Invocation.of(store, command.toArray(String[]::new)).well();
        assertEquals(
                List.of("price", "greeks", "microstructure", "technical", "fused"),
                trained.csvRows().stream()
                        .map(row -> row.substring(0, row.indexOf(',')))
                        .toList());
        Matcher said = Pattern.compile("encoders ([0-9a-f]{12}), of half size, trained through 2021-03-30 on")
                .matcher(trained.err());
        assertTrue(said.find(), trained.err());
        version = said.group(1);
        assertTrue(trained.err().contains("SET encoders = '%s', then GENERATE EMBEDDINGS".formatted(version)));
    }

    @Test
    @Order(2)
    void encoders_in_use_are_those_that_were_set_and_a_near_spelling_is_offered_for_what_is_none() {
        Invocation shown = Invocation.of(
                        store, "--format", "csv", "-c", "SET encoders = '%s'; SHOW ENCODERS".formatted(version))
                .well();
        assertTrue(
                shown.csvRows().stream().anyMatch(row -> row.startsWith(version + ",yes,no,half,2021-03-30,")),
                shown.out());
        assertEquals(2, shown.csvRows().size(), shown.out());
        String wrong = version.substring(0, 11) + (version.endsWith("0") ? "1" : "0");
        Invocation refused = Invocation.statements(store, "SET encoders = '%s'".formatted(wrong));
        assertEquals(1, refused.code());
        assertTrue(refused.err().contains("did you mean '%s'?".formatted(version)), refused.err());
    }

    @Test
    @Order(3)
    void generate_grows_a_generation_of_them_that_answers_after_the_program_was_left() {
        String[] years = {"generate", "--start-year", "2021", "--encoders", version};
        Invocation.of(store, years).well();
        Invocation generations = Invocation.of(store, "--format", "csv", "-c", "SHOW GENERATIONS")
                .well();
        assertTrue(
                generations.csvRows().stream().anyMatch(row -> row.contains(",current," + version + ",")),
                generations.out());
        Invocation asked = Invocation.of(
                        store,
                        "--format",
                        "csv",
                        "-c",
                        "SIMILAR TO AAPL AT 2021-03-30 ON fused, price APART 1 DAYS K 3")
                .well();
        assertEquals(3, asked.csvRows().size(), asked.out());
    }

    @Test
    @Order(4)
    void generating_with_other_encoders_than_the_current_generations_says_how_to_go_on_with_those() {
        Invocation generated = Invocation.statements(store, DAYS).well();
        assertTrue(
                generated.err().contains("SET encoders = '%s' goes on with that one".formatted(version)),
                generated.err());
    }

    @Test
    @Order(5)
    void explain_says_what_training_would_take_and_trains_nothing() {
        Invocation explained = Invocation.statements(store, "EXPLAIN TRAIN ENCODERS ON greeks DURING 2021-Q1")
                .well();
        assertTrue(explained
                .out()
                .contains("train greeks, fused encoders of full size, steps: greeks 2,400, fused 1,300"));
        assertTrue(explained.out().contains("those before"), explained.out());
    }
}
