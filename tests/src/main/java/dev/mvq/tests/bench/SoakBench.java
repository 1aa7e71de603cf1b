package dev.mvq.tests.bench;

import dev.mvq.runtime.engine.Mvq;
import dev.mvq.runtime.engine.SimulationQuery;
import dev.mvq.runtime.market.Progress;
import dev.mvq.runtime.storage.Checksum;
import dev.mvq.runtime.storage.LocalObjectStore;
import dev.mvq.runtime.vector.DayRef;
import dev.mvq.runtime.vector.Generation;
import dev.mvq.runtime.vector.StoredFile;
import dev.mvq.runtime.vector.VectorStore;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IntSummaryStatistics;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A simulated year, generated once undisturbed and once killed with SIGKILL again and again: every restart must make durable progress, and
 * the end must be the undisturbed store's, byte for byte in its vectors. Arguments: {@code --kills 50} (or {@code kills=50}), {@code days=252
 * contracts_per_day=120 underlyings=3 seed=7 batch_size=256 max_workers=2}.
 */
public final class SoakBench {
    private static final String HOME = "comprehensive_vectors";
    private static final String MAIN = "dev.mvq.repl.Main";

    /** However slow the machine, a restart that writes no day for so long is stuck. */
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private static final long MOST_MILLIS = 100;

    /** Milliseconds a day that is left for each kill to come: where few are left, a kill may not wait for more of them. */
    private static final long MILLIS_A_DAY = 20;

    private final Map<String, Long> options;
    private final Random random;
    private final Path folder;
    private final PrintStream out;
    private final String statement;
    private final List<Kill> kills = new ArrayList<>();

    /**
     * A killed run.
     *
     * @param days that it made durable
     * @param lost time from its last durable day to its end
     */
    private record Kill(int days, Duration lost) {}

    private SoakBench(Map<String, Long> options, Path folder, PrintStream out) {
        this.options = options;
        this.random = new Random(option("seed"));
        this.folder = folder;
        this.out = out;
        this.statement = "GENERATE EMBEDDINGS WITH (batch_size = %d, max_workers = %d)"
                .formatted(option("batch_size"), option("max_workers"));
    }

    /** Prints Markdown to stdout; fails where the two stores differ. */
    public static void main(String[] arguments) throws InterruptedException {
        Map<String, Long> options = new HashMap<>(Map.of(
                "kills",
                50L,
                "days",
                252L,
                "contracts_per_day",
                120L,
                "underlyings",
                3L,
                "seed",
                7L,
                "batch_size",
                256L,
                "max_workers",
                2L));
        for (int i = 0; i < arguments.length; i++) {
            String[] parts = arguments[i].replaceFirst("^--", "").split("=", 2);
            options.put(parts[0], Long.parseLong(parts.length > 1 ? parts[1] : arguments[++i]));
        }
        try (BenchFolder folder = new BenchFolder()) {
            new SoakBench(options, folder.path(), System.out).run();
        }
    }

    private long option(String name) {
        Long value = options.get(name);
        if (value == null) {
            throw new IllegalArgumentException("no option " + name);
        }
        return value;
    }

    private void run() throws InterruptedException {
        Path undisturbed = folder.resolve("undisturbed");
        Path disturbed = folder.resolve("disturbed");
        makeMarket(undisturbed);
        makeMarket(disturbed);
        Duration once = generate(undisturbed);
        int days = days(undisturbed);
        long begun = System.nanoTime();
        killed(disturbed, days);
        generate(disturbed);
        Duration all = Duration.ofNanos(System.nanoTime() - begun);
        long compared = compare(undisturbed, disturbed);
        report(once, all, days, compared);
    }

    private void makeMarket(Path store) {
        try (Mvq engine = Mvq.open(store, folder, Progress.SILENT)) {
            engine.importSimulated(new SimulationQuery(Map.of(
                    "seed", option("seed"),
                    "days", option("days"),
                    "contracts_per_day", option("contracts_per_day"),
                    "underlyings", option("underlyings"),
                    "history", 20L)));
        }
    }

    private Duration generate(Path store) throws InterruptedException {
        long begun = System.nanoTime();
        try (BenchChild child = start(store)) {
            child.await();
        }
        return Duration.ofNanos(System.nanoTime() - begun);
    }

    private BenchChild start(Path store) {
        return BenchChild.start(List.of(), MAIN, List.of("--store", store.toString(), "-c", statement));
    }

    /**
     * Each run is killed at a random moment of its work, but not before a day of its own is durable. Moments are counted in days, so that
     * they are as far apart on a slow machine as on a fast one, with a random time behind.
     */
    private void killed(Path store, int all) throws InterruptedException {
        while (kills.size() < option("kills")) {
            int before = days(store);
            int left = (int) option("kills") - kills.size();
            // Days become durable several at once: half of a kill's share is left for that.
            int gain = 1 + random.nextInt(Math.max(1, (all - before) / left));
            try (BenchChild child = start(store)) {
                awaitDays(store, child, Math.max(before + 1, Math.min(before + gain, all - left)));
                long most = MILLIS_A_DAY * (all - days(store)) / left;
                TimeUnit.MILLISECONDS.sleep(random.nextLong(Math.clamp(most, 1, MOST_MILLIS)));
                int after = days(store);
                if (!child.isAlive() || after <= before || all - after < left - 1) {
                    throw new IllegalStateException("%d of %d days are left for %d kills; give more days or fewer kills"
                            .formatted(all - after, all, left - 1));
                }
                long killedAt = System.currentTimeMillis();
                child.kill();
                kills.add(new Kill(days(store) - before, Duration.ofMillis(killedAt - lastWritten(store))));
            }
        }
    }

    private static void awaitDays(Path store, BenchChild child, int wanted) throws InterruptedException {
        long begun = System.nanoTime();
        while (days(store) < wanted) {
            if (!child.isAlive()) {
                child.await();
                throw new IllegalStateException("a run ended with fewer days than it was to write");
            }
            if (System.nanoTime() - begun > PATIENCE.toNanos()) {
                throw new IllegalStateException("no durable progress within " + PATIENCE);
            }
            TimeUnit.MILLISECONDS.sleep(5);
        }
    }

    /** Days whose last file is there. */
    private static int days(Path store) {
        return (int) written(store).count();
    }

    private static long lastWritten(Path store) {
        return written(store)
                .mapToLong(file -> file.toFile().lastModified())
                .max()
                .orElseThrow();
    }

    private static Stream<Path> written(Path store) {
        Path vectors = store.resolve(HOME).resolve("vectors");
        while (Files.isDirectory(vectors)) {
            try (Stream<Path> files = Files.walk(vectors)) {
                return files.filter(file -> file.endsWith("day.json")).toList().stream();
            } catch (UncheckedIOException raced) {
                // A folder was renamed while it was listed.
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return Stream.empty();
    }

    /** Bytes that were compared: every file of every day of both generations. */
    private static long compare(Path expected, Path actual) {
        List<DayRef> days = generation(expected);
        if (!days.equals(generation(actual))) {
            throw new IllegalStateException("the generations have other days");
        }
        long bytes = 0;
        for (DayRef day : days) {
            for (StoredFile file : day.files().values()) {
                Path one = expected.resolve(file.key());
                Path other = actual.resolve(file.key());
                try {
                    if (Files.mismatch(one, other) >= 0 || !Checksum.of(one).equals(file.checksum())) {
                        throw new IllegalStateException(file.key() + " differs");
                    }
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
                bytes += file.bytes();
            }
        }
        return bytes;
    }

    private static List<DayRef> generation(Path folder) {
        try (LocalObjectStore store = new LocalObjectStore(folder);
                VectorStore vectors = new VectorStore(store);
                Generation generation = vectors.open().orElseThrow()) {
            return generation.segments().stream()
                    .flatMap(segment -> segment.days().stream())
                    .map(day -> day.day())
                    .toList();
        }
    }

    private void report(Duration once, Duration all, int days, long compared) {
        IntSummaryStatistics gained = kills.stream().mapToInt(Kill::days).summaryStatistics();
        long lost =
                kills.stream().mapToLong(kill -> kill.lost().toMillis()).max().orElse(0);
        long batches = option("batch_size") * (2 * option("max_workers") + 2);
        out.printf(Locale.ROOT, "| kill -9 | value |%n|---|---:|%n");
        out.printf(Locale.ROOT, "| days generated | %,d |%n", days);
        out.printf(Locale.ROOT, "| kills | %d |%n", kills.size());
        out.printf(
                Locale.ROOT,
                "| durable days gained by a killed run: least, mean, most | %d, %.1f, %d |%n",
                gained.getMin(),
                gained.getAverage(),
                gained.getMax());
        out.printf(
                Locale.ROOT,
                "| durable days gained, run by run | %s |%n",
                kills.stream().map(kill -> Integer.toString(kill.days())).collect(Collectors.joining(" ")));
        out.printf(
                Locale.ROOT,
                "| largest unit of lost work, by the settings | %,d rows, or two days where one has more than half of"
                        + " it |%n",
                batches);
        out.printf(Locale.ROOT, "| longest time from a run's last durable day to its kill | %.1f s |%n", lost / 1e3);
        out.printf(Locale.ROOT, "| undisturbed run | %.1f s |%n", once.toMillis() / 1e3);
        out.printf(Locale.ROOT, "| all %d runs | %.1f s |%n", kills.size() + 1, all.toMillis() / 1e3);
        out.printf(Locale.ROOT, "| bytes of rows and vectors compared, all equal | %,d |%n", compared);
    }
}
