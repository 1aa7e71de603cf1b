package dev.mvq.dsl.cell;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The tables of the specification, section 4, and what stands beside them. */
class CellKindTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "SHOW INDICES",
                "SHOW -- which?\nINDICES",
                "/* c */ SHOW INDICES",
                "// c\nSHOW INDICES",
                "show indices;",
                "SHOW INDEXES",
                "IMPORT 'x.csv'",
                "IMPORT :files",
                "import simulated with (seed = 3)",
                "SET debug = true",
                "SET x = 5;",
                "SET x = -5",
                "SET today = 2024-01-15",
                "SET c = AAPL_20240119_150_C",
                "SET x = :p",
                "LET x = 5",
                "let x = FROM contracts",
                "TEST EMBEDDINGS",
                "TRAIN ENCODERS",
                "RUN 'a.mvq'",
                "ASK 'x'",
                "ask :question",
                "FROM last",
                "FROM $3",
                "FIND REGIME CHANGES",
                "find arbitrage in SPY",
                "SIMILAR TO SPY",
                "SIMILAR TWO SPY",
                "GENERATE FULL INDEX",
                "BUILD INDEX",
                "COMPARE SPY WITH QQQ",
                "COMPARE (SPY, QQQ) WITH IWM",
                "DESCRIBE \"ON\"",
                "DESCRIBE AAPL  240119C00150000",
                "ANALYZE skew OF SPY",
                "RESET debug",
                "EXPLAIN SHOW INDICES",
                "EXPLAIN ANALYZE FROM bars",
                "HELP",
                "help;",
                "HELP SIMILAR TO",
                "| LIMIT 3"
            })
    void the_language(String cell) {
        assertEquals(CellKind.LANGUAGE, CellKind.of(cell));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "show = 3;",
                "show.x()",
                "show(3)",
                "show[0]",
                "show++",
                "show--;",
                "show",
                "import java.util.*;",
                "import module java.base;",
                "Set<String> s = Set.of();",
                "Set s = new HashSet();",
                "set += 2;",
                "Test t = new Test();",
                "test ? 1 : 2",
                "run -> run.go()",
                "run.go()",
                "ask > bid",
                "from == 3",
                "from = 3",
                "find * 2",
                "last",
                "$3",
                "mvq(\"SHOW INDICES\")",
                "compare(a, b)",
                "Show indicis = new Show();",
                "SHOW indicis;",
                "let = 3",
                "help.me()",
                "help = 3",
                "explain(x)",
                "var x = 3;",
                "int[] a = {1}",
                "describe = null"
            })
    void java(String cell) {
        assertEquals(CellKind.JAVA, CellKind.of(cell));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " \n\t", "-- nothing", "// nothing", "/* nothing */ ; ;"})
    void nothing(String cell) {
        assertEquals(CellKind.EMPTY, CellKind.of(cell));
    }

    @Test
    void what_java_refuses_may_be_a_misspelled_statement() {
        assertEquals(Optional.of("SIMILAR"), CellKind.nearOpener("SIMLAR TO SPY"));
        assertEquals(Optional.of("GENERATE"), CellKind.nearOpener("genrate embeddings"));
        assertEquals(Optional.empty(), CellKind.nearOpener("foobar x"));
        assertEquals(Optional.empty(), CellKind.nearOpener("3 + 4"));
    }
}
