package dev.mvq.dsl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mvq.dsl.run.MvqInterpreter;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CompletionTest {
    private final MvqInterpreter interpreter = new MvqInterpreter(new RecordingMvq());

    /** Completes at the {@code |}. */
    private List<String> complete(String marked) {
        return interpreter.complete(marked.replace("|", ""), marked.indexOf('|'));
    }

    @Test
    void statements_begin_with_their_openers() {
        assertEquals(
                List.of("SHOW", "SIMILAR", "SET").stream().sorted().toList(),
                complete("S|").stream().sorted().toList());
        assertTrue(complete("|").contains("GENERATE"));
        assertTrue(complete("|").contains("FROM"));
        assertEquals(List.of("SIMILAR"), complete("SHOW INDICES; si|"));
        assertEquals(List.of("SIMILAR"), complete("EXPLAIN SI|"));
    }

    @Test
    void keywords_come_where_they_may_stand() {
        assertEquals(List.of("TO"), complete("SIMILAR |"));
        assertEquals(List.of("ACROSS", "ALLOW", "APART", "AS", "AT"), complete("SIMILAR TO SPY A|"));
        assertEquals(List.of("UNDERLYINGS"), complete("SIMILAR TO SPY ACROSS |"));
        assertEquals(List.of("EMBEDDINGS", "FULL"), complete("GENERATE |"));
    }

    @Test
    void names_come_where_names_stand() {
        assertEquals(List.of("AAPL", "AAPL_20240119_150_C"), complete("SIMILAR TO aa|"));
        assertEquals(List.of("greeks"), complete("SIMILAR TO SPY ON fused, gr|"));
        assertEquals(List.of("HNSW"), complete("SIMILAR TO SPY USING h|"));
        assertEquals(List.of("underlying"), complete("SIMILAR TO SPY DISTINCT u|"));
        assertEquals(List.of("INDICES"), complete("SHOW IN|"));
        assertEquals(
                List.of("device"),
                complete("SET de|").stream()
                        .filter(each -> each.equals("device"))
                        .toList());
        assertEquals(List.of("cpu", "cuda"), complete("SET device = c|"));
        assertEquals(List.of("chains"), complete("IMPORT 'x' FORMAT ch|"));
        assertEquals(List.of("nprobe"), complete("SIMILAR TO SPY WITH (n|"));
        assertEquals(List.of("SIMILAR TO", "SIMILAR TO EACH"), complete("HELP SI|"));
    }

    @Test
    void columns_and_functions_come_in_conditions() {
        assertEquals(List.of("delta"), complete("SIMILAR TO SPY WHERE dte < 3 AND del|"));
        assertEquals(List.of("log"), complete("SIMILAR TO SPY WHERE lo|"));
        assertTrue(complete("SIMILAR TO SPY WHERE dte |").contains("BETWEEN"));
        assertTrue(complete("SIMILAR TO SPY WHERE dte < 3 |").contains("AND"));
    }

    @Test
    void stages_and_sources_come_in_pipelines() {
        assertEquals(List.of("contracts"), complete("FROM con|"));
        assertEquals(List.of("STATS"), interpreter.complete("FROM bars | ST", 14));
        assertEquals(List.of("delta"), interpreter.complete("FROM contracts | KEEP iv, del", 29));
    }

    @Test
    void nothing_comes_in_texts_and_after_mistakes() {
        assertEquals(List.of(), complete("IMPORT 'S|"));
        assertEquals(List.of(), complete("SHOW INDICES nonsense S|"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SIMILAR",
                "SIMILAR TO",
                "SIMILAR TO (SPY,",
                "SIMILAR TO SPY ON",
                "SIMILAR TO SPY ON fused,",
                "SIMILAR TO SPY WHERE dte <",
                "SIMILAR TO SPY WHERE (dte < 3",
                "DESCRIBE 'x",
                "DESCRIBE \"x",
                "/* open",
                "HELP; /* open",
                "SET device =",
                "GENERATE",
                "EXPLAIN",
                "SIMILAR TO SPY |"
            })
    void more_is_needed(String text) {
        assertTrue(interpreter.isIncomplete(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "  -- nothing",
                "HELP",
                "HELP;",
                "SIMILAR TO SPY",
                "SIMILAR TO ;",
                "SIMLAR TO",
                "SHOW nonsense",
                "SIMILAR TO SPY FOO",
                "HELP; ",
                "DESCRIBE ON"
            })
    void enter_runs_it(String text) {
        assertFalse(interpreter.isIncomplete(text));
    }
}
