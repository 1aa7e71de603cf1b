package dev.mvq.tests.bench;

import dev.mvq.tests.bench.realism.RealismReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * How real the made market is: one table of the same statistics on real and made days, then what a classifier that is shown single
 * days makes of them. Arguments: {@code seed=101 seeds=5 features=FOLDER}; the folder keeps the classifier's tables.
 */
public final class RealismBench {
    private RealismBench() {}

    /** Prints Markdown to stdout, progress to stderr. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        if (!RealismReport.isPossible()) {
            System.err.println("skipped: there is no shared market data; MVQ_SHARED_DATA may name its folder");
            return;
        }
        Map<String, String> options = new HashMap<>(Map.of("seed", "101", "seeds", "5"));
        for (String argument : arguments) {
            String[] parts = argument.split("=", 2);
            options.put(parts[0], parts.length > 1 ? parts[1] : "");
        }
        String kept = options.get("features");
        Path features = kept == null ? Files.createTempDirectory("mvq-realism-") : Path.of(kept);
        Files.createDirectories(features);
        new RealismReport(Long.parseLong(options.get("seed")), Integer.parseInt(options.get("seeds")), System.err)
                .run(System.out, features);
        System.out.flush();
        int status = classify(features);
        if (kept == null) {
            for (String name : new TreeSet<>(List.of("chains.csv", "rows.csv"))) {
                Files.delete(features.resolve(name));
            }
            Files.delete(features);
        }
        System.exit(status);
    }

    /** The classifier is Python's: {@code $MVQ_BENCH_PYTHON}, which {@code scripts/bench} sets, with scikit-learn. */
    private static int classify(Path features) throws IOException, InterruptedException {
        String python = System.getenv("MVQ_BENCH_PYTHON");
        String script = System.getenv("MVQ_BENCH_CLASSIFIER");
        if (python == null || script == null) {
            System.err.println("no classifier: MVQ_BENCH_PYTHON and MVQ_BENCH_CLASSIFIER are not set");
            return 0;
        }
        return new ProcessBuilder(python, script, features.toString())
                .inheritIO()
                .start()
                .waitFor();
    }
}
