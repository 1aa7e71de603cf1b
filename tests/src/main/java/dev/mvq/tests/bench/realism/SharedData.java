package dev.mvq.tests.bench.realism;

import dev.mvq.runtime.market.DateRange;
import dev.mvq.runtime.market.MarketDay;
import dev.mvq.runtime.market.Progress;
import dev.mvq.runtime.source.Importer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/**
 * The real market data that may lie beside the project.
 *
 * @param root its folder
 */
record SharedData(Path root) {
    static final LocalDate BARS_FROM = LocalDate.of(2000, 1, 3);
    static final LocalDate BARS_TO = LocalDate.of(2018, 7, 18);
    private static final DateTimeFormatter US = DateTimeFormatter.ofPattern("M/d/yyyy");

    /** {@code $MVQ_SHARED_DATA}, else {@code shared/data} beside the project, found upwards from the working folder. */
    static SharedData find() {
        String given = System.getenv("MVQ_SHARED_DATA");
        if (given != null) {
            return new SharedData(Path.of(given));
        }
        Path folder = Path.of("").toAbsolutePath();
        while (folder != null && !Files.isDirectory(folder.resolveSibling("shared/data"))) {
            folder = folder.getParent();
        }
        return new SharedData(folder == null ? Path.of("shared/data") : folder.resolveSibling("shared/data"));
    }

    boolean exists() {
        return Files.isDirectory(root.resolve("chains-2026"));
    }

    /** Four sessions of 31 chains, April 2026; neither volume nor open interest. */
    List<MarketDay> chains() {
        return days(List.of("chains-2026/*.csv"));
    }

    /** The 20 most traded contracts of SPY that have 20 days to go, on each session of 2021. */
    List<MarketDay> spy() {
        return days(List.of("spy-options-2021/prod_options_1y.csv", "spy-options-2021/prod_stocks_1y.csv"));
    }

    /** Daily bars of nine stocks and a fund, 2000 to July 2018. */
    List<MarketDay> bars() {
        return days(List.of("bars/*.csv"));
    }

    /** Closes of the VIX index, in points. */
    NavigableMap<LocalDate, Double> vix() {
        return closes(lines(root.resolve("vix/vix-daily.csv")), DateTimeFormatter.ISO_LOCAL_DATE);
    }

    /** Closes of the S&P 500 index. */
    NavigableMap<LocalDate, Double> index() {
        return closes(lines(root.resolve("index-bars/sp500.csv.gz")), US);
    }

    /** Chains with volume and open interest: AAPL around its split of June 2014, GOOG in December 2015. */
    List<ContractActivity.Chain> activity() {
        List<ContractActivity.Chain> chains = new ArrayList<>();
        ACTIVITY.forEach(of -> {
            Path file = root.resolve("lean/option/usa/universes/%s/%s.csv"
                    .formatted(of.name().toLowerCase(Locale.ROOT), DateTimeFormatter.BASIC_ISO_DATE.format(of.date())));
            if (Files.exists(file)) {
                chains.add(ContractActivity.universe(of.name(), of.date(), lines(file)));
            }
        });
        return chains;
    }

    /** Days whose universe lists each contract once and has its volume: others are mixed, empty or repeats. */
    static final List<ContractActivity.Day> ACTIVITY = Stream.concat(
                    Stream.of(
                                    "2014-06-05",
                                    "2014-06-09",
                                    "2014-06-10",
                                    "2014-06-11",
                                    "2014-06-12",
                                    "2014-06-13",
                                    "2014-06-16")
                            .map(day -> new ContractActivity.Day("AAPL", LocalDate.parse(day))),
                    Stream.of("2015-12-23", "2015-12-24", "2015-12-28", "2015-12-29", "2015-12-30")
                            .map(day -> new ContractActivity.Day("GOOG", LocalDate.parse(day))))
            .toList();

    private List<MarketDay> days(List<String> files) {
        List<MarketDay> days = new ArrayList<>();
        DateRange all = new DateRange(LocalDate.of(2000, 1, 1), LocalDate.of(2030, 12, 31));
        new Importer(root, Progress.SILENT).read(files, Optional.empty(), Optional.of(all), days::add);
        return days;
    }

    private static NavigableMap<LocalDate, Double> closes(List<String> lines, DateTimeFormatter form) {
        NavigableMap<LocalDate, Double> closes = new TreeMap<>();
        lines.stream().skip(1).map(line -> line.split(",", -1)).forEach(cells -> {
            closes.put(LocalDate.parse(cells[0], form), Double.parseDouble(cells[4]));
        });
        return closes;
    }

    private static List<String> lines(Path file) {
        try {
            if (!file.toString().endsWith(".gz")) {
                return Files.readAllLines(file);
            }
            try (BufferedReader reader = new BufferedReader(
                    new InputStreamReader(new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
                return reader.lines().toList();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
