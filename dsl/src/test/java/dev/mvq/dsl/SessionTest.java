package dev.mvq.dsl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mvq.dsl.PlainWords.Reading;
import dev.mvq.dsl.PlainWords.Understanding;
import dev.mvq.dsl.run.MvqInterpreter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What stays from text to text, and what plain words come to. */
class SessionTest {
    private final RecordingMvq engine = new RecordingMvq();

    private MvqInterpreter interpreter(Path folder, PlainWords words) {
        Clock sunday = Clock.fixed(Instant.parse("2024-01-14T12:00:00Z"), ZoneOffset.UTC);
        return new MvqInterpreter(() -> engine, new Surroundings(folder, Map.of(), Optional.of(words), sunday));
    }

    private static Heard run(MvqInterpreter interpreter, String text) {
        Heard heard = new Heard();
        heard.exitCode = interpreter.run("<cell>", text, heard);
        return heard;
    }

    private static PlainWords always(String... statements) {
        return question -> new Understanding(
                List.of(statements).stream().map(each -> new Reading(each, 1)).toList(), "off topic", "SHOW INDICES");
    }

    @Test
    void plain_words_show_the_statement_they_mean_and_run_it() {
        Heard heard = run(interpreter(Path.of(""), always("SHOW FORMATS")), "ASK 'which formats?'");
        assertEquals(List.of("SHOW FORMATS"), heard.messages);
        assertEquals(3, heard.rows.getFirst().rowCount());
    }

    @Test
    void stages_behind_plain_words_are_asked_of_what_they_give() {
        Heard heard = run(interpreter(Path.of(""), always("SHOW FORMATS")), "LET x = ASK 'formats' | LIMIT 1; FROM x");
        assertEquals(1, heard.rows.getFirst().rowCount());
    }

    @Test
    void explained_plain_words_are_only_printed() {
        Heard heard = run(interpreter(Path.of(""), always("SHOW FORMATS")), "EXPLAIN ASK 'which formats?'");
        assertEquals(List.of("SHOW FORMATS"), heard.texts);
        assertEquals(List.of(), heard.rows);
    }

    @Test
    void two_readings_are_shown_and_none_is_run() {
        Heard heard = run(interpreter(Path.of(""), always("SHOW FORMATS", "SHOW INDICES")), "ASK 'what is there?'");
        assertEquals(List.of("SHOW FORMATS", "SHOW INDICES"), heard.messages);
        assertEquals(Interpreter.FAILED, heard.exitCode);
        assertEquals(List.of(), engine.asked);
    }

    @Test
    void what_fits_nothing_is_declined_with_what_is_nearest() {
        Heard heard = run(interpreter(Path.of(""), always()), "ASK 'sell everything'");
        assertTrue(heard.problem().contains("off topic"), heard.problem());
        assertTrue(heard.problem().contains("nearest is: SHOW INDICES"), heard.problem());
    }

    @Test
    void the_day_that_was_set_is_today() {
        LocalDate[] asked = new LocalDate[1];
        PlainWords words = question -> {
            asked[0] = question.today();
            return new Understanding(List.of(), "nothing", "");
        };
        Heard heard = run(interpreter(Path.of(""), words), "SET today = 2020-02-03; ASK 'x'");
        assertEquals(LocalDate.of(2020, 2, 3), asked[0]);
        assertEquals(Interpreter.FAILED, heard.exitCode);
    }

    @Test
    void a_file_runs_what_lies_beside_it(@TempDir Path folder) throws Exception {
        Files.createDirectories(folder.resolve("a"));
        Files.writeString(folder.resolve("a/outer.mvq"), "RUN 'inner.mvq'");
        Files.writeString(folder.resolve("a/inner.mvq"), "SHOW INDICES");
        Heard heard = run(interpreter(folder, always()), "RUN 'a/outer.mvq'");
        assertEquals("", heard.problem());
        assertEquals(List.of("indices"), engine.asked);
    }

    @Test
    void a_file_that_fails_ends_what_runs_it(@TempDir Path folder) throws Exception {
        Files.writeString(folder.resolve("fails.mvq"), "SET device = cuda");
        Heard heard = run(interpreter(folder, always()), "RUN 'fails.mvq'; SHOW INDICES");
        assertTrue(heard.problem().startsWith("fails.mvq:1:14: no GPU was found"), heard.problem());
        assertEquals(Interpreter.FAILED, heard.exitCode);
        assertEquals(List.of("DEVICE=cuda"), engine.asked);
    }

    @Test
    void explain_analyze_runs_and_measures_each_step() {
        Heard heard = run(
                interpreter(Path.of(""), always()),
                "EXPLAIN ANALYZE SHOW FORMATS | LIMIT 2 | KEEP format | WHERE format = 'none'");
        String text = heard.texts.getFirst().replaceAll("[0-9.]+ ms", "n ms");
        assertTrue(text.startsWith("0 rows of 1 column, 0 bytes, in n ms\n"), text);
        assertTrue(text.contains("\nWHERE format = 'none' (0 rows in n ms)\n"), text);
        assertTrue(text.contains("KEEP format (2 rows in n ms)\n"), text);
        assertTrue(text.contains("LIMIT 2 (2 rows in n ms)\n"), text);
        assertTrue(text.contains("SHOW FORMATS: reads what IMPORT reads (3 rows in n ms)"), text);
        assertEquals(List.of(), heard.rows);
    }

    @Test
    void results_are_numbered_over_texts() {
        MvqInterpreter interpreter = interpreter(Path.of(""), always());
        Heard first = run(interpreter, "SHOW FORMATS; SHOW COLUMNS");
        assertEquals(Interpreter.OK, first.exitCode);
        assertEquals("chains", run(interpreter, "FROM $1").rows.getFirst().get(0, 0));
        assertEquals("contract", run(interpreter, "FROM $2").rows.getFirst().get(0, 0));
    }
}
