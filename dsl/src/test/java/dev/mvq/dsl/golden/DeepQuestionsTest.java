package dev.mvq.dsl.golden;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mvq.dsl.Interpreter;
import dev.mvq.dsl.run.MvqInterpreter;
import dev.mvq.runtime.engine.Mvq;
import dev.mvq.runtime.market.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What nests as deep as the language lets it is answered by the real engine, from a thread with a small stack: where DuckDB ran out of it,
 * the JVM would die.
 */
class DeepQuestionsTest {
    @TempDir
    private Path folder;

    @Test
    void five_hundred_levels_of_every_kind_are_answered() throws IOException, InterruptedException {
        answered("FROM bars WHERE " + nested("abs(", "close", ")") + " > 1 | STATS count");
        answered("FROM bars WHERE " + nested("round(", "close", ", 1)") + " > 1 | STATS count");
        answered("FROM bars WHERE " + nested("least(close, ", "close", ")") + " > 1 | STATS count");
        answered("FROM bars WHERE " + nested("coalesce(ticker, ", "ticker", ")") + " = 'SPY' | STATS count");
        answered("FROM bars WHERE " + "(1 + ".repeat(250) + "close" + ")".repeat(250) + " > 1 | STATS count");
        answered("FROM bars WHERE " + nested("(close > 0 AND ", "true", ")") + " | STATS count");
        answered("FROM bars WHERE " + "NOT ".repeat(500) + "close > 1 | STATS count");
        answered("FROM bars WHERE " + "- ".repeat(500) + "close > 1 | STATS count");
        answered("FROM bars" + " | DERIVE close = close + 1".repeat(100));
        answered("FROM bars" + (" | DERIVE close = " + nested("abs(", "close", ")")).repeat(3));
    }

    private static String nested(String opening, String inmost, String closing) {
        return opening.repeat(500) + inmost + closing.repeat(500);
    }

    private void answered(String text) throws IOException, InterruptedException {
        Path store = folder.resolve("store");
        Path work = Files.createDirectories(folder.resolve("work"));
        if (Files.notExists(store)) {
            HandmadeMarket.write(store);
        }
        GoldenScript heard = new GoldenScript();
        int[] code = {-1};
        try (GoldenMvq engine = new GoldenMvq(Mvq.open(store, work, Progress.SILENT), work)) {
            MvqInterpreter interpreter = new MvqInterpreter(() -> engine);
            Thread small = new Thread(null, () -> code[0] = interpreter.run("<cell>", text, heard), "small", 1 << 20);
            small.start();
            small.join();
        }
        String given = heard.lines(code[0], folder.toString());
        assertEquals(Interpreter.OK, code[0], text.substring(0, 60) + "\n" + given);
        assertTrue(given.contains(" row"), given);
    }
}
