package dev.mvq.dsl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mvq.dsl.Linter.Problem;
import dev.mvq.dsl.run.MvqLinter;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class LinterTest {
    private static List<Problem> ofSyntax(String text) {
        return MvqLinter.ofSyntax(Path.of("")).check("a.mvq", text);
    }

    @Test
    void it_goes_on_at_the_next_semicolon_and_gives_every_problem_with_its_place() {
        List<Problem> problems = ofSyntax("SHOW INDEXES;\nSIMILAR TO;\n  SIMILAR TO SPY ON greks K 0;\nSHOW INDICES");
        assertEquals(
                List.of("1:6+7", "2:11+0", "3:21+5", "3:29+1"),
                problems.stream()
                        .map(each -> each.line() + ":" + each.column() + "+" + each.length())
                        .toList());
        assertEquals("unknown modality 'greks'", problems.get(2).diagnostic().message());
        assertEquals(List.of("greeks"), problems.get(2).diagnostic().suggestions());
        assertTrue(problems.get(2).rendered().startsWith("a.mvq:3:21: unknown modality 'greks'\n"));
    }

    @Test
    void places_count_code_points_and_a_tab_is_one() {
        Problem problem = ofSyntax("IMPORT '\uD83D\uDE00';\tSHOW x").getFirst();
        assertEquals(18, problem.column());
    }

    @Test
    void names_of_rows_are_known_in_the_order_of_the_text() {
        assertEquals(List.of(), ofSyntax("LET x = FROM bars | KEEP close; FROM x | SORT BY close; FROM last"));
        assertEquals(1, ofSyntax("FROM x; LET x = FROM bars").size());
        assertEquals(
                1,
                ofSyntax("LET x = FROM bars | KEEP close; FROM x | SORT BY open")
                        .size());
    }

    @Test
    void parameters_and_results_are_left_to_their_turn() {
        assertEquals(
                List.of(),
                ofSyntax(
                        "SIMILAR TO :c AT :day K :k THRESHOLD :t DURING LAST :n DAYS WHERE iv > :v AND type IN :list"));
        assertEquals(List.of(), ofSyntax("FROM $7 | WHERE anything > 3 | KEEP something; SIMILAR TO $7[0]"));
    }

    @Test
    void what_cannot_be_run_yet_is_no_problem() {
        assertEquals(List.of(), ofSyntax("FIND ARBITRAGE IN SPY; ASK 'what moved'; ANALYZE skew OF SPY"));
    }

    @Test
    void over_a_store_unknown_tickers_and_contracts_are_told() {
        Linter linter = MvqLinter.over(new RecordingMvq(), Path.of(""));
        List<Problem> problems = linter.check("a.mvq", "SIMILAR TO AAPL; FIND ANOMALIES IN AAPLE");
        assertEquals(
                List.of("unknown ticker AAPLE"),
                problems.stream().map(each -> each.diagnostic().message()).toList());
        assertEquals(List.of("AAPL"), problems.getFirst().diagnostic().suggestions());
    }
}
