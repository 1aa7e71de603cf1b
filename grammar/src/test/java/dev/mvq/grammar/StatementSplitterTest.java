package dev.mvq.grammar;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.antlr.v4.runtime.Token;
import org.junit.jupiter.api.Test;

class StatementSplitterTest {
    private static List<String> split(String text) {
        int[] codePoints = text.codePoints().toArray();
        return StatementSplitter.split(text).stream()
                .map(each -> new String(codePoints, each.start(), each.end() - each.start()))
                .toList();
    }

    @Test
    void statements_end_at_semicolons() {
        assertEquals(List.of("SHOW INDICES", "HELP"), split("SHOW INDICES; HELP;"));
    }

    @Test
    void the_last_semicolon_is_optional_and_empty_statements_are_ignored() {
        assertEquals(List.of("HELP"), split("HELP"));
        assertEquals(List.of("HELP", "HELP"), split(";; HELP ;;; HELP"));
        assertEquals(List.of(), split(" \n\t -- nothing\n ; /* at all */"));
    }

    @Test
    void semicolons_in_texts_names_and_comments_do_not_count() {
        assertEquals(List.of("IMPORT 'a;b.csv'"), split("IMPORT 'a;b.csv'"));
        assertEquals(List.of("IMPORT 'it''s;b'", "HELP"), split("IMPORT 'it''s;b'; HELP"));
        assertEquals(List.of("DESCRIBE \"A;\"\"B\""), split("DESCRIBE \"A;\"\"B\""));
        assertEquals(List.of("SHOW -- which; one?\nINDICES"), split("SHOW -- which; one?\nINDICES"));
        assertEquals(List.of("SHOW /* a;b */ INDICES"), split("/* c; */ SHOW /* a;b */ INDICES"));
        assertEquals(List.of("SHOW INDICES"), split("// c;\nSHOW INDICES"));
    }

    @Test
    void comment_signs_in_texts_open_no_comment() {
        assertEquals(List.of("IMPORT '/*.csv'", "HELP"), split("IMPORT '/*.csv'; HELP"));
        assertEquals(List.of("IMPORT '--'", "HELP"), split("IMPORT '--'; HELP"));
    }

    @Test
    void what_is_left_open_goes_to_the_end() {
        assertEquals(List.of("IMPORT 'a; HELP"), split("IMPORT 'a; HELP"));
        assertEquals(List.of("HELP", "/* a; b"), split("HELP; /* a; b"));
    }

    @Test
    void places_count_code_points() {
        StatementTokens second =
                StatementSplitter.split("IMPORT '\uD83D\uDE00'; HELP").get(1);
        assertEquals(12, second.start());
        assertEquals(16, second.end());
    }

    @Test
    void it_is_known_whether_a_semicolon_closed_a_statement() {
        List<StatementTokens> statements = StatementSplitter.split("HELP; HELP");
        assertTrue(statements.get(0).closed());
        assertFalse(statements.get(1).closed());
    }

    @Test
    void halves_of_surrogate_pairs_are_characters_of_their_own() {
        assertEquals(4, StatementSplitter.tokens("\uD83D a \uDE00 b").size());
    }

    @Test
    void a_percent_sign_belongs_to_a_number_it_touches_unless_an_operand_touches_it_behind() {
        assertEquals(List.of("2%"), texts("2%"));
        assertEquals(List.of("2%", "K"), texts("2% K"));
        assertEquals(List.of("2", "%", "K"), texts("2%K"));
        assertEquals(List.of("2", "%", "3"), texts("2 %3"));
        assertEquals(List.of("dte", "%", "7"), texts("dte % 7"));
        assertEquals(List.of("2%", ")"), texts("2%)"));
        assertEquals(List.of("2", "%", "("), texts("2%("));
    }

    @Test
    void contracts_are_one_token_in_each_spelling() {
        for (String contract : List.of(
                "AAPL_20240119_152.5_P",
                "AAPL240119C00150000",
                "AAPL  240119C00150000",
                "A     240119C00150000",
                "O:AAPL240119C00150000",
                "BRK.B_20240119_150_C",
                "2SPX_20240119_5000_C",
                "2SPX  240119C00150000")) {
            assertEquals(List.of(contract), texts(contract), contract);
        }
    }

    @Test
    void dates_ranges_and_numbers_need_no_blanks() {
        assertEquals(List.of("2024", "..", "2025"), texts("2024..2025"));
        assertEquals(List.of("2024-Q1", "..", "LATEST"), texts("2024-Q1..LATEST"));
        assertEquals(List.of("LATEST", "..", "2024-01-15"), texts("LATEST..2024-01-15"));
        assertEquals(List.of(".9", "1e6", "250_000", "2.5e-3"), texts(".9 1e6 250_000 2.5e-3"));
    }

    private static List<String> texts(String text) {
        return StatementSplitter.tokens(text).stream().map(Token::getText).toList();
    }
}
