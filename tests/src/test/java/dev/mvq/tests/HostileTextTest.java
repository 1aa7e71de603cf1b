package dev.mvq.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Text of data, files and users that a terminal would obey: it is shown. Only CSV in a pipe or file holds what the data hold. */
class HostileTextTest {
    private static final String MARKET =
            "IMPORT SIMULATED WITH (seed = 5, underlyings = 2, days = 2, contracts_per_day = 16, history = 0)";

    /** Clears the screen, sets the title, turns the text round. */
    private static final String NASTY = "a\u001b[2J\u001b]0;owned\u0007\u009b31m\u202eb";

    @TempDir
    static Path folder;

    private static Path store;

    /** A day's file from elsewhere, whose rows say that they are from a source of that name. */
    @BeforeAll
    static void put_the_text_where_data_lie() throws IOException, SQLException {
        store = folder.resolve("store");
        Invocation.statements(store, MARKET).well();
        Path day;
        try (var files = Files.walk(store.resolve("market"))) {
            day = files.filter(Files::isRegularFile)
                    .sorted()
                    .reduce((a, b) -> b)
                    .orElseThrow();
        }
        Path made = folder.resolve("made.parquet");
        try (Connection duck = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = duck.createStatement()) {
            statement.execute("COPY (SELECT * REPLACE ('" + NASTY + "' AS \"source\") FROM read_parquet('" + day
                    + "')) TO '" + made + "' (FORMAT parquet)");
        }
        Files.copy(made, day, StandardCopyOption.REPLACE_EXISTING);
    }

    @ParameterizedTest
    @ValueSource(strings = {"table", "json", "md"})
    void a_name_from_data_is_shown_as_escapes(String format) {
        Invocation asked = Invocation.of(store, "--format", format, "-c", "FROM bars | KEEP source | LIMIT 1");
        assertHarmless(asked.well());
        String shown = "a\\u001b[2J\\u001b]0;owned\\u0007\\u009b31m\\u202eb";
        String markdown = shown.replace("\\", "\\\\").replace("[", "\\[");
        assertTrue(asked.out().contains(format.equals("md") ? markdown : shown), asked::out);
    }

    @Test
    void csv_that_no_person_looks_at_holds_what_the_data_hold() {
        Invocation asked = Invocation.of(store, "--format", "csv", "-c", "FROM bars | KEEP source | LIMIT 1");
        assertEquals(List.of(NASTY), asked.well().csvRows());
    }

    @Test
    void a_saved_markdown_table_can_be_shown() throws IOException {
        Path file = folder.resolve("saved.md");
        Invocation.statements(store, "FROM bars | KEEP source | SAVE TO '" + file + "'")
                .well();
        String text = Files.readString(file);
        assertTrue(text.contains("a\\u001b[2J"), text);
        assertTrue(harmless(text), text);
    }

    @Test
    void what_is_said_of_the_data_is_shown_too() {
        assertHarmless(Invocation.statements(store, "SHOW COVERAGE; SHOW CONTRACTS"));
        Invocation damaged = Invocation.statements(store, "GENERATE EMBEDDINGS");
        assertHarmless(damaged);
        assertTrue(damaged.err().contains("is damaged: source of row 0 is no name"), damaged::err);
    }

    @Test
    void a_statement_and_a_file_s_name_are_shown_where_they_are_refused() throws IOException {
        assertHarmless(Invocation.statements(store, "SIMILAR TO " + NASTY + " K 3"));
        assertHarmless(Invocation.statements(store, "IMPORT '" + NASTY + ".csv'"));
        assertHarmless(Invocation.statements(store, "FROM bars | WHERE source = '" + NASTY + "' AND nothing"));
        assertHarmless(Invocation.of(store, "--" + NASTY));
        assertHarmless(Invocation.of(store, "run", NASTY + ".mvq"));
        Path file = Files.writeString(folder.resolve(NASTY + ".csv"), NASTY + ",date\n1,2\n");
        assertHarmless(Invocation.statements(store, "IMPORT '" + file + "'"));
        Path script = Files.writeString(folder.resolve(NASTY + ".mvq"), "SHOW " + NASTY);
        for (String format : List.of("table", "json")) {
            assertHarmless(Invocation.of(store, "check", script.toString(), "--syntax-only", "--format", format));
        }
    }

    private static void assertHarmless(Invocation invocation) {
        assertTrue(harmless(invocation.out()), invocation::out);
        assertTrue(harmless(invocation.err()), invocation::err);
    }

    private static boolean harmless(String text) {
        return text.chars()
                .noneMatch(c -> (Character.isISOControl(c) && c != '\n' && c != '\t')
                        || Character.getType(c) == Character.FORMAT);
    }
}
