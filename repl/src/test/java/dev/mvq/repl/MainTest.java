package dev.mvq.repl;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mvq.dsl.Consent;
import dev.mvq.dsl.Interpreter;
import dev.mvq.runtime.engine.Answer;
import dev.mvq.runtime.engine.CollectQuery;
import dev.mvq.runtime.market.MvqException;
import dev.mvq.runtime.storage.bucket.StoreLocation;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.LongColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

class MainTest {
    @TempDir
    Path folder;

    private final ScriptedInterpreter language = new ScriptedInterpreter();
    private final AtomicReference<@Nullable OpenRequest> request = new AtomicReference<>();
    private final AtomicInteger closed = new AtomicInteger();
    private final List<CollectQuery> collected = new ArrayList<>();
    private final Map<String, String> environment = new HashMap<>(Map.of("HOME", "/home/ada"));
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private byte[] in = new byte[0];

    private int mvq(String... args) {
        return mvq(out, args);
    }

    private int mvq(OutputStream stdout, String... args) {
        Main main = new Main(asked -> {
            request.set(asked);
            return new OpenStore(language, (name, text) -> List.of(), this::collect, closed::incrementAndGet);
        });
        return invoke(main, stdout, args);
    }

    private Answer collect(CollectQuery query) {
        collected.add(query);
        return new Answer(
                Table.create("collected", StringColumn.create("object", "a/b"), LongColumn.create("bytes", 7L)),
                List.of("1 object would go"));
    }

    private int invoke(Main main, OutputStream stdout, String... args) {
        return main.invoke(
                args,
                new ByteArrayInputStream(in),
                new PrintStream(stdout, false, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                environment,
                folder);
    }

    private String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private String err() {
        return err.toString(StandardCharsets.UTF_8);
    }

    private static Table twoRows() {
        return Table.create(
                StringColumn.create("contract", "A_20240119_1_C", "B_20240119_2_P"),
                DoubleColumn.create("similarity", 0.98765, 0.5));
    }

    @Test
    void rows_go_to_stdout_and_everything_else_to_stderr() {
        language.when("S", output -> {
            output.message("2024-01-15 is a holiday");
            output.rows(twoRows());
            output.text("a plan");
            output.problem("<command>:1:1: unknown word");
            return Interpreter.FAILED;
        });

        assertEquals(1, mvq("-c", "S", "--format", "csv"));

        assertEquals("contract,similarity\nA_20240119_1_C,0.98765\nB_20240119_2_P,0.5\n\na plan\n", out());
        assertEquals("2024-01-15 is a holiday\n2 rows\n<command>:1:1: unknown word\n", err());
    }

    @ParameterizedTest
    @CsvSource({"0", "1", "2"})
    void the_interpreters_code_is_the_exit_code(int code) {
        language.when("S", output -> code);

        assertEquals(code, mvq("-c", "S"));
        assertEquals(1, closed.get(), "the store is closed once");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "qurey SPY | unknown command 'qurey'; did you mean 'query'?",
                "teleport | unknown command 'teleport'; there are",
                "a.mvq | 'a.mvq' is no command; did you mean 'mvq run a.mvq'?",
                "--stor x | unknown option '--stor'; did you mean '--store'?",
                "--formt=csv -c X | unknown option '--formt'; did you mean '--format'?",
                "-c X --format cvs | 'cvs' is none of table, csv, json, md; did you mean 'csv'?",
                "-c X --log-format jsno | 'jsno' is none of text, json; did you mean 'json'?",
                "test --year 24 | --year takes a year such as 2020, not 24",
                "-c | missing required parameter for option '--command'",
                "-c X demo | -c and demo exclude each other",
                "query | query needs CONTRACT",
                "query SPY 2024-1-5 | '2024-1-5' is no date; write YYYY-MM-DD, latest or today",
                "query SPY -k many | 'many' is not a whole number",
                "query SPY; | 'SPY;' is no contract such as AAPL_20240119_150_C, and no ticker",
                "query SPY --on fused;DROP | --on takes modalities with commas between",
                "query SPY 2024-01-12 20 | query does not take '20'",
                "generate | say which years: --start-year 2020 --end-year 2025, or --full-index",
                "generate --full-index --start-year 2020 | --full-index takes every day",
                "generate --start-year 20 | --start-year takes a year such as 2020, not 20",
                "train --through yesterday | --through takes a date such as 2023-12-29, not 'yesterday'",
                "generate --full-index --encoders a;b | --encoders takes a word, not 'a;b'",
                "run | run needs FILE.mvq",
                "run nowhere.mvq | there is no file 'nowhere.mvq'",
                "run . | '.' is a folder, not a file of statements",
            })
    void wrong_usage_is_one_sentence_and_exit_code_2(String args, String sentence) {
        assertEquals(2, mvq(args.split(" ")));

        assertAll(
                () -> assertTrue(err().startsWith("mvq: "), err()),
                () -> assertTrue(err().contains(sentence), err()),
                () -> assertEquals(1, err().lines().count(), err()),
                () -> assertEquals("", out()),
                () -> assertEquals(List.of(), language.heard()));
    }

    @Test
    void a_statement_given_without_c_is_recognised() {
        assertEquals(2, mvq("SHOW INDICES"));

        assertEquals("mvq: statements stand behind -c: mvq -c \"SHOW INDICES\"\n", err());
    }

    @Test
    void query_is_short_for_similar_to() {
        assertEquals(0, mvq("query", "AAPL_20240119_150_C", "2024-01-15", "-k", "5", "--on", "fused,greeks"));
        assertEquals(0, mvq("query", "AAPL  240119C00150000", "latest"));
        assertEquals(0, mvq("query", "spy"));

        assertEquals(
                List.of(
                        "<command>: SIMILAR TO AAPL_20240119_150_C AT 2024-01-15 ON fused, greeks K 5",
                        "<command>: SIMILAR TO AAPL  240119C00150000 AT LATEST K 20",
                        "<command>: SIMILAR TO spy K 20"),
                language.heard());
    }

    @Test
    void train_is_short_for_train_encoders() {
        assertEquals(0, mvq("train"));
        assertEquals(0, mvq("train", "--on", "greeks,price", "--from", "2020-01-02", "--through", "2023-12-29"));
        assertEquals(0, mvq("train", "--through=2023-12-29", "--epochs", "3", "--seed", "11", "--size", "half"));
        assertEquals(0, mvq("train", "--from", "2020-01-02", "--rows", "5000", "--threads", "2", "--restart"));
        assertEquals(0, mvq("generate", "--full-index", "--encoders", "0123456789ab"));

        assertEquals(
                List.of(
                        "<command>: TRAIN ENCODERS",
                        "<command>: TRAIN ENCODERS ON greeks, price DURING 2020-01-02 .. 2023-12-29",
                        "<command>: TRAIN ENCODERS DURING 2000-01-01 .. 2023-12-29 WITH (epochs = 3, seed = 11, size = 'half')",
                        "<command>: TRAIN ENCODERS DURING 2020-01-02 .. LATEST WITH (rows = 5000, threads = 2, restart = true)",
                        "<command>: SET encoders = '0123456789ab'; GENERATE FULL INDEX"),
                language.heard());
    }

    @Test
    void generate_is_short_for_generate_embeddings() {
        assertEquals(0, mvq("generate", "--start-year", "2020", "--end-year", "2021"));
        assertEquals(0, mvq("generate", "--start-year=2020", "--batch-size=512", "--max-workers=4"));
        assertEquals(0, mvq("generate", "--full-index", "--max-workers", "4"));
        assertEquals(0, mvq("generate", "--start-year", "2020", "--end-year", "2025", "--test-after-year"));
        assertEquals(0, mvq("generate", "--full-index", "--test-after-year", "--restart"));

        assertEquals(
                List.of(
                        "<command>: GENERATE EMBEDDINGS DURING 2020 .. 2021",
                        "<command>: GENERATE EMBEDDINGS DURING 2020 .. LATEST WITH (batch_size = 512, max_workers = 4)",
                        "<command>: GENERATE FULL INDEX WITH (max_workers = 4)",
                        "<command>: GENERATE EMBEDDINGS DURING 2020 .. 2025 TEST AFTER YEAR",
                        "<command>: GENERATE FULL INDEX TEST AFTER YEAR RESTART"),
                language.heard());
    }

    @Test
    void test_is_short_for_test_embeddings() {
        assertEquals(0, mvq("test", "--year", "2024"));
        assertEquals(0, mvq("test"));

        assertEquals(List.of("<command>: TEST EMBEDDINGS DURING 2024", "<command>: TEST EMBEDDINGS"), language.heard());
    }

    @Test
    void a_log_in_json_leaves_the_answers_as_they_are() throws IOException {
        language.when("S", output -> {
            output.message("2024-01-15 is a holiday");
            output.rows(twoRows());
            output.problem("<command>:1:1: wrong\n  1 | S");
            return Interpreter.FAILED;
        });

        assertEquals(1, mvq("-c", "S", "--format", "csv", "--log-format", "json"));

        assertEquals(3, out().lines().count(), out());
        assertEquals(
                List.of(
                        "\"level\": \"info\", \"event\": \"message\", \"text\": \"2024-01-15 is a holiday\"}",
                        "\"level\": \"error\", \"event\": \"problem\", \"text\": \"<command>:1:1: wrong\\n  1 | S\"}"),
                err().lines()
                        .map(line -> line.substring(line.indexOf("\"level\"")))
                        .toList());
    }

    @Test
    void what_would_be_asked_is_agreed_to_beforehand_or_asked_of_nobody() {
        mvq("generate", "--full-index", "--restart");
        assertEquals(Consent.Answer.NOBODY, asked().consent().ask("Go on?"));

        mvq("generate", "--full-index", "--restart", "--yes");
        assertEquals(Consent.Answer.YES, asked().consent().ask("Go on?"));

        mvq("--yes", "-c", "GENERATE EMBEDDINGS RESTART");
        assertEquals(Consent.Answer.YES, asked().consent().ask("Go on?"));
    }

    @Test
    void a_file_is_run_under_the_name_it_was_given_by() throws IOException {
        Files.writeString(folder.resolve("a.mvq"), "\uFEFFSHOW INDICES;\n");

        assertEquals(0, mvq("run", "a.mvq"));

        assertEquals(List.of("a.mvq: SHOW INDICES;\n"), language.heard());
    }

    @Test
    void a_misspelt_file_is_told_its_neighbour() throws IOException {
        Files.createDirectories(folder.resolve("q"));
        Files.writeString(folder.resolve("q/card.mvq"), "");

        assertEquals(2, mvq("run", "q/crad.mvq"));

        assertEquals("mvq: there is no file 'q/crad.mvq'; did you mean 'q/card.mvq'?\n", err());
    }

    @Test
    void a_file_that_is_no_text_is_said_to_be_none() throws IOException {
        Files.write(folder.resolve("a.mvq"), new byte[] {(byte) 0xC3, 0x28});

        assertEquals(1, mvq("run", "a.mvq"));

        assertEquals("mvq: a.mvq is not UTF-8 text\n  convert it first: iconv -t UTF-8\n", err());
    }

    @Test
    void without_arguments_and_terminal_the_statements_on_standard_input_are_run() {
        in = "SHOW COVERAGE;\nSHOW INDICES".getBytes(StandardCharsets.UTF_8);

        assertEquals(0, mvq());

        assertEquals(List.of("<stdin>: SHOW COVERAGE;\nSHOW INDICES"), language.heard());
    }

    @Test
    void without_arguments_and_statements_it_says_what_to_do() {
        assertEquals(2, mvq());

        assertEquals("mvq: no statements on standard input; 'mvq --help' shows what else there is\n", err());
    }

    @Test
    void the_store_is_the_options_else_the_environments_else_the_users() {
        mvq("-c", "S");
        assertEquals(new StoreLocation.Folder(Path.of("/home/ada/.local/share/mvq/store")), asked().store());

        environment.put("XDG_DATA_HOME", "/data");
        mvq("-c", "S");
        assertEquals(new StoreLocation.Folder(Path.of("/data/mvq/store")), asked().store());

        environment.put("MVQ_STORE", "mine");
        mvq("-c", "S");
        assertEquals(new StoreLocation.Folder(folder.resolve("mine")), asked().store());

        mvq("--store", "other", "run", "-");
        assertEquals(new StoreLocation.Folder(folder.resolve("other")), asked().store());

        mvq("run", "-", "--store", "/abs");
        assertEquals(new StoreLocation.Folder(Path.of("/abs")), asked().store());
        assertEquals(folder, asked().workingFolder());
    }

    private OpenRequest asked() {
        OpenRequest asked = request.get();
        if (asked == null) {
            throw new AssertionError("no store was opened");
        }
        return asked;
    }

    @Test
    void a_store_may_be_a_part_of_a_bucket() {
        mvq("--store", "s3://quotes/made/small/", "-c", "S");
        assertEquals(new StoreLocation.Bucket("quotes", "made/small"), asked().store());
        assertEquals("s3://quotes/made/small", asked().store().toString());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "gs://quotes | a store of 'gs://' is not known",
                "s3://Q | no bucket can be named 'Q'",
                "s3://quotes/../x | '../x' cannot be a part of the bucket 'quotes'",
                "s3://user:secret@quotes | a store's name holds no keys"
            })
    void what_is_no_store_is_told(String store, String problem) {
        assertEquals(1, mvq("--store", store, "-c", "S"));
        assertTrue(err().startsWith("mvq: " + problem + "\n"), err());
    }

    @Test
    void a_store_that_cannot_be_opened_is_told_with_what_would_help() {
        Main main = new Main(asked -> {
            throw new MvqException("the store x was written by a newer mvq", "update mvq");
        });

        assertEquals(1, invoke(main, out, "-c", "S"));

        assertEquals("mvq: the store x was written by a newer mvq\n  update mvq\n", err());
    }

    @Test
    void an_internal_error_shows_no_stack_trace_unless_asked() {
        language.when("S", output -> {
            throw new IllegalStateException("ordinal 7");
        });

        assertEquals(1, mvq("-c", "S"));
        assertTrue(err().startsWith("mvq: internal error: java.lang.IllegalStateException: ordinal 7\n"), err());
        assertFalse(err().contains("\tat "), err());

        environment.put("MVQ_DEBUG", "1");
        assertEquals(1, mvq("-c", "S"));
        assertTrue(err().contains("\tat dev.mvq."), err());
    }

    @Test
    void output_that_cannot_be_written_is_a_failure() {
        language.when("S", output -> {
            output.rows(twoRows());
            return Interpreter.OK;
        });
        OutputStream full = new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException("No space left on device");
            }
        };

        assertEquals(1, mvq(full, "-c", "S"));

        assertTrue(err().endsWith("mvq: not all of the output could be written; is the disk full?\n"), err());
    }

    @Test
    void escapes_in_messages_are_shown_and_not_obeyed() {
        language.when("S", output -> {
            output.problem("unknown ticker '\u001b[2J'");
            return Interpreter.FAILED;
        });

        mvq("-c", "S");

        assertEquals("unknown ticker '\\u001b[2J'\n", err());
    }

    @Test
    void help_and_version_are_answers() {
        assertEquals(0, mvq("--help"));
        assertTrue(out().contains("Usage: mvq"), out());
        assertTrue(out().contains("mvq query AAPL_20240119_150_C"), out());
        assertEquals("", err());

        out.reset();
        assertEquals(0, mvq("--version"));
        assertTrue(out().matches("mvq \\d+\\.\\d+\\.\\d+\\S* \\(Java .*\\)\n"), out());
    }

    @Test
    void gc_removes_what_was_replaced_a_week_ago_unless_told_otherwise() {
        assertEquals(Interpreter.OK, mvq("gc", "--format", "csv"));
        assertEquals("object,bytes\na/b,7\n", out().replace("\r", ""));
        assertEquals("1 object would go\n1 row\n", err());
        assertEquals(Interpreter.OK, mvq("gc", "--dry-run", "--grace", "12h"));
        assertEquals(Interpreter.OK, mvq("gc", "--grace=0"));
        assertEquals(
                List.of(
                        new CollectQuery(Duration.ofDays(7), false),
                        new CollectQuery(Duration.ofHours(12), true),
                        new CollectQuery(Duration.ZERO, false)),
                collected);
        assertEquals(3, closed.get());
    }

    @Test
    void a_grace_that_is_no_time_is_refused() {
        assertEquals(Interpreter.REFUSED, mvq("gc", "--grace", "a week"));
        assertEquals("mvq: --grace takes a time such as 7d, 12h or 30m, not 'a week'\n", err());
        assertEquals(List.of(), collected);
    }
}
