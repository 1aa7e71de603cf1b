package dev.mvq.runtime.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mvq.runtime.market.MvqException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tech.tablesaw.api.BooleanColumn;
import tech.tablesaw.api.DateColumn;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.LongColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

class RowEngineTest {
    private final RowEngine engine = new RowEngine();

    @AfterEach
    void close() {
        engine.close();
    }

    /** A row of each kind, and a row without values. */
    private static Table everyKind() {
        StringColumn text = StringColumn.create("te\"xt", "it's; \"here\"");
        DoubleColumn number = DoubleColumn.create("number", 0.1);
        IntColumn whole = IntColumn.create("whole", new int[] {-3});
        LongColumn big = LongColumn.create("big", 5_000_000_000L);
        DateColumn date = DateColumn.create("date", List.of(LocalDate.of(2024, 2, 29)));
        BooleanColumn truth = BooleanColumn.create("truth", List.of(true));
        text.appendMissing();
        number.appendMissing();
        whole.appendMissing();
        big.appendMissing();
        date.appendMissing();
        truth.appendMissing();
        return Table.create("rows", text, number, whole, big, date, truth);
    }

    @Test
    void every_kind_of_value_goes_in_and_comes_out() {
        Table out = engine.ask(everyKind(), RowQuery.ALL).table();
        assertEquals(everyKind().columnNames(), out.columnNames());
        for (int column = 0; column < out.columnCount(); column++) {
            assertEquals(everyKind().get(0, column), out.get(0, column));
            assertTrue(out.column(column).isMissing(1), out.column(column).name());
        }
        assertEquals(
                Map.of(
                        "te\"xt", "text", "number", "number", "whole", "whole", "big", "number", "date", "date",
                        "truth", "boolean"),
                TableLoader.columns(out));
    }

    @Test
    void questions_stand_around_the_rows_with_their_values_in_order() {
        RowQuery query = RowQuery.ALL
                .then("SELECT * FROM (", List.of(), ") WHERE \"whole\" < ?", List.of(0L), "below")
                .then("SELECT *, CAST(? AS VARCHAR) AS \"added\" FROM (", List.of("x"), ")", List.of(), "added");
        Table out = engine.ask(everyKind(), query).table();
        assertEquals(1, out.rowCount());
        assertEquals("x", out.getString(0, "added"));
        assertEquals(List.of("below", "added"), query.steps());
    }

    @Test
    void more_rows_than_are_held_are_known_to_be_more() {
        Rows rows = engine.ask("SELECT range AS \"n\" FROM range(" + (Rows.MOST + 1) + ")", List.of(), RowQuery.ALL);
        assertFalse(rows.complete());
        assertEquals(Rows.MOST, rows.table().rowCount());
        assertTrue(engine.ask("SELECT range AS \"n\" FROM range(" + Rows.MOST + ")", List.of(), RowQuery.ALL)
                .complete());
    }

    @Test
    void rows_are_written_in_each_format_and_replace_what_was_there(@TempDir Path folder) throws IOException {
        for (RowFile.Format format : RowFile.Format.values()) {
            Path file = folder.resolve("it's." + format.name());
            Files.writeString(file, "old");
            engine.save(everyKind(), new RowFile(file, format));
            assertTrue(Files.size(file) > 3, format.name());
        }
        assertEquals("""
                "te""xt",number,whole,big,date,truth
                "it's; ""here""\",0.1,-3,5000000000,2024-02-29,true
                ,,,,,
                """, Files.readString(folder.resolve("it's.CSV")));
        assertEquals("""
                | te"xt | number | whole | big | date | truth |
                | --- | --- | --- | --- | --- | --- |
                | it's; "here" | 0.1 | -3 | 5000000000 | 2024-02-29 | true |
                |  |  |  |  |  |  |
                """, Files.readString(folder.resolve("it's.MD")));
        assertEquals(RowFile.Format.values().length, folder.toFile().list().length);
    }

    @Test
    void many_rows_are_written_without_being_held(@TempDir Path folder) {
        RowQuery bound = RowQuery.ALL.then("SELECT * FROM (", List.of(), ") WHERE \"n\" < ?", List.of(700_000L), "");
        Path file = folder.resolve("many.parquet");
        assertEquals(
                700_000,
                engine.save(
                        "SELECT range AS \"n\" FROM range(2000000)", bound, new RowFile(file, RowFile.Format.PARQUET)));
    }

    @Test
    void each_step_is_measured_with_the_rows_it_gives() {
        RowQuery query = RowQuery.ALL
                .then("SELECT * FROM (", List.of(), ") WHERE \"n\" < ?", List.of(1_000L), "below")
                .then("SELECT *, CAST(? AS VARCHAR) AS \"added\" FROM (", List.of("x"), ")", List.of(), "added")
                .then("SELECT * FROM (", List.of(), ") ORDER BY \"n\" DESC LIMIT 3", List.of(), "last");
        List<MeasuredStep> few = engine.measure("SELECT range AS \"n\" FROM range(5000)", query);
        assertEquals(
                List.of(5_000L, 1_000L, 1_000L, 3L),
                few.stream().map(MeasuredStep::rows).toList());
        assertTrue(few.stream().allMatch(step -> step.millis().orElse(-1) >= 0), few.toString());
        List<MeasuredStep> many = engine.measure("SELECT range AS \"n\" FROM range(3000000)", query);
        assertEquals("3,000,000 rows, done with the next step", many.getFirst().toString());
        assertEquals(3, many.getLast().rows());
        assertEquals(
                List.of(2L, 1L),
                engine
                        .measure(
                                everyKind(),
                                RowQuery.ALL.then("SELECT * FROM (", List.of(), ") LIMIT 1", List.of(), "one"))
                        .stream()
                        .map(MeasuredStep::rows)
                        .toList());
    }

    @Test
    void a_folder_that_is_not_there_is_told(@TempDir Path folder) {
        MvqException failure = assertThrows(
                MvqException.class,
                () -> engine.save(everyKind(), new RowFile(folder.resolve("no/x.csv"), RowFile.Format.CSV)));
        assertTrue(failure.getMessage().startsWith("there is no folder "));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT count(*) AS \"n\" FROM range(10000000000000) WHERE \"range\" % 7 = 3",
                "SELECT \"range\" AS \"n\" FROM range(10000000000000) WHERE \"range\" < 0",
                "SELECT a.\"range\" AS \"n\" FROM range(1000000) a, range(1000000) b ORDER BY hash(a.\"range\" + b.\"range\")"
            })
    @Timeout(60)
    void a_question_that_would_take_years_ends_when_its_thread_is_interrupted(String endless, @TempDir Path folder)
            throws InterruptedException {
        RowFile file = new RowFile(folder.resolve("never.csv"), RowFile.Format.CSV);
        for (Runnable work : List.<Runnable>of(
                () -> engine.ask(endless, List.of(), RowQuery.ALL), () -> engine.save(endless, RowQuery.ALL, file))) {
            AtomicReference<Throwable> failure = new AtomicReference<>();
            Thread asking = new Thread(work);
            asking.setUncaughtExceptionHandler((thread, thrown) -> failure.set(thrown));
            asking.start();
            Thread.sleep(100);
            asking.interrupt();
            asking.join();
            MvqException stopped = assertInstanceOf(MvqException.class, failure.get());
            assertEquals("this was stopped before it was done", stopped.getMessage());
        }
        assertEquals(0, folder.toFile().list().length);
        assertEquals(
                1,
                engine.ask("SELECT 1 AS \"n\"", List.of(), RowQuery.ALL).table().rowCount());
    }
}
