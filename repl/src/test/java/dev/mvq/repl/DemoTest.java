package dev.mvq.repl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mvq.dsl.Interpreter;
import dev.mvq.dsl.Output;
import dev.mvq.runtime.market.MvqException;
import dev.mvq.runtime.storage.LocalObjectStore;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

class DemoTest {
    @TempDir
    Path store;

    private final ScriptedInterpreter language = new ScriptedInterpreter();
    private final List<String> said = new ArrayList<>();
    private Table coverage = Table.create("coverage");

    private final Output output = new Output() {
        @Override
        public void rows(Table rows) {
            said.add("rows");
        }

        @Override
        public void text(String text) {
            said.add(text);
        }

        @Override
        public void message(String message) {
            said.add(message);
        }

        @Override
        public void problem(String rendered) {
            said.add(rendered);
        }
    };

    @BeforeEach
    void an_engine_that_makes_what_it_is_told() {
        language.when("SHOW COVERAGE", heard -> {
            heard.rows(coverage);
            return Interpreter.OK;
        });
        language.when("IMPORT", heard -> {
            coverage = coverage("made-market", 0);
            return Interpreter.OK;
        });
        language.when("GENERATE", heard -> {
            coverage = coverage("made-market", 150);
            return Interpreter.OK;
        });
    }

    private static Table coverage(String source, int encoded) {
        return Table.create(
                StringColumn.create("underlying", "AAPL", "SPY"),
                StringColumn.create("source", source, source),
                IntColumn.create("days", 150, 150),
                IntColumn.create("rows", 30_000, 31_234),
                IntColumn.create("encoded", encoded, encoded));
    }

    private int demo() {
        return new Demo(language, output, new LocalObjectStore(store), "mvq --store " + store).run();
    }

    private List<String> statements() {
        return language.heard().stream()
                .map(run -> run.replace("<demo>: ", ""))
                .filter(text -> !text.equals("SHOW COVERAGE"))
                .map(text -> text.substring(0, text.indexOf(' ')) + (text.endsWith("UNDERLYINGS") ? " ACROSS" : ""))
                .toList();
    }

    @Test
    void it_makes_a_market_and_asks_two_questions() {
        assertEquals(Interpreter.OK, demo());

        assertEquals(List.of("IMPORT", "GENERATE", "SIMILAR", "SIMILAR ACROSS"), statements());
        String all = String.join("\n", said);
        assertTrue(said.getFirst().contains("made market"), all);
        assertTrue(all.contains("61,234 contract-days and stock-days of 2 underlyings over 150 trading days"), all);
        assertTrue(all.contains("mvq --store " + store + " query AAPL_20240119_150_C"), all);
    }

    @Test
    void run_again_it_only_asks() {
        demo();
        demo();

        assertEquals(
                List.of("IMPORT", "GENERATE", "SIMILAR", "SIMILAR ACROSS", "SIMILAR", "SIMILAR ACROSS"), statements());
    }

    @Test
    void stopped_while_encoding_it_goes_on_there() {
        language.when("GENERATE", heard -> Interpreter.FAILED);
        assertEquals(Interpreter.FAILED, demo());
        language.when("GENERATE", heard -> Interpreter.OK);
        assertEquals(Interpreter.OK, demo());

        assertEquals(List.of("IMPORT", "GENERATE", "GENERATE", "SIMILAR", "SIMILAR ACROSS"), statements());
    }

    @Test
    void stopped_while_importing_it_imports_again() {
        language.when("IMPORT", heard -> {
            coverage = coverage("made-market", 0);
            return Interpreter.FAILED;
        });
        assertEquals(Interpreter.FAILED, demo());
        assertEquals(Interpreter.FAILED, demo());

        assertEquals(List.of("IMPORT", "IMPORT"), statements());
    }

    @Test
    void a_store_with_other_data_is_left_alone() {
        for (String source : List.of("chains", "made-market")) {
            coverage = coverage(source, 150);

            MvqException refusal = assertThrows(MvqException.class, this::demo);

            assertTrue(refusal.getMessage().contains("holds other data"), refusal.getMessage());
            assertTrue(refusal.remedy().contains("--store DIR"), refusal.remedy());
            assertEquals(List.of(), statements());
        }
    }
}
