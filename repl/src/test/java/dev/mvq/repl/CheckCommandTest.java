package dev.mvq.repl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code mvq check} and {@code --param}, over the real language and a store that is made when first written. */
class CheckCommandTest {
    @TempDir
    private Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private int mvq(String... args) {
        return Main.run(
                args,
                new ByteArrayInputStream(new byte[0]),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                Map.of(
                        "HOME",
                        folder.toString(),
                        "MVQ_STORE",
                        folder.resolve("store").toString()),
                folder);
    }

    private String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private String err() {
        return err.toString(StandardCharsets.UTF_8);
    }

    @Test
    void what_is_well_formed_passes_and_runs_nothing() throws IOException {
        Files.writeString(folder.resolve("a.mvq"), "IMPORT SIMULATED; FIND ANOMALIES; SIMILAR TO :c");
        assertEquals(0, mvq("check", "a.mvq", "--syntax-only"));
        assertEquals("", out() + err());
        assertEquals(0, mvq("check", "a.mvq"));
        assertTrue(Files.notExists(folder.resolve("store/market")));
    }

    @Test
    void every_problem_of_every_file_is_told() throws IOException {
        Files.writeString(folder.resolve("a.mvq"), "SHOW x;\nSIMILAR TO");
        Files.writeString(folder.resolve("b.mvq"), "SET devise = cpu");
        assertEquals(2, mvq("check", "a.mvq", "b.mvq", "--syntax-only"));
        assertTrue(err().startsWith("a.mvq:1:6: there is nothing to show called 'x'\n"), err());
        assertTrue(err().contains("\na.mvq:2:11: expected a contract or a ticker"), err());
        assertTrue(err().contains("\nb.mvq:1:5: unknown setting 'devise'\n"), err());
    }

    @Test
    void editors_get_json() throws IOException {
        Files.writeString(folder.resolve("a.mvq"), "\nSIMILAR TO \"S\\P\" ON greks");
        assertEquals(2, mvq("check", "--syntax-only", "--format", "json", "a.mvq"));
        assertEquals(
                "[\n{\"file\": \"a.mvq\", \"line\": 2, \"column\": 21, \"length\": 5, \"message\": \"unknown modality 'greks'\","
                        + " \"suggestions\": [\"greeks\"], \"hint\": \"\"}\n]\n",
                out());
        out.reset();
        Files.writeString(folder.resolve("b.mvq"), "HELP");
        assertEquals(0, mvq("check", "--syntax-only", "--format", "json", "b.mvq"));
        assertEquals("[]\n", out());
    }

    @Test
    void parameters_are_numbers_dates_truths_and_texts() {
        assertEquals(
                Map.of(
                        "k",
                        20L,
                        "x",
                        -0.5,
                        "d",
                        LocalDate.of(2024, 1, 12),
                        "t",
                        true,
                        "c",
                        "AAPL",
                        "n",
                        "20",
                        "e",
                        "a=b"),
                GivenParameters.of(List.of("k=20", "x=-.5", "d=2024-01-12", "t=true", "c=AAPL", "n='20'", "e=a=b")));
    }

    @Test
    void parameters_stand_for_values_in_statements() {
        assertEquals(0, mvq("--param", "n=1", "-c", "SHOW FORMATS | LIMIT :n | KEEP format", "--format", "csv"));
        assertEquals("format\nchains\n", out());
    }

    @Test
    void a_parameter_that_is_missing_or_wrong_is_told_where_it_stands() {
        assertEquals(1, mvq("--param", "n=x", "-c", "SHOW FORMATS | LIMIT :n"));
        assertTrue(err().startsWith("<command>:1:22: here stands a number, and n is a String\n"), err());
        assertEquals(2, mvq("--param", "n", "-c", "HELP"));
        assertTrue(err().contains("--param takes name=value"), err());
    }
}
