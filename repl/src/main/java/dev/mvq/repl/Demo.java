package dev.mvq.repl;

import dev.mvq.dsl.Interpreter;
import dev.mvq.dsl.Output;
import dev.mvq.runtime.market.MvqException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * A small made market, its embeddings and indices, and two questions. A note in the store's folder says that its data are the demo's own;
 * a store with data and without that note is left alone.
 */
final class Demo {
    private static final String MAKE =
            "IMPORT SIMULATED WITH (seed = 7, underlyings = 8, days = 150, contracts_per_day = 400)";
    private static final String GENERATE = "GENERATE EMBEDDINGS";
    private static final String ASK = "SIMILAR TO AAPL_20240119_150_C AT 2024-01-12 ON fused,greeks K 20";
    private static final String NOTE = "demo.txt";
    private static final String IMPORTED = "imported";

    private final Interpreter interpreter;
    private final Output output;
    private final Path store;
    private final String again;

    /**
     * @param store the store's folder
     * @param again how the user gets to this store once more, such as {@code mvq --store DIR}
     */
    Demo(Interpreter interpreter, Output output, Path store, String again) {
        this.interpreter = interpreter;
        this.output = output;
        this.store = store;
        this.again = again;
    }

    /** @return an exit code as of {@link Interpreter#run} */
    int run() {
        List<String> note = note();
        Coverage before = coverage();
        if (before.isForeign() || (before.rows() > 0 && !note.contains(MAKE))) {
            throw new MvqException(
                    "the store %s holds other data, and the demo would mix its made market into them".formatted(store),
                    "give the demo a store of its own: --store DIR");
        }
        output.message("A made market: every price below is simulated, none is real.");
        boolean imported = before.rows() > 0 && note.contains(IMPORTED);
        if (!imported) {
            writeNote(List.of(MAKE));
        }
        int code = imported ? Interpreter.OK : step(MAKE);
        if (code == Interpreter.OK) {
            writeNote(List.of(MAKE, IMPORTED));
            code = imported && before.allEncoded() ? Interpreter.OK : step(GENERATE);
        }
        for (String question : List.of(ASK, ASK + " ACROSS UNDERLYINGS")) {
            code = code == Interpreter.OK ? step(question) : code;
        }
        return code == Interpreter.OK ? conclude() : code;
    }

    private int step(String statement) {
        output.message("\nmvq> " + statement + ";");
        return interpreter.run("<demo>", statement, output);
    }

    private int conclude() {
        Coverage made = coverage();
        output.message(String.format(
                Locale.ROOT,
                "%nMade: %,d contract-days and stock-days of %d underlyings over %d trading days, with embeddings and"
                        + " indices%n      (a made market, seed 7: no real prices), %,d MB in %s",
                made.rows(),
                made.underlyings(),
                made.days(),
                megabytes(),
                store));
        output.message("""
                Ask more:
                  %1$s
                  %1$s query AAPL_20240119_150_C 2024-01-15 -k 20
                  %1$s -c "SIMILAR TO SPY ON technical K 10; SHOW COVERAGE"
                Start again: delete that folder, and run the demo.""".formatted(again));
        return Interpreter.OK;
    }

    private Coverage coverage() {
        Captured captured = new Captured(output);
        if (interpreter.run("<demo>", "SHOW COVERAGE", captured) != Interpreter.OK) {
            throw new MvqException("the store %s cannot be read".formatted(store), "");
        }
        return Coverage.of(captured.last());
    }

    private List<String> note() {
        try {
            Path file = store.resolve(NOTE);
            return Files.exists(file) ? Files.readAllLines(file) : List.of();
        } catch (IOException e) {
            throw new MvqException("the store %s cannot be read: %s".formatted(store, e.getMessage()), "", e);
        }
    }

    private void writeNote(List<String> lines) {
        try {
            Files.createDirectories(store);
            Files.write(store.resolve(NOTE), lines);
        } catch (IOException e) {
            throw new MvqException(
                    "the store %s cannot be written: %s".formatted(store, e.getMessage()),
                    "free space, or give --store DIR",
                    e);
        }
    }

    private long megabytes() {
        try (Stream<Path> files = Files.walk(store)) {
            long bytes = files.filter(Files::isRegularFile)
                    .mapToLong(file -> file.toFile().length())
                    .sum();
            return Math.max(1, Math.round(bytes / 1e6));
        } catch (IOException e) {
            throw new MvqException("the store %s cannot be read: %s".formatted(store, e.getMessage()), "", e);
        }
    }
}
