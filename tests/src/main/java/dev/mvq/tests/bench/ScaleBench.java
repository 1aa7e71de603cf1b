package dev.mvq.tests.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.DoubleSummaryStatistics;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/**
 * Contract-days a second of GENERATE, peak memory and bytes a row, by size of the day and number of workers; by contracts of an underlying;
 * memory by batch size; and what the full history would come to. A worker is a processor: a run of one is held to one, wherever
 * {@code taskset} is.
 *
 * <p>Only the size of the day differs from one run to the next: each has about as many rows (at least a day of them), as many contracts of
 * an underlying, as the largest size has on the 600 names that the made market knows, and as many sessions with these contracts before.
 * Rates are of the middle of a run: from the first encoded batch, when encoders are loaded and the days before are read, until the last day
 * is safe. The building of indices is left out; so that it does not take most of the time either, it is of the cheapest type unless another
 * is asked for. Arguments, with their defaults: {@code contracts=1000,10000,50000,250000 workers=1,2 batches=128,1024,8192 rows=250000
 * fewest_days=1 before=20 per_underlying=417 ratios=20,100,417 indices=Flat}; {@code indices=chosen} builds those that mvq would choose, by
 * size; {@code none} for a list leaves its table out.
 */
public final class ScaleBench {
    private static final String RUN = "dev.mvq.tests.bench.ScaleRun";
    private static final int BATCH = 1024;

    /** Sessions of bars before, so that rows have every embedding. */
    private static final int HISTORY = 30;

    private static final int MOST_DAYS = 500;
    private static final int MOST_NAMES = 600;
    private static final double FULL_CONTRACTS = 250_000;
    private static final double FULL_DAYS = 23.0 * 252;

    private final Path folder;
    private final PrintStream out;
    private final int[] contracts;
    private final int[] workers;
    private final int[] batches;
    private final long rows;
    private final int before;
    private final int perUnderlying;
    private final int[] ratios;
    private final int fewestDays;
    private final String indices;

    private ScaleBench(Map<String, String> options, Path folder, PrintStream out) {
        this.folder = folder;
        this.out = out;
        this.contracts = numbers(options.getOrDefault("contracts", "1000,10000,50000,250000"));
        this.workers = numbers(options.getOrDefault("workers", "1,2"));
        this.batches = numbers(options.getOrDefault("batches", "128,1024,8192"));
        this.rows = Long.parseLong(options.getOrDefault("rows", "250000"));
        this.before = Integer.parseInt(options.getOrDefault("before", "20"));
        this.perUnderlying = Integer.parseInt(options.getOrDefault("per_underlying", "417"));
        this.ratios = numbers(options.getOrDefault("ratios", "20,100,417"));
        this.fewestDays = Integer.parseInt(options.getOrDefault("fewest_days", "1"));
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
        return listed.equals("none")
                ? new int[0]
                : Arrays.stream(listed.split(",", -1))
                        .mapToInt(Integer::parseInt)
                        .toArray();
    }

    /** What a run measured. */
    private record Measured(int contracts, int workers, int batch, Map<String, Double> figures, double bytesPerRow) {
        double figure(String name) {
            Double value = figures.get(name);
            if (value == null) {
                throw new IllegalStateException("the run did not say " + name);
            }
            return value;
        }

        /** Rows a second while days were encoded. */
        double rate() {
            return figure("rows") / figure("steady");
        }

        /** Milliseconds of processors that a row took, of the whole process: less than its time where others use them too. */
        double cost() {
            return 1e3 * figure("processor") / figure("rows");
        }
    }

    private void run() throws InterruptedException {
        List<Measured> all = new ArrayList<>();
        out.println(
                "| contracts a day | underlyings | days | workers | rows/s | processor ms a row | reading s | features s |"
                        + " encoding s | writing s | indices s | peak heap MB | peak resident MB | bytes a row |");
        out.println("|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|");
        for (int count : contracts) {
            all.addAll(measure(count, perUnderlying));
        }
        out.printf(
                Locale.ROOT,
                "%nrows/s and processor time: from the first batch encoded until the last day is safe. Times of stages are sums"
                        + " over threads; reading and features with the %d sessions of bars and the %d of these contracts"
                        + " before, indices (here: %s) of all rows at once.%n",
                HISTORY,
                before,
                indices);
        flatness(all);
        byRatio();
        memory();
        extrapolate(all);
    }

    private List<Measured> measure(int count, int ratio) throws InterruptedException {
        List<Measured> measured = new ArrayList<>();
        int days = Math.clamp(rows / count, fewestDays, MOST_DAYS);
        Path market = market(count, days, ratio);
        for (int each : workers) {
            measured.add(measure(market, count, days, each, BATCH));
            tell(measured.getLast(), days, names(count, ratio));
        }
        remove(market);
        return measured;
    }

    /** What the rows of an underlying share is made once a day: the fewer share it, the more it costs each. */
    private void byRatio() throws InterruptedException {
        if (ratios.length == 0) {
            return;
        }
        out.printf(
                Locale.ROOT,
                "%n%,d contracts a day on more and fewer underlyings:%n%n| contracts an underlying | underlyings | workers |"
                        + " rows/s | processor ms a row | features s |%n|---:|---:|---:|---:|---:|---:|%n",
                contracts[0]);
        int days = Math.clamp(rows / 4 / contracts[0], fewestDays, MOST_DAYS);
        for (int ratio : ratios) {
            Path market = market(contracts[0], days, ratio);
            Measured of = measure(market, contracts[0], days, workers[0], BATCH);
            remove(market);
            out.printf(
                    Locale.ROOT,
                    "| %,d | %d | %d | %,.0f | %.3f | %.1f |%n",
                    ratio,
                    names(contracts[0], ratio),
                    workers[0],
                    of.rate(),
                    of.cost(),
                    of.figure("features"));
        }
    }

    /** How many underlyings a day of so many contracts has: of 8 contracts at least, and no more than there are names. */
    private static int names(int count, int ratio) {
        return Math.clamp(Math.round((double) count / ratio), 1, Math.min(MOST_NAMES, count / 8));
    }

    private Path market(int count, int days, int ratio) throws InterruptedException {
        Path market = folder.resolve("market");
        try (BenchChild child = BenchChild.start(
                List.of(),
                RUN,
                List.of(
                        "import",
                        market.toString(),
                        "underlyings=" + names(count, ratio),
                        "contracts_per_day=" + count,
                        "days=" + (before + days),
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
                count, each, batch, figures, bytes(vectors.resolve("vectors")) / figures.getOrDefault("stored", 1.0));
    }

    /** Holds a process to the first processors, where that can be done. */
    private static List<String> processors(int count) {
        boolean able = Files.isExecutable(Path.of("/usr/bin/taskset"))
                && count < Runtime.getRuntime().availableProcessors();
        return able ? List.of("taskset", "-c", "0-" + (count - 1)) : List.of();
    }

    private void tell(Measured of, int days, int names) {
        out.printf(
                Locale.ROOT,
                "| %,d | %d | %d | %d | %,.0f | %.3f | %.1f | %.1f | %.1f | %.1f | %.1f | %,.0f | %,.0f | %,.0f |%n",
                of.contracts(),
                names,
                days,
                of.workers(),
                of.rate(),
                of.cost(),
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
            List<Measured> of =
                    all.stream().filter(one -> one.workers() == each).toList();
            out.printf(
                    Locale.ROOT,
                    "%n%d worker%s: rates lie within %.0f%% of their middle, processor time a row within %.0f%%",
                    each,
                    each == 1 ? "" : "s",
                    spread(of, Measured::rate),
                    spread(of, Measured::cost));
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

    /** How far the least and the greatest lie from the middle between them, in percent of it. */
    private static double spread(List<Measured> of, ToDoubleFunction<Measured> figure) {
        DoubleSummaryStatistics figures = of.stream().mapToDouble(figure).summaryStatistics();
        return 100 * (figures.getMax() - figures.getMin()) / (figures.getMax() + figures.getMin());
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
        int days = fewestDays + 2;
        Path market = market(count, days, perUnderlying);
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
