package dev.mvq.repl;

import dev.mvq.dsl.Interpreter;
import dev.mvq.dsl.Output;
import dev.mvq.runtime.market.MvqException;
import dev.mvq.runtime.storage.ObjectInfo;
import dev.mvq.runtime.storage.ObjectStore;
import dev.mvq.runtime.storage.Precondition;
import dev.mvq.runtime.storage.bucket.StoreLocation;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/**
 * A small made market, its embeddings and indices, and two questions. A note in the store says that its data are the demo's own;
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
    private final ObjectStore store;
    private final String again;

    /**
     * @param store what the interpreter's engine is over
     * @param again how the user gets to this store once more, such as {@code mvq --store DIR}
     */
    Demo(Interpreter interpreter, Output output, ObjectStore store, String again) {
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
                    "the store %s holds other data, and the demo would mix its made market into them"
                            .formatted(store.location()),
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
                store.location()));
        output.message("""
                Ask more:
                  %1$s
                  %1$s query AAPL_20240119_150_C 2024-01-15 -k 20
                  %1$s -c "SIMILAR TO SPY ON technical K 10; SHOW COVERAGE"
                Start again: delete %2$s, and run the demo.""".formatted(again, place()));
        return Interpreter.OK;
    }

    private String place() {
        return store.location().startsWith(StoreLocation.SCHEME) ? "what is there" : "that folder";
    }

    private Coverage coverage() {
        Captured captured = new Captured(output);
        if (interpreter.run("<demo>", "SHOW COVERAGE", captured) != Interpreter.OK) {
            throw new MvqException("the store %s cannot be read".formatted(store.location()), "");
        }
        return Coverage.of(captured.last());
    }

    private List<String> note() {
        return store.head(NOTE).isEmpty()
                ? List.of()
                : new String(store.read(NOTE), StandardCharsets.UTF_8).lines().toList();
    }

    private void writeNote(List<String> lines) {
        byte[] note = (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8);
        store.put(NOTE, note, Precondition.NONE);
    }

    private long megabytes() {
        long bytes = store.list("").stream().mapToLong(ObjectInfo::size).sum();
        return Math.max(1, Math.round(bytes / 1e6));
    }
}
