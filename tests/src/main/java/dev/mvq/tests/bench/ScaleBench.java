package dev.mvq.tests.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Contract-days a second of GENERATE, peak memory and bytes a row, by size of the day and number of workers; memory by batch size; and what
 * the full history would come to. A worker is a processor: a run of one is held to one, wherever {@code taskset} is. Rates leave the building
 * of indices out; so that it does not take most of the time either, it is of the cheapest type unless another is asked for. Arguments, with
 * their defaults: {@code contracts=1000,10000,50000,250000 workers=1,2 batches=128,1024,8192 rows=100000 fewest_days=2 names=50
 * indices=Flat}; {@code indices=chosen} builds those that mvq would choose, by size.
 */
public final class ScaleBench {
    private static final String RUN = "dev.mvq.tests.bench.ScaleRun";
    private static final int BATCH = 1024;

    /** Sessions of bars before, so that rows have every embedding. */
    private static final int HISTORY = 30;

    private static final int MOST_DAYS = 250;
    private static final double FULL_CONTRACTS = 250_000;
    private static final double FULL_DAYS = 23.0 * 252;

    private final Path folder;
    private final PrintStream out;
    private final int[] contracts;
    private final int[] workers;
    private final int[] batches;
    private final long rows;
    private final int names;
    private final int fewestDays;
    private final String indices;

    private ScaleBench(Map<String, String> options, Path folder, PrintStream out) {
        this.folder = folder;
        this.out = out;
        this.contracts = numbers(options.getOrDefault("contracts", "1000,10000,50000,250000"));
        this.workers = numbers(options.getOrDefault("workers", "1,2"));
        this.batches = numbers(options.getOrDefault("batches", "128,1024,8192"));
        this.rows = Long.parseLong(options.getOrDefault("rows", "100000"));
        this.names = Integer.parseInt(options.getOrDefault("names", "50"));
        this.fewestDays = Integer.parseInt(options.getOrDefault("fewest_days", "2"));
        this.indices = options.getOrDefault("indices", "Flat");
    }

    /** Prints Markdown tables to stdout. */
    public static void main(String[] arguments) throws InterruptedException {
        Map<String, String> options = new HashMap<>();
        for (String argument : arguments) {
            String[] parts = argument.split("=", 2);
            options.put(parts[0], parts[1]);
        }
        try (BenchFolder folder = new BenchFolder()) {
            new ScaleBench(options, folder.path(), System.out).run();
        }
    }

    private static int[] numbers(String listed) {
        return Arrays.stream(listed.split(",", -1)).mapToInt(Integer::parseInt).toArray();
    }

    /** What a run measured; {@code seconds} without the building of indices, which is of all rows at once. */
    private record Measured(int contracts, int workers, int batch, Map<String, Double> figures, double bytesPerRow) {
        double figure(String name) {
            Double value = figures.get(name);
            if (value == null) {
                throw new IllegalStateException("the run did not say " + name);
            }
            return value;
        }

        double rate() {
            return figure("rows") / (figure("total") - figure("indexing"));
        }
    }

    private void run() throws InterruptedException {
        List<Measured> all = new ArrayList<>();
        out.println("| contracts a day | days | workers | rows/s | reading s | features s | encoding s | writing s |"
                + " indices s | peak heap MB | peak resident MB | bytes a row |");
        out.println("|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|");
        for (int count : contracts) {
            int days = Math.clamp(rows / count, fewestDays, MOST_DAYS);
            Path market = market(count, days);
            for (int each : workers) {
                all.add(measure(market, count, days, each, BATCH));
                tell(all.getLast(), days);
            }
            remove(market);
        }
        out.printf(
                Locale.ROOT,
                "%nrows/s: rows by the time of the run without the building of indices (here: %s), which is of all rows at"
                        + " once; times of stages are sums over threads.%n",
                indices);
        flatness(all);
        memory();
        extrapolate(all);
    }

    private Path market(int count, int days) throws InterruptedException {
        Path market = folder.resolve("market");
        // A name holds 20,000 contracts a day at most, and 8 at least.
        int underlyings = Math.clamp(count / 8, 1, Math.max(names, count / 20_000 + 1));
        try (BenchChild child = BenchChild.start(
                List.of(),
                RUN,
                List.of(
                        "import",
                        market.toString(),
                        "underlyings=" + underlyings,
                        "contracts_per_day=" + count,
                        "days=" + days,
                        "history=" + HISTORY))) {
            child.await();
        }
        return market;
    }

    private Measured measure(Path market, int count, int days, int each, int batch) throws InterruptedException {
        Path vectors = market.resolve("comprehensive_vectors");
        for (String part :
                List.of("vectors", "manifests", "generations", "indices", "filters", "checkpoints", "metadata.json")) {
            remove(vectors.resolve(part));
        }
        Map<String, Double> figures = new HashMap<>();
        try (BenchChild child = BenchChild.start(
                processors(each),
                RUN,
                List.of(
                        "generate",
                        market.toString(),
                        Integer.toString(days),
                        Integer.toString(batch),
                        Integer.toString(each),
                        indices))) {
            child.await().lines().forEach(line -> {
                String[] parts = line.split(" ", 2);
                figures.put(parts[0], Double.parseDouble(parts[1]));
            });
        }
        return new Measured(
                count, each, batch, figures, bytes(vectors.resolve("vectors")) / figures.getOrDefault("rows", 1.0));
    }

    /** Holds a process to the first processors, where that can be done. */
    private static List<String> processors(int count) {
        boolean able = Files.isExecutable(Path.of("/usr/bin/taskset"))
                && count < Runtime.getRuntime().availableProcessors();
        return able ? List.of("taskset", "-c", "0-" + (count - 1)) : List.of();
    }

    private void tell(Measured of, int days) {
        out.printf(
                Locale.ROOT,
                "| %,d | %d | %d | %,.0f | %.1f | %.1f | %.1f | %.1f | %.1f | %,.0f | %,.0f | %,.0f |%n",
                of.contracts(),
                days,
                of.workers(),
                of.rate(),
                of.figure("reading"),
                of.figure("features"),
                of.figure("encoding"),
                of.figure("writing"),
                of.figure("indexing"),
                of.figure("heap") / 1e6,
                of.figure("resident") / 1e6,
                of.bytesPerRow());
    }

    private void flatness(List<Measured> all) {
        for (int each : workers) {
            double[] rates = all.stream()
                    .filter(of -> of.workers() == each)
                    .mapToDouble(Measured::rate)
                    .sorted()
                    .toArray();
            out.printf(
                    Locale.ROOT,
                    "%n%d worker%s: rates lie within %.0f%% of their middle",
                    each,
                    each == 1 ? "" : "s",
                    100 * (rates[rates.length - 1] - rates[0]) / (rates[rates.length - 1] + rates[0]));
        }
        out.println();
        for (int count : contracts) {
            double one = rate(all, count, 1);
            double two = rate(all, count, 2);
            if (one > 0 && two > 0) {
                out.printf(Locale.ROOT, "%,d contracts a day: two workers are %.2f times one%n", count, two / one);
            }
        }
    }

    private static double rate(List<Measured> all, int count, int each) {
        return all.stream()
                .filter(of -> of.contracts() == count && of.workers() == each)
                .mapToDouble(Measured::rate)
                .findFirst()
                .orElse(0);
    }

    private void memory() throws InterruptedException {
        if (batches.length == 0 || contracts.length < 2) {
            return;
        }
        int count = contracts[1];
        int days = fewestDays + 1;
        Path market = market(count, days);
        out.printf(
                Locale.ROOT,
                "%nMemory by settings, %,d contracts a day:%n%n| batch_size | max_workers | rows in hand at most |"
                        + " peak heap MB | peak resident MB |%n|---:|---:|---:|---:|---:|%n",
                count);
        for (int batch : batches) {
            for (int each : workers) {
                Measured of = measure(market, count, days, each, batch);
                out.printf(
                        Locale.ROOT,
                        "| %d | %d | %,d | %,.0f | %,.0f |%n",
                        batch,
                        each,
                        batch * (2L * each + 2),
                        of.figure("heap") / 1e6,
                        of.figure("resident") / 1e6);
            }
        }
        remove(market);
    }

    private void extrapolate(List<Measured> all) {
        Measured largest = all.getLast();
        double history = FULL_CONTRACTS * FULL_DAYS;
        double days = history / largest.rate() / 86_400;
        out.printf(
                Locale.ROOT,
                "%nExtrapolated, not measured: 23 years of 252 days of 250,000 contracts are %.2f billion"
                        + " contract-days. At the %,.0f rows/s of %,d contracts a day and %d workers that is %.1f days of"
                        + " such a machine, or a day on %.0f of them; at %,.0f bytes a row it is %.1f TB.%n",
                history / 1e9,
                largest.rate(),
                largest.contracts(),
                largest.workers(),
                days,
                Math.ceil(days),
                largest.bytesPerRow(),
                history * largest.bytesPerRow() / 1e12);
    }

    private static double bytes(Path path) {
        return (double) paths(path).stream()
                .mapToLong(file -> file.toFile().isFile() ? file.toFile().length() : 0)
                .sum();
    }

    private static void remove(Path path) {
        paths(path).reversed().forEach(file -> {
            try {
                Files.delete(file);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    /** The path and all below it, folders before what they hold. */
    private static List<Path> paths(Path path) {
        if (!Files.exists(path)) {
            return List.of();
        }
        try (Stream<Path> all = Files.walk(path)) {
            return all.toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
