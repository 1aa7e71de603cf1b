package dev.mvq.dsl;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

/** What the engine cannot do yet is checked in full and explained; when its turn has come it says so, and the text ends there. */
class UnbuiltTest {
    private static void unbuilt(String marked, String words) {
        Marked.fails(Interpreter.FAILED, marked, new RecordingMvq(), words + " is not built yet", "");
        assertEquals("", Heard.of("EXPLAIN " + Marked.of(marked).text()).problem());
    }

    @Test
    void statements() {
        unbuilt("^FIND REGIME CHANGES^ IN SPY", "FIND REGIME CHANGES");
        unbuilt("^FIND ARBITRAGE^ IN SPY, QQQ AT 2024-01-12 MAX RISK 0.5", "FIND ARBITRAGE");
        unbuilt("^FIND ANOMALIES^", "FIND ANOMALIES");
        unbuilt("^COMPARE^ SPY WITH QQQ", "COMPARE");
        unbuilt("^ANALYZE^ skew OF SPY", "ANALYZE");
        unbuilt("^SIMILAR TO EACH^ (FROM contracts) K 3", "SIMILAR TO EACH");
    }

    @Test
    void clauses() {
        unbuilt("GENERATE EMBEDDINGS ^ON SPARK 'spark://a:7077'^", "ON SPARK");
    }

    @Test
    void stages() {
        unbuilt("FROM contracts | ^OUTCOME^ 5, 20 DAYS", "OUTCOME");
        unbuilt("FROM contracts | ^PLOT^ smile TO 'a.html'", "PLOT");
    }

    @Test
    void explain_analyze_is_that_only_where_a_statement_follows() {
        Marked.fails(
                Interpreter.FAILED,
                "EXPLAIN ANALYZE ^COMPARE^ SPY WITH QQQ",
                new RecordingMvq(),
                "COMPARE is not built yet",
                "");
        assertEquals("", Heard.of("EXPLAIN ANALYZE skew OF SPY").problem());
    }
}
