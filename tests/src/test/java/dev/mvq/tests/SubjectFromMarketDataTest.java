package dev.mvq.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mvq.dsl.Interpreter;
import dev.mvq.dsl.Output;
import dev.mvq.dsl.Surroundings;
import dev.mvq.dsl.run.MvqInterpreter;
import dev.mvq.runtime.engine.GenerateQuery;
import dev.mvq.runtime.engine.Mvq;
import dev.mvq.runtime.engine.SimulationQuery;
import dev.mvq.runtime.market.DateRange;
import dev.mvq.runtime.market.Progress;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/** Subjects without a stored embedding: days that are not generated yet, and Tables of market columns. The store's last two days are left out. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SubjectFromMarketDataTest {
    private Mvq engine;
    private List<LocalDate> days;
    private LocalDate encoded;
    private LocalDate fresh;
    private String contract;

    @BeforeAll
    void make_a_store_whose_last_two_days_are_not_encoded(@TempDir Path folder) {
        Path store = folder.resolve("store");
        engine = Mvq.open(store, store, Progress.SILENT);
        engine.importSimulated(
                new SimulationQuery(Map.of("underlyings", 2L, "days", 14L, "contracts_per_day", 24L, "history", 30L)));
        days = List.copyOf(engine.days());
        fresh = days.getLast();
        encoded = days.get(days.size() - 3);
        engine.generate(new GenerateQuery(
                List.of(),
                Optional.of(new DateRange(days.getFirst(), encoded)),
                false,
                false,
                false,
                OptionalInt.empty(),
                OptionalInt.empty()));
        contract = rows("FROM contracts AT " + fresh
                        + " WHERE type = 'C' AND bid > 1 AND dte > 20 | SORT BY volume DESC")
                .stringColumn("contract")
                .get(0);
    }

    @AfterAll
    void close() {
        engine.close();
    }

    @Test
    void a_day_with_market_data_and_no_embedding_is_encoded_and_that_is_said() {
        Said said = run(Map.of(), "SIMILAR TO " + contract + " AT " + fresh + " K 5");
        assertEquals(5, said.rows.getLast().rowCount());
        assertTrue(
                said.messages.contains(
                        contract + " has no stored embedding on " + fresh + ": it is encoded for this question"),
                said::toString);
    }

    @Test
    void what_is_encoded_for_a_question_answers_as_what_is_stored() {
        String rows = " | KEEP contract, date, similarity";
        Table stored = rows("SIMILAR TO " + contract + " AT " + encoded + " ON price, greeks, fused K 8" + rows);
        String market = "LET own = FROM contracts DURING %s .. %s WHERE contract = '%s';"
                .formatted(days.getFirst(), encoded, contract);
        Said said = run(Map.of(), market + "SIMILAR TO :own ON price, greeks, fused K 8" + rows);
        Table given = said.rows.getLast();
        assertEquals(
                stored.stringColumn("contract").asList(),
                given.stringColumn("contract").asList());
        assertEquals(
                stored.dateColumn("date").asList(), given.dateColumn("date").asList());
        for (int row = 0; row < 8; row++) {
            // Stored vectors are of half precision.
            assertEquals(
                    stored.doubleColumn("similarity").get(row),
                    given.doubleColumn("similarity").get(row),
                    2e-3);
        }
        assertTrue(said.messages.contains("encoded from the Table: " + contract + " on " + encoded), said::toString);
    }

    @Test
    void a_table_in_a_variable_is_encoded_with_what_was_changed_in_it() {
        Table own = rows(
                "FROM contracts DURING %s .. %s WHERE contract = '%s'".formatted(days.getFirst(), encoded, contract));
        String question = "SIMILAR TO :own ON greeks K 5 | KEEP similarity";
        Table before = run(Map.of("own", own), question).rows.getLast();
        Table wild = own.copy();
        wild.replaceColumn("iv", wild.doubleColumn("iv").multiply(2.5).setName("iv"));
        Table after = run(Map.of("own", wild), question).rows.getLast();
        assertNotEquals(before.doubleColumn(0).asList(), after.doubleColumn(0).asList());
    }

    @Test
    void a_contract_that_the_store_has_not_is_encoded_from_its_table_alone() {
        Table own = rows(
                "FROM contracts DURING %s .. %s WHERE contract = '%s'".formatted(days.getFirst(), encoded, contract));
        Table other = own.copy();
        String unlisted = contract.substring(0, contract.indexOf('_') + 9) + "_1.5_C";
        other.replaceColumn(
                "contract", StringColumn.create("contract", Collections.nCopies(other.rowCount(), unlisted)));
        Said said = run(Map.of("own", other), "SIMILAR TO :own ON greeks K 3");
        assertEquals(3, said.rows.getLast().rowCount());
        assertTrue(said.messages.contains("encoded from the Table: " + unlisted + " on " + encoded), said::toString);
    }

    @Test
    void bars_of_a_ticker_find_days_of_stocks() {
        String ticker = contract.substring(0, contract.indexOf('_'));
        Said said = run(
                Map.of(),
                "LET mine = FROM bars DURING %s .. %s WHERE ticker = '%s'; SIMILAR TO :mine AT %s ON price K 2 APART 1 DAYS"
                        .formatted(days.getFirst(), fresh, ticker, fresh));
        assertEquals(2, said.rows.getLast().rowCount(), said::toString);
        assertEquals(2, said.rows.getLast().column("contract").countMissing());
    }

    @Test
    void columns_of_something_else_are_named_and_passed_over() {
        Table own = rows("FROM contracts AT %s WHERE contract = '%s'".formatted(encoded, contract));
        Said said = run(
                Map.of("own", own.copy().addColumns(DoubleColumn.create("blid", new double[] {1}))),
                "SIMILAR TO :own K 1");
        assertTrue(said.messages.contains("columns that say nothing of a market are not used: blid"), said::toString);
    }

    @Test
    void what_is_no_market_table_is_refused_at_the_parameter() {
        Table odd = Table.create("odd").addColumns(StringColumn.create("colour", "red"));
        Said said = run(Map.of("odd", odd), "SIMILAR TO :odd");
        assertEquals(Interpreter.FAILED, said.code);
        assertTrue(said.problems.getFirst().startsWith("<test>:1:12: this Table has no column date"), said::toString);
        Table own = rows("FROM contracts AT %s WHERE contract = '%s'".formatted(encoded, contract));
        Said described = run(Map.of("own", own), "DESCRIBE :own");
        assertTrue(
                described
                        .problems
                        .getFirst()
                        .startsWith("<test>:1:10: DESCRIBE takes contracts and tickers, and own is a Table"),
                described::toString);
        Said absent = run(Map.of("own", own), "SIMILAR TO :own AT " + fresh);
        assertTrue(absent.problems.getFirst().contains("no rows of the Table on " + fresh), absent::toString);
    }

    private Table rows(String statement) {
        Said said = run(Map.of(), statement);
        assertEquals(Interpreter.OK, said.code, said::toString);
        return said.rows.getLast();
    }

    private Said run(Map<String, Object> parameters, String text) {
        Said said = new Said();
        said.code = new MvqInterpreter(
                        () -> engine, Surroundings.of(Path.of("")).with(parameters))
                .run("<test>", text, said);
        return said;
    }

    /** What was answered. */
    private static final class Said implements Output {
        final List<Table> rows = new ArrayList<>();
        final List<String> messages = new ArrayList<>();
        final List<String> problems = new ArrayList<>();
        int code;

        @Override
        public void rows(Table table) {
            rows.add(table);
        }

        @Override
        public void text(String text) {
            messages.add(text);
        }

        @Override
        public void message(String text) {
            messages.add(text);
        }

        @Override
        public void problem(String rendered) {
            problems.add(rendered);
        }

        @Override
        public String toString() {
            return code + " " + messages + problems;
        }
    }
}
