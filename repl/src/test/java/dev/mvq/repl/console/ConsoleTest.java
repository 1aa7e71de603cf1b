package dev.mvq.repl.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mvq.dsl.Consent;
import dev.mvq.dsl.Interpreter;
import dev.mvq.repl.ScriptedInterpreter;
import dev.mvq.repl.output.Format;
import dev.mvq.repl.output.Page;
import dev.mvq.repl.output.ProgressLine;
import dev.mvq.runtime.market.MvqException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.terminal.impl.ExternalTerminal;
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

    /** Types each line when a prompt waits for it, then leaves; gives what the screen showed. */
    private String typed(String... lines) throws Exception {
        return console(typist -> {
            for (String line : lines) {
                typist.await("> ");
                typist.type(line);
            }
            typist.await("> ");
            typist.type(CTRL_D);
        });
    }

    private interface Session {
        void with(Typist typist) throws InterruptedException;
    }

    private String console(Session session) throws Exception {
        return console(new AtomicReference<>(Consent.OF_NOBODY), session);
    }

    private String console(AtomicReference<Consent> asking, Session session) throws Exception {
        Typist typist = new Typist();
        try (Terminal terminal =
                new ExternalTerminal("test", "ansi", typist.keyboard(), typist.screen(), StandardCharsets.UTF_8)) {
            terminal.setSize(Size.of(200, 50));
            ProgressLine progress = new ProgressLine(new PrintStream(typist.screen()), Page::file, System::nanoTime);
            Console console = new Console(terminal, () -> language, progress, data.resolve("mvq"), Format.TABLE);
            asking.set(console::ask);
            FutureTask<Integer> running = new FutureTask<>(() -> console.run("hello"));
            Thread.ofPlatform().daemon().start(running);
            session.with(typist);
            assertEquals(Interpreter.OK, running.get(20, TimeUnit.SECONDS));
        }
        return typist.shown();
    }

    @Test
    void what_should_not_happen_unasked_is_asked_between_two_prompts() throws Exception {
        List<Consent.Answer> answers = new CopyOnWriteArrayList<>();
        AtomicReference<Consent> asking = new AtomicReference<>(Consent.OF_NOBODY);
        language.when("GENERATE", output -> {
            answers.add(asking.get().ask("RESTART encodes 3 days again. Go on?"));
            return Interpreter.OK;
        });

        console(asking, typist -> {
            for (String typed : List.of("y\r", "\r", "sure\r", CTRL_C, CTRL_D)) {
                typist.await("> ");
                typist.type("GENERATE FULL INDEX RESTART\r");
                typist.await("Go on? [y/N] ");
                typist.type(typed);
            }
            typist.await("> ");
            typist.type(CTRL_D);
        });

        Consent.Answer no = Consent.Answer.NO;
        assertEquals(List.of(Consent.Answer.YES, no, no, no, no), answers);
    }

    @Test
    void enter_runs_a_statement_that_is_complete() throws Exception {
        language.when("SHOW", output -> {
            output.rows(Table.create(IntColumn.create("n", new int[] {42})));
            return Interpreter.OK;
        });

        String screen = typed("SHOW INDICES\r");

        assertEquals(List.of("<console>: SHOW INDICES"), language.heard());
        assertTrue(screen.contains("hello"), screen);
        assertTrue(screen.contains("42"), screen);
        assertTrue(screen.contains("1 row"), screen);
    }

    @Test
    void enter_goes_on_to_a_new_line_in_the_middle_of_a_statement() throws Exception {
        typed("SIMILAR TO SPY ON\r", "price,\r", "greeks\r");

        assertEquals(List.of("<console>: SIMILAR TO SPY ON\nprice,\ngreeks"), language.heard());
    }

    @Test
    void ctrl_c_forgets_the_line_and_ctrl_d_leaves() throws Exception {
        console(typist -> {
            typist.await("mvq> ");
            typist.type("SIMILAR TO");
            typist.await("TO");
            typist.type(CTRL_C);
            typist.await("mvq> ");
            typist.type("SHOW INDICES\r");
            typist.await("mvq> ");
            typist.type(CTRL_D);
        });

        assertEquals(List.of("<console>: SHOW INDICES"), language.heard());
    }

    @Test
    void exit_and_quit_leave_and_blank_lines_do_nothing() throws Exception {
        for (String leave : List.of("exit;\r", "QUIT\r", "\\q\r", CTRL_D)) {
            console(typist -> {
                typist.await("mvq> ");
                typist.type("\r");
                typist.await("mvq> ");
                typist.type("  \r");
                typist.await("mvq> ");
                typist.type(leave);
            });
        }

        assertEquals(List.of(), language.heard());
    }

    @Test
    void backslash_commands_are_the_consoles_own() throws Exception {
        language.when("SHOW", output -> {
            output.rows(Table.create(IntColumn.create("n", new int[] {42})));
            return Interpreter.OK;
        });

        String screen = typed("\\?\r", "\\format json\r", "SHOW X\r", "\\format xml\r", "\\nonsense\r");

        assertTrue(screen.contains("what may stand here"), screen);
        assertTrue(screen.contains("{\"n\": 42}"), screen);
        assertTrue(screen.contains("\\format takes table, csv, json or md"), screen);
        assertTrue(screen.contains("there is no '\\nonsense'"), screen);
        assertEquals(List.of("<console>: SHOW X"), language.heard());
    }

    @Test
    void tab_completes_by_what_the_language_says() throws Exception {
        typed("SIM\tTO SPY\r");

        assertEquals(List.of("<console>: SIMILAR TO SPY"), language.heard());
    }

    @Test
    void a_failure_does_not_end_the_console() throws Exception {
        language.when("A", output -> {
            throw new IllegalStateException("ordinal 7");
        });
        language.when("B", output -> {
            throw new MvqException("the disk is full", "free some space");
        });

        String screen = typed("A\r", "B\r", "C\r");

        assertTrue(screen.contains("internal error: java.lang.IllegalStateException: ordinal 7"), screen);
        assertTrue(screen.contains("the disk is full"), screen);
        assertTrue(screen.contains("free some space"), screen);
        assertEquals(3, language.heard().size());
    }

    @Test
    void ctrl_c_stops_the_statement_that_runs_and_not_the_console() throws Exception {
        language.when("GENERATE", output -> {
            output.message("at work");
            try {
                Thread.sleep(60_000);
                return Interpreter.OK;
            } catch (InterruptedException e) {
                output.problem("stopped, as asked");
                return Interpreter.FAILED;
            }
        });

        console(typist -> {
            typist.await("mvq> ");
            typist.type("GENERATE EMBEDDINGS\r");
            typist.await("at work");
            typist.type(CTRL_C);
            typist.await("stopped, as asked");
            typist.await("mvq> ");
            typist.type("SHOW INDICES\r");
            typist.await("mvq> ");
            typist.type(CTRL_D);
        });

        assertEquals(List.of("<console>: GENERATE EMBEDDINGS", "<console>: SHOW INDICES"), language.heard());
    }

    @Test
    void statements_are_kept_for_their_owner_only() throws Exception {
        typed("SHOW !1\r");

        Path history = data.resolve("mvq/history");
        assertTrue(Files.readString(history).contains("SHOW !1"));
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(history)));
        assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(data.resolve("mvq"))));
    }

    @Test
    void where_nothing_can_be_kept_the_console_works_all_the_same() throws Exception {
        Files.writeString(data.resolve("mvq"), "a file where the folder would be");

        typed("SHOW INDICES\r");

        assertEquals(List.of("<console>: SHOW INDICES"), language.heard());
    }
}
