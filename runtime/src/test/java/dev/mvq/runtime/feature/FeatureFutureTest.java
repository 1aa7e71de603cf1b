package dev.mvq.runtime.feature;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.mvq.runtime.market.MarketDay;
import dev.mvq.runtime.market.Modality;
import dev.mvq.runtime.market.Progress;
import dev.mvq.runtime.simulation.MadeMarket;
import dev.mvq.runtime.simulation.SimulationOptions;
import dev.mvq.runtime.source.Importer;
import dev.mvq.runtime.source.SharedData;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * The future changes in the files themselves, before anything reads them, so that a look ahead anywhere on the way (in what a format
 * completes, in a contract's lineage, in adjustments, in features) would move a feature of a day before. And where a run begins and
 * ends is no part of a day's features either.
 */
class FeatureFutureTest {
    private static final int COMPARED = 4;

    @Test
    void on_a_real_year_of_options_no_feature_moves_when_the_future_changes() {
        Path folder = SharedData.folder("spy-options-2021");
        assertUnmoved(files(folder, List.of("*.csv"), Integer.MAX_VALUE), drawn(25, 245));
    }

    @Test
    void on_real_bars_no_feature_moves_when_the_future_changes() {
        Path folder = SharedData.folder("bars");
        assertUnmoved(files(folder, List.of("C.csv", "AAPL.csv"), 400), drawn(30, 395));
    }

    @Test
    void on_real_chains_no_feature_moves_when_later_sessions_change() {
        Path folder = SharedData.folder("chains-2026");
        assertUnmoved(files(folder, List.of("ABBV_*.csv"), Integer.MAX_VALUE), IntStream.of(1, 3));
    }

    @Test
    void a_month_of_the_made_market_run_alone_equals_it_within_a_longer_run() {
        SimulationOptions options = new SimulationOptions(29, 2, 60, 60, 270, LocalDate.of(2022, 5, 31));
        List<MarketDay> days = new MadeMarket(options).days().toList();
        drawn(260, 305).forEach(first -> assertAlike(days, first, 21));
    }

    @Test
    void a_month_of_real_bars_run_alone_equals_it_within_a_longer_run() {
        List<MarketDay> days = read(files(SharedData.folder("bars"), List.of("GE.csv", "XOM.csv"), 400));
        drawn(260, 375).forEach(first -> assertAlike(days, first, 21));
    }

    /** A few numbers at random, the same in every run. */
    private static IntStream drawn(int from, int to) {
        return new Random(from).ints(4, from, to + 1);
    }

    private static void assertAlike(List<MarketDay> days, int first, int length) {
        FeatureHistory whole = new FeatureHistory();
        days.subList(0, first).forEach(whole::accept);
        FeatureHistory alone = new FeatureHistory();
        days.subList(first - FeatureHistory.WARM_UP_DAYS + 1, first).forEach(alone::accept);
        for (MarketDay day : days.subList(first, first + length)) {
            whole.accept(day);
            alone.accept(day);
            assertSame(whole.extract(day, 0, day.size()), alone.extract(day, 0, day.size()), day.date());
        }
    }

    /** @param cuts after how many days the future begins */
    private static void assertUnmoved(Map<String, List<String>> files, IntStream cuts) {
        Map<LocalDate, FeatureBatch> unchanged = features(read(files), LocalDate.MIN, LocalDate.MAX);
        List<LocalDate> dates = unchanged.keySet().stream().sorted().toList();
        cuts.forEach(cut -> {
            LocalDate today = dates.get(cut - 1);
            Map<String, List<String>> changed = new HashMap<>();
            files.forEach((file, rows) -> changed.put(file, changed(rows, today)));
            assertFalse(changed.equals(files));
            LocalDate from = dates.get(Math.max(0, cut - COMPARED));
            features(read(changed), from, today)
                    .forEach((date, batch) -> assertSame(Objects.requireNonNull(unchanged.get(date)), batch, date));
        });
    }

    /** Features of the days of a period, computed with all days before them. */
    private static Map<LocalDate, FeatureBatch> features(List<MarketDay> days, LocalDate from, LocalDate to) {
        Map<LocalDate, FeatureBatch> features = new HashMap<>();
        FeatureHistory history = new FeatureHistory();
        for (MarketDay day : days) {
            if (!day.date().isAfter(to)) {
                history.accept(day);
                if (!day.date().isBefore(from)) {
                    features.put(day.date(), history.extract(day, 0, day.size()));
                }
            }
        }
        return features;
    }

    /**
     * After today every price, size, volatility and Greek is another, stocks split and pay, and one row in three is gone; vendors' adjusted
     * closes, which later dividends move, are others on all days.
     */
    private static List<String> changed(List<String> rows, LocalDate today) {
        List<String> header = List.of(rows.getFirst().toLowerCase(Locale.ROOT).split(",", -1));
        int date = IntStream.range(0, header.size())
                .filter(i -> List.of("date", "quotedate", "und_session_date").contains(header.get(i)))
                .findFirst()
                .orElseThrow();
        List<String> changed = new ArrayList<>(List.of(rows.getFirst()));
        for (int i = 1; i < rows.size(); i++) {
            String[] cells = rows.get(i).split(",", -1);
            boolean future = LocalDate.parse(cells[date]).isAfter(today);
            if (!future || i % 3 != 0) {
                changed.add(IntStream.range(0, cells.length)
                        .mapToObj(cell -> changed(header.get(cell), cells[cell], future))
                        .reduce((left, right) -> left + "," + right)
                        .orElseThrow());
            }
        }
        return changed;
    }

    private static String changed(String column, String cell, boolean future) {
        if (column.startsWith("adj")) {
            return scaled(cell, 0.83);
        }
        if (!future || column.equals("strike") || column.equals("target_dte") || column.equals("actual_dte")) {
            return cell;
        }
        return switch (column) {
            case "divcash" -> "1.25";
            case "splitfactor" -> "4";
            default -> scaled(cell, 1.7);
        };
    }

    /** The number times the factor; what is no number stays. */
    private static String scaled(String cell, double factor) {
        return cell.matches("-?[0-9]*\\.?[0-9]+([eE][-+]?[0-9]+)?")
                ? Double.toString(Double.parseDouble(cell) * factor)
                : cell;
    }

    /** @param lines only so many last lines of each file */
    private static Map<String, List<String>> files(Path folder, List<String> patterns, int lines) {
        Map<String, List<String>> files = new HashMap<>();
        for (String pattern : patterns) {
            try (DirectoryStream<Path> all = Files.newDirectoryStream(folder, pattern)) {
                for (Path file : all) {
                    List<String> rows = Files.readAllLines(file);
                    List<String> kept = new ArrayList<>(List.of(rows.getFirst()));
                    kept.addAll(rows.subList(Math.max(1, rows.size() - lines), rows.size()));
                    files.put(Objects.toString(file.getFileName()), kept);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return files;
    }

    private static List<MarketDay> read(Map<String, List<String>> files) {
        try {
            Path folder = Files.createTempDirectory("mvq-future-");
            try {
                for (Map.Entry<String, List<String>> file : files.entrySet()) {
                    Files.write(folder.resolve(file.getKey()), file.getValue());
                }
                List<MarketDay> days = new ArrayList<>();
                new Importer(folder, Progress.SILENT)
                        .read(List.of("*.csv"), Optional.empty(), Optional.empty(), days::add);
                days.sort(Comparator.comparing(MarketDay::date));
                return days;
            } finally {
                for (String file : files.keySet()) {
                    Files.deleteIfExists(folder.resolve(file));
                }
                Files.deleteIfExists(folder);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void assertSame(FeatureBatch expected, FeatureBatch actual, LocalDate date) {
        for (Modality modality : Modality.values()) {
            assertArrayEquals(
                    FeatureSchema.values(expected, modality),
                    FeatureSchema.values(actual, modality),
                    modality.word() + " of " + date);
        }
        assertArrayEquals(expected.present(), actual.present(), "present on " + date);
        assertArrayEquals(expected.historySessions(), actual.historySessions(), "sessions on " + date);
    }
}
