package dev.mvq.tests.bench;

import dev.mvq.runtime.engine.Answer;
import dev.mvq.runtime.engine.GenerateQuery;
import dev.mvq.runtime.engine.SimulationQuery;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryType;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;

/**
 * Contract-days a second from a made market to a committed generation, with the time of each stage.
 * Arguments: {@code days=150 contracts_per_day=400 underlyings=8 workers=2}.
 */
public final class GenerateBench {
    private GenerateBench() {}

    /** Prints a Markdown table to stdout. */
    public static void main(String[] arguments) {
        Map<String, Long> options =
                new HashMap<>(Map.of("seed", 7L, "days", 150L, "contracts_per_day", 400L, "underlyings", 8L));
        int workers = 2;
        for (String argument : arguments) {
            String[] parts = argument.split("=", 2);
            if (parts[0].equals("workers")) {
                workers = Integer.parseInt(parts[1]);
            } else {
                options.put(parts[0], Long.parseLong(parts[1]));
            }
        }
        try (BenchStore store = new BenchStore()) {
            run(store, options, workers, System.out);
        }
    }

    private static void run(BenchStore store, Map<String, Long> options, int workers, PrintStream out) {
        long start = System.nanoTime();
        store.engine().importSimulated(new SimulationQuery(options)).messages().forEach(out::println);
        out.printf(Locale.ROOT, "import: %.1f s%n", (System.nanoTime() - start) / 1e9);
        Answer answer =
                store.engine().generate(GenerateQuery.EVERYTHING.with(OptionalInt.empty(), OptionalInt.of(workers)));
        answer.messages().forEach(out::println);
        out.println("\n| stage | seconds |\n|---|---:|");
        double total = 0;
        for (int row = 0; row < answer.rows().rowCount(); row++) {
            double seconds = answer.rows().doubleColumn("seconds").getDouble(row);
            total = seconds;
            out.printf(
                    Locale.ROOT,
                    "| %s | %.1f |%n",
                    answer.rows().stringColumn("stage").get(row),
                    seconds);
        }
        long rows = (long) store.engine().indices().rows().longColumn("rows").max();
        out.printf(
                Locale.ROOT,
                "%n%,d rows, %,.0f rows/s end to end with %d workers on %d processors; %,.0f bytes a row in the store; peak heap %,d MB%n",
                rows,
                rows / total,
                workers,
                Runtime.getRuntime().availableProcessors(),
                (double) store.bytes() / rows,
                peakHeap() / 1_000_000);
    }

    private static long peakHeap() {
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .mapToLong(pool -> pool.getPeakUsage().getUsed())
                .sum();
    }
}
