package dev.mvq.tests.bench;

import dev.mvq.runtime.engine.GenerateQuery;
import dev.mvq.runtime.engine.Mvq;
import dev.mvq.runtime.engine.Setting;
import dev.mvq.runtime.engine.SimulationQuery;
import dev.mvq.runtime.market.DateRange;
import dev.mvq.runtime.market.Progress;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;

/**
 * What it costs to append one day to a store of so many: seconds, and bytes written, by what they are for; and what a GENERATE costs that
 * finds nothing to do. Arguments: {@code sizes=10,50,200 contracts_per_day=60 underlyings=3 appended=3 segment_rows=5000000}.
 */
public final class AppendBench {
    private static final String VECTORS = "comprehensive_vectors/vectors/";
    private static final String INDICES = "comprehensive_vectors/indices/";

    private final Map<String, String> options;
    private final Path folder;
    private final PrintStream out;

    private AppendBench(Map<String, String> options, Path folder, PrintStream out) {
        this.options = options;
        this.folder = folder;
        this.out = out;
    }

    /** Prints a Markdown table to stdout. */
    public static void main(String[] arguments) {
        Map<String, String> options = new HashMap<>(Map.of(
                "sizes",
                "10,50,200",
                "contracts_per_day",
                "60",
                "underlyings",
                "3",
                "appended",
                "3",
                "segment_rows",
                "5000000"));
        for (String argument : arguments) {
            String[] parts = argument.split("=", 2);
            options.put(parts[0], parts[1]);
        }
        try (BenchFolder folder = new BenchFolder()) {
            new AppendBench(options, folder.path(), System.out).run();
        }
    }

    private long option(String name) {
        return Long.parseLong(Objects.requireNonNull(options.get(name), name));
    }

    private void run() {
        int[] sizes = Arrays.stream(options.getOrDefault("sizes", "").split(",", -1))
                .mapToInt(Integer::parseInt)
                .toArray();
        int appended = (int) option("appended");
        try (Mvq engine = Mvq.open(folder, folder, Progress.SILENT)) {
            engine.set(Setting.SEGMENT_ROWS, Long.toString(option("segment_rows")));
            long most = Arrays.stream(sizes).max().orElseThrow() + (long) appended;
            engine.importSimulated(new SimulationQuery(Map.of(
                    "seed",
                    7L,
                    "days",
                    most,
                    "contracts_per_day",
                    option("contracts_per_day"),
                    "underlyings",
                    option("underlyings"),
                    "history",
                    20L)));
            List<LocalDate> days = new ArrayList<>(engine.days());
            days.subList(0, days.size() - (int) most).clear(); // bars only
            out.println("| days before | s a day | vectors kB | indices kB | other kB | nothing to do s |");
            out.println("|---:|---:|---:|---:|---:|---:|");
            for (int size : sizes) {
                generate(engine, days.getFirst(), days.get(size - 1));
                measure(engine, days, size, appended);
            }
        }
    }

    private void measure(Mvq engine, List<LocalDate> days, int size, int appended) {
        double seconds = 0;
        long vectors = 0;
        long indices = 0;
        long all = 0;
        for (int i = 0; i < appended; i++) {
            Map<Path, BasicFileAttributes> before = files();
            seconds += generate(engine, days.get(size + i), days.get(size + i));
            Map<Path, BasicFileAttributes> after = files();
            vectors += written(before, after, VECTORS);
            indices += written(before, after, INDICES);
            all += written(before, after, "");
        }
        double nothing = generate(engine, days.getFirst(), days.get(size - 1));
        out.printf(
                Locale.ROOT,
                "| %,d | %.2f | %,.0f | %,.0f | %,.0f | %.2f |%n",
                size,
                seconds / appended,
                vectors / 1e3 / appended,
                indices / 1e3 / appended,
                (all - vectors - indices) / 1e3 / appended,
                nothing);
    }

    private static double generate(Mvq engine, LocalDate first, LocalDate last) {
        long begun = System.nanoTime();
        engine.generate(new GenerateQuery(
                List.of(),
                Optional.of(new DateRange(first, last)),
                false,
                false,
                false,
                OptionalInt.empty(),
                OptionalInt.empty()));
        return (System.nanoTime() - begun) / 1e9;
    }

    /** Bytes of files below the prefix that are new or were replaced. */
    private long written(Map<Path, BasicFileAttributes> before, Map<Path, BasicFileAttributes> after, String prefix) {
        ToLongFunction<Map.Entry<Path, BasicFileAttributes>> bytes = file -> {
            BasicFileAttributes old = before.get(file.getKey());
            boolean same = old != null
                    && Objects.equals(old.fileKey(), file.getValue().fileKey())
                    && old.lastModifiedTime().equals(file.getValue().lastModifiedTime());
            return same ? 0 : file.getValue().size();
        };
        return after.entrySet().stream()
                .filter(file -> file.getKey().startsWith(folder.resolve(prefix)))
                .mapToLong(bytes)
                .sum();
    }

    private Map<Path, BasicFileAttributes> files() {
        Map<Path, BasicFileAttributes> files = new TreeMap<>();
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                files.put(file, Files.readAttributes(file, BasicFileAttributes.class));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return files;
    }
}
