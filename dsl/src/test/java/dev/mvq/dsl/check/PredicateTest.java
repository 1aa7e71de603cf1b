package dev.mvq.dsl.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.mvq.dsl.RecordingMvq;
import dev.mvq.dsl.diagnostic.Problems;
import dev.mvq.dsl.diagnostic.Source;
import dev.mvq.dsl.parse.Parsed;
import dev.mvq.dsl.parse.StatementReader;
import dev.mvq.dsl.syntax.Clause;
import dev.mvq.dsl.syntax.Statement;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Conditions, compiled and asked of a real DuckDB over four rows: a call, a put, a stock, and a row that lacks all numbers. */
class PredicateTest {
    private static Connection database;

    @BeforeAll
    static void fill() throws SQLException {
        database = DriverManager.getConnection("jdbc:duckdb:");
        try (var statement = database.createStatement()) {
            statement.execute("""
                    CREATE TABLE rows AS SELECT * FROM (VALUES
                      (1, 'AAPL_20240119_150_C', 'AAPL', 'C', 150.0, DATE '2024-01-19', DATE '2024-01-12', 7::INTEGER, 0.25, 0.6, 12.0, 0.0),
                      (2, 'AAPL_20240216_15_P', 'AAPL', 'P', 15.0, DATE '2024-02-16', DATE '2024-01-12', 35::INTEGER, 0.50, -0.3, 0.0, 2.0),
                      (3, NULL, 'SPY', 'S', NULL, NULL, DATE '2024-01-11', NULL, NULL, NULL, 5e9, NULL),
                      (4, 'AAPLX20240119_150_C', 'X', 'C', NULL, DATE '2024-01-19', DATE '2023-12-29', 21::INTEGER, NULL, NULL, NULL, NULL))
                    AS t(id, contract, underlying, "type", strike, expiry, "date", dte, iv, delta, volume, spread)""");
        }
    }

    @AfterAll
    static void close() throws SQLException {
        database.close();
    }

    /** Ids of the rows that the condition takes. */
    private static List<Integer> rows(String condition) {
        String text = "SIMILAR TO SPY WHERE " + condition;
        Parsed parsed = StatementReader.read(new Source("test", text), text).getFirst();
        assertEquals(List.of(), parsed.problems(), text);
        Statement.SimilarTo statement = (Statement.SimilarTo) parsed.statement().orElseThrow();
        Clause.Where where = (Clause.Where) statement.clauses().getFirst();
        Problems problems = new Problems();
        Sql sql = new PredicateCompiler(Schema.of(RecordingMvq.COLUMNS), problems).condition(where.condition());
        assertEquals(List.of(), problems.list(), text);
        assertFalse(sql.text().matches("(?s).*['$;].*"), "only columns and parameters: " + sql.text());
        return ask(sql);
    }

    private static List<Integer> ask(Sql sql) {
        try (PreparedStatement query =
                database.prepareStatement("SELECT id FROM rows WHERE " + sql.text() + " ORDER BY id")) {
            for (int at = 0; at < sql.parameters().size(); at++) {
                query.setObject(at + 1, sql.parameters().get(at));
            }
            List<Integer> ids = new ArrayList<>();
            try (ResultSet answer = query.executeQuery()) {
                while (answer.next()) {
                    ids.add(answer.getInt(1));
                }
            }
            return ids;
        } catch (SQLException failure) {
            throw new AssertionError(sql.text(), failure);
        }
    }

    @Test
    void comparisons() {
        assertEquals(List.of(1), rows("dte < 21"));
        assertEquals(List.of(1, 4), rows("dte <= 21"));
        assertEquals(List.of(2), rows("dte > 21.5"));
        assertEquals(List.of(2, 4), rows("dte <> 7"));
        assertEquals(List.of(2, 4), rows("7 != dte"));
        assertEquals(List.of(1), rows("strike = 150"));
    }

    @Test
    void percent_and_modulo() {
        assertEquals(List.of(1), rows("iv < 30%"));
        assertEquals(List.of(1), rows("iv = 25%"));
        assertEquals(List.of(1, 2, 4), rows("dte % 7 = 0"));
        assertEquals(List.of(1, 2, 4), rows("dte %7 = 0"));
    }

    @Test
    void precedence_is_that_of_sql() {
        assertEquals(List.of(1, 2), rows("dte = 7 OR dte = 35 AND iv > 40%"));
        assertEquals(List.of(2), rows("(dte = 7 OR dte = 35) AND iv > 40%"));
        assertEquals(List.of(1, 4), rows("NOT dte = 35 AND dte > 0"));
        assertEquals(List.of(4), rows("dte = 1 + 2 * 10"));
        assertEquals(List.of(4), rows("dte = 30 - 5 - 4"));
        assertEquals(List.of(4), rows("dte = -(-21)"));
        assertEquals(List.of(2), rows("-delta = 0.3"));
        assertEquals(List.of(1), rows("NOT NOT dte = 7"));
    }

    @Test
    void between_in_like_and_null() {
        assertEquals(List.of(1, 4), rows("dte BETWEEN 7 AND 21"));
        assertEquals(List.of(2), rows("dte NOT BETWEEN 7 AND 21"));
        assertEquals(List.of(1, 2), rows("dte IN (7, 35, 36)"));
        assertEquals(List.of(4), rows("dte NOT IN (7, 35)"));
        assertEquals(List.of(3), rows("underlying LIKE 'S%'"));
        assertEquals(List.of(3), rows("underlying LIKE '_PY'"));
        assertEquals(List.of(3), rows("dte IS NULL"));
        assertEquals(List.of(1, 2), rows("iv IS NOT NULL"));
    }

    @Test
    void an_underscore_is_itself_on_contract() {
        assertEquals(List.of(1, 2), rows("contract LIKE 'aapl_2024%'"));
        assertEquals(List.of(4), rows("contract NOT LIKE 'AAPL_2024%'"));
    }

    @Test
    void contracts_in_any_spelling_are_equal() {
        assertEquals(List.of(1), rows("contract = AAPL_20240119_150_C"));
        assertEquals(List.of(1), rows("contract = 'AAPL240119C00150000'"));
        assertEquals(List.of(1), rows("contract = O:AAPL240119C00150000"));
        assertEquals(List.of(1), rows("contract IN ('aapl_20240119_150.0_c', AAPL  250119C00150000)"));
        assertEquals(List.of(2, 4), rows("contract <> AAPL240119C00150000"));
    }

    @Test
    void types_are_taken_as_words_and_letters() {
        assertEquals(List.of(1, 4), rows("type = 'Call'"));
        assertEquals(List.of(1, 2, 4), rows("type IN ('call', 'PUT')"));
        assertEquals(List.of(3), rows("'s' = type"));
    }

    @Test
    void dates() {
        assertEquals(List.of(1, 2), rows("date = 2024-01-12"));
        assertEquals(List.of(1, 2), rows("date = '2024-01-12'"));
        assertEquals(List.of(3, 4), rows("'2024-01-12' > date"));
        assertEquals(List.of(1), rows("date + 7 = expiry"));
        assertEquals(List.of(1), rows("expiry - 7 = date"));
        assertEquals(List.of(1), rows("expiry - date = 7"));
        assertEquals(List.of(4), rows("year(date) = 2023 AND month(date) = 12 AND day(date) = 29"));
        assertEquals(List.of(1, 2, 3), rows("date BETWEEN 2024-01-01 AND '2024-01-31'"));
    }

    @Test
    void numbers_without_a_value_are_null() {
        assertEquals(List.of(1), rows("1 / spread IS NULL AND strike IS NOT NULL"));
        assertEquals(List.of(1), rows("1 % spread IS NULL AND strike IS NOT NULL"));
        assertEquals(List.of(2), rows("log(delta) IS NULL AND strike IS NOT NULL"));
        assertEquals(List.of(2), rows("log(volume) IS NULL AND strike IS NOT NULL"));
        assertEquals(List.of(2), rows("sqrt(delta) IS NULL AND strike IS NOT NULL"));
    }

    @Test
    void division_is_real_and_wholes_do_not_overflow() {
        assertEquals(List.of(1), rows("dte / 2 = 3.5"));
        assertEquals(List.of(3), rows("volume * volume > 1e19"));
        assertEquals(List.of(1), rows("dte * 1_000_000_000 = 7e9"));
    }

    @Test
    void functions() {
        assertEquals(List.of(1, 2), rows("abs(delta) > 0.2"));
        assertEquals(List.of(1), rows("round(delta) = 1"));
        assertEquals(List.of(1), rows("round(delta / 7, 3) = 0.086"));
        assertEquals(List.of(1, 2), rows("floor(iv) = 0 AND ceil(iv) = 1"));
        assertEquals(List.of(1), rows("abs(log(exp(iv)) - 0.25) < 1e-9"));
        assertEquals(List.of(1), rows("sqrt(iv) = 0.5"));
        assertEquals(List.of(1), rows("least(dte, 10) = 7"));
        assertEquals(List.of(2), rows("greatest(dte, 30, 7) = 35"));
        assertEquals(List.of(3, 4), rows("coalesce(iv, 9) = 9"));
    }

    @Test
    void truth() {
        assertEquals(List.of(1, 2, 3, 4), rows("true"));
        assertEquals(List.of(1), rows("(dte = 7) = true"));
    }
}
