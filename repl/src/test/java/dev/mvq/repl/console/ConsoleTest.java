package dev.mvq.repl.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mvq.dsl.Interpreter;
import dev.mvq.repl.ScriptedInterpreter;
import dev.mvq.repl.output.Format;
import dev.mvq.repl.output.Page;
import dev.mvq.repl.output.ProgressLine;
import dev.mvq.runtime.market.MvqException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.Table;

/** What is typed at a scripted terminal, and what comes of it. */
class ConsoleTest {
    private static final String CTRL_C = "\u0003";
    private static final String CTRL_D = "\u0004";

    @TempDir
    Path data;

    private final ScriptedInterpreter language = new ScriptedInterpreter();

    private String typed(String keys) throws IOException {
        return typed(keys, language);
    }

    private String typed(String keys, Interpreter interpreter) throws IOException {
        ByteArrayOutputStream screen = new ByteArrayOutputStream();
        try (Terminal terminal = TerminalBuilder.builder()
                .system(false)
                .streams(new ByteArrayInputStream((keys + CTRL_D).getBytes(StandardCharsets.UTF_8)), screen)
                .type("ansi")
                .encoding(StandardCharsets.UTF_8)
                .build()) {
            ProgressLine progress = new ProgressLine(
                    new PrintStream(screen, true, StandardCharsets.UTF_8), Page::file, System::nanoTime);
            Console console = new Console(terminal, () -> interpreter, progress, data.resolve("mvq"), Format.TABLE);
            assertEquals(Interpreter.OK, console.run("hello"));
        }
        return screen.toString(StandardCharsets.UTF_8);
    }

    @Test
    void enter_runs_a_statement_that_is_complete() throws IOException {
        language.when("SHOW", output -> {
            output.rows(Table.create(IntColumn.create("n", 42)));
            return Interpreter.OK;
        });

        String screen = typed("SHOW INDICES\r");

        assertEquals(List.of("<console>: SHOW INDICES"), language.heard());
        assertTrue(screen.startsWith("hello"), screen);
        assertTrue(screen.contains("42"), screen);
        assertTrue(screen.contains("1 row"), screen);
    }

    @Test
    void enter_goes_on_to_a_new_line_in_the_middle_of_a_statement() throws IOException {
        typed("SIMILAR TO SPY ON\rprice,\rgreeks\r");

        assertEquals(List.of("<console>: SIMILAR TO SPY ON\nprice,\ngreeks"), language.heard());
    }

    @Test
    void ctrl_c_forgets_the_line_and_ctrl_d_leaves() throws IOException {
        typed("SIMILAR TO" + CTRL_C + "SHOW INDICES\r" + CTRL_D);

        assertEquals(List.of("<console>: SHOW INDICES"), language.heard());
    }

    @Test
    void exit_and_quit_leave_and_blank_lines_do_nothing() throws IOException {
        typed("\r  \rexit;\rSHOW INDICES\r");
        typed("QUIT\rSHOW INDICES\r");
        typed("\\q\rSHOW INDICES\r");

        assertEquals(List.of(), language.heard());
    }

    @Test
    void backslash_commands_are_the_consoles_own() throws IOException {
        language.when("SHOW", output -> {
            output.rows(Table.create(IntColumn.create("n", 42)));
            return Interpreter.OK;
        });

        String screen = typed("\\?\r\\format json\rSHOW X\r\\format xml\r\\nonsense\r");

        assertTrue(screen.contains("what may stand here"), screen);
        assertTrue(screen.contains("{\"n\": 42}"), screen);
        assertTrue(screen.contains("\\format takes table, csv, json or md"), screen);
        assertTrue(screen.contains("there is no '\\nonsense'"), screen);
        assertEquals(List.of("<console>: SHOW X"), language.heard());
    }

    @Test
    void tab_completes_by_what_the_language_says() throws IOException {
        typed("SIM\tTO SPY\r");

        assertEquals(List.of("<console>: SIMILAR TO SPY"), language.heard());
    }

    @Test
    void a_failure_does_not_end_the_console() throws IOException {
        language.when("A", output -> {
            throw new IllegalStateException("ordinal 7");
        });
        language.when("B", output -> {
            throw new MvqException("the disk is full", "free some space");
        });

        String screen = typed("A\rB\rC\r");

        assertTrue(screen.contains("internal error: java.lang.IllegalStateException: ordinal 7"), screen);
        assertTrue(screen.contains("the disk is full"), screen);
        assertTrue(screen.contains("free some space"), screen);
        assertEquals(3, language.heard().size());
    }

    @Test
    void statements_are_kept_for_their_owner_only() throws IOException {
        typed("SHOW !1\r");

        Path history = data.resolve("mvq/history");
        assertTrue(Files.readString(history).contains("SHOW !1"));
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(history)));
        assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(data.resolve("mvq"))));
    }

    @Test
    void where_nothing_can_be_kept_the_console_works_all_the_same() throws IOException {
        Files.writeString(data.resolve("mvq"), "a file where the folder would be");

        typed("SHOW INDICES\r");

        assertEquals(List.of("<console>: SHOW INDICES"), language.heard());
    }
}
