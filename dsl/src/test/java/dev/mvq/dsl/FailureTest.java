package dev.mvq.dsl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mvq.dsl.run.MvqInterpreter;
import dev.mvq.runtime.market.MvqException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What goes wrong at a statement's turn: told at the place it is about, exit code 1, and what ran before stays done. */
class FailureTest {
    private static void failsAt(String marked, String message) {
        RecordingMvq engine = new RecordingMvq();
        engine.failure = new MvqException(message, "this would help");
        Marked.fails(Interpreter.FAILED, marked, engine, message, "this would help");
    }

    @Test
    void a_column_that_rows_turn_out_not_to_have_is_told_at_its_name() {
        for (String stage : List.of(
                "KEEP ^iv^",
                "SORT BY ^iv^",
                "DROP ^iv^",
                "RENAME ^iv^ AS x",
                "WHERE ^iv^ > 1",
                "STATS max(^iv^)",
                "LIMIT 1 | DERIVE x = ^iv^ + 1")) {
            Marked.fails(
                    Interpreter.FAILED,
                    "SHOW COVERAGE | " + stage,
                    new RecordingMvq(),
                    "unknown column 'iv'",
                    "it can be asked");
        }
    }

    @Test
    void stages_that_do_not_suit_rows_that_are_there_only_now_are_told_at_their_place() {
        Marked.fails(
                Interpreter.FAILED,
                "SHOW COVERAGE | DERIVE days = 1 | RENAME asked AS ^days^",
                new RecordingMvq(),
                "there is a column days already",
                "");
        Marked.fails(
                Interpreter.FAILED,
                "SHOW COVERAGE | ^DROP asked^",
                new RecordingMvq(),
                "nothing is left when all columns are dropped",
                "");
    }

    @Test
    void columns_of_rows_that_are_there_only_now_can_be_dropped_and_renamed() {
        Heard heard = Heard.of("SHOW COVERAGE | DERIVE a = 1, b = 2 | DROP asked | RENAME a AS c");
        assertEquals("", heard.problem());
    }

    @Test
    void an_unknown_subject_is_told_at_the_subject() {
        failsAt("SIMILAR TO ^aapl240119c00150000^ K 3", "unknown contract AAPL_20240119_150_C");
        failsAt("SIMILAR TO (SPY, ^QQQ^) K 3", "unknown ticker QQQ");
    }

    @Test
    void a_day_without_data_is_told_at_the_day() {
        failsAt("DESCRIBE SPY AT ^2024-01-12^", "SPY has no data on 2024-01-12");
    }

    @Test
    void a_day_that_stands_for_another_is_told_at_the_other() {
        failsAt("DESCRIBE SPY AT ^2024-01-15^", "no market data on 2024-01-12");
        failsAt("DESCRIBE ^QQQ^ AT 2024-01-15", "unknown ticker QQQ");
    }

    @Test
    void an_option_that_does_not_suit_is_told_at_its_value() {
        failsAt(
                "IMPORT SIMULATED WITH (seed = 7, contracts_per_day = ^9^)",
                "contracts_per_day = 9 does not suit underlyings = 8");
    }

    @Test
    void a_period_without_data_is_told_at_the_period() {
        failsAt("SIMILAR TO SPY DURING ^2023-Q1^", "no day from 2023-01-01 to 2023-03-31 has data");
    }

    @Test
    void an_explained_question_fails_at_the_same_place() {
        failsAt("EXPLAIN SIMILAR TO ^QQQ^ K 3", "unknown ticker QQQ");
    }

    @Test
    void a_ticker_is_looked_for_as_a_word() {
        failsAt("^SIMILAR TO A^", "the AAPL file is damaged");
    }

    @Test
    void a_missing_index_is_told_where_it_was_asked_for() {
        failsAt("SIMILAR TO SPY K 3 ^USING hnsw^", "there is no HNSW index");
        failsAt("SIMILAR TO SPY ^ON greeks^ K 3", "there is no index for greeks");
        failsAt("^SIMILAR TO SPY^", "there are no indices yet");
    }

    @Test
    void a_missing_file_is_told_at_the_path() {
        failsAt("IMPORT ^'x.csv'^ DURING 2024", "no file matches");
        failsAt("IMPORT 'x.csv' ^FORMAT chains^", "this is not 'chains'");
    }

    @Test
    void a_value_the_engine_refuses_is_told_at_the_value() {
        Marked.fails(
                Interpreter.FAILED, "SET device = ^cuda^", new RecordingMvq(), "no GPU was found", "SET device = cpu");
    }

    @Test
    void whatever_else_is_told_at_the_statement() {
        failsAt("^GENERATE EMBEDDINGS^ DURING 2024", "the disk is full");
    }

    @Test
    void days_that_no_data_gives_are_told_at_the_word() {
        RecordingMvq engine = new RecordingMvq();
        engine.days.clear();
        Marked.fails(
                Interpreter.FAILED,
                "DESCRIBE SPY AT ^LATEST^",
                engine,
                "the store has no market data yet",
                "IMPORT 'files' or IMPORT SIMULATED brings some");
        Marked.fails(
                Interpreter.FAILED,
                "DESCRIBE SPY AT ^TODAY^",
                engine,
                "the store has no market data up to 2024-01-14",
                "IMPORT 'files' or IMPORT SIMULATED brings some");
        Marked.fails(
                Interpreter.FAILED,
                "SIMILAR TO SPY DURING ^LATEST .. 2023^",
                new RecordingMvq(),
                "the period is inverted: 2024-01-16 comes after 2023-12-31",
                "");
    }

    @Test
    void the_first_failure_ends_the_text_and_what_ran_before_stays_done() {
        RecordingMvq engine = new RecordingMvq();
        Heard heard = Heard.of("SHOW INDICES; SET device = cuda; SHOW COVERAGE", engine);
        assertEquals(List.of("indices", "DEVICE=cuda"), engine.asked);
        assertEquals(Interpreter.FAILED, heard.exitCode);
        assertEquals(1, heard.problems.size());
    }

    @Test
    void nothing_runs_where_anything_is_refused() {
        RecordingMvq engine = new RecordingMvq();
        Heard heard = Heard.of("SHOW INDICES; SHOW INDEXES", engine);
        assertEquals(List.of(), engine.asked);
        assertEquals(Interpreter.REFUSED, heard.exitCode);
    }

    @Test
    void a_fault_of_ours_is_no_stack_trace_unless_asked_for() {
        RecordingMvq engine = new RecordingMvq();
        engine.failure = new IllegalStateException("no such row");
        Heard heard = Heard.of("SIMILAR TO SPY", engine);
        assertEquals("""
                a.mvq:1:1: this failed by a fault of mvq (IllegalStateException: no such row)
                  1 | SIMILAR TO SPY
                    | ^^^^^^^^^^^^^^ SET debug = true shows where""", heard.problem());
        assertEquals(List.of(), heard.messages);
        Heard debugging = Heard.of("SET debug = true; SIMILAR TO SPY", engine);
        assertTrue(debugging.messages.get(1).startsWith("java.lang.IllegalStateException: no such row\n\tat "));
    }

    @Test
    void a_store_that_does_not_open_is_told_only_when_it_is_needed() {
        MvqInterpreter interpreter = new MvqInterpreter(() -> {
            throw new MvqException("the store at x cannot be read", "choose another by --store");
        });
        Heard help = new Heard();
        assertEquals(Interpreter.OK, interpreter.run("<command>", "HELP", help));
        Heard show = new Heard();
        assertEquals(Interpreter.FAILED, interpreter.run("<command>", "SHOW INDICES", show));
        assertEquals("""
                <command>:1:1: the store at x cannot be read
                  1 | SHOW INDICES
                    | ^^^^^^^^^^^^ choose another by --store""", show.problem());
    }

    @Test
    void at_most_twenty_problems_are_shown() {
        Heard heard = Heard.of("SHOW x;".repeat(30));
        assertEquals(21, heard.problems.size());
        assertEquals("and 10 more problems", heard.problems.getLast());
        assertEquals(List.of("30 problems, nothing was run"), heard.messages);
    }

    @Test
    void an_interrupted_thread_runs_no_more_statements() {
        Thread.currentThread().interrupt();
        try {
            Heard heard = Heard.of("SHOW INDICES");
            assertEquals(Interpreter.FAILED, heard.exitCode);
            assertFalse(heard.problems.isEmpty());
        } finally {
            assertTrue(Thread.interrupted());
        }
    }
}
