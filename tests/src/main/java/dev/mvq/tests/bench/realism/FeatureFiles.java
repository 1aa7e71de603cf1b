package dev.mvq.tests.bench.realism;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Collectors;

/**
 * Feature tables as CSV: {@code seed,name,date,} then the features; an empty cell is unknown. Seed {@value #REAL} are the real ones.
 * {@code chains.csv} has a line a chain-day, {@code rows.csv} random rows, as many of each chain.
 */
final class FeatureFiles {
    static final long REAL = -1;

    private static final int ROWS_A_CHAIN = 60;

    private final Path folder;
    private final List<String> chains = new ArrayList<>();
    private final List<String> rows = new ArrayList<>();

    FeatureFiles(Path folder) {
        this.folder = folder;
    }

    void add(long seed, List<ChainDay> days) {
        for (ChainDay day : days) {
            add(chains, seed, day, ChainFeatures.of(day));
            List<Map<String, Double>> all = RowFeatures.of(day);
            new SplittableRandom(day.name().hashCode() * 31L + day.date().toEpochDay())
                    .ints(ROWS_A_CHAIN, 0, all.size())
                    .forEach(row -> add(rows, seed, day, all.get(row)));
        }
    }

    private static void add(List<String> lines, long seed, ChainDay day, Map<String, Double> features) {
        if (lines.isEmpty()) {
            lines.add("seed,name,date," + String.join(",", features.keySet()));
        }
        lines.add(seed + "," + day.name() + "," + day.date() + ","
                + features.values().stream().map(FeatureFiles::cell).collect(Collectors.joining(",")));
    }

    private static String cell(double value) {
        return Double.isFinite(value) ? String.format(Locale.ROOT, "%.6g", value) : "";
    }

    void write() {
        try {
            Files.write(folder.resolve("chains.csv"), chains);
            Files.write(folder.resolve("rows.csv"), rows);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
