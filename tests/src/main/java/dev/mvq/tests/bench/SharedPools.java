package dev.mvq.tests.bench;

import dev.mvq.runtime.encoder.SharedMarkets;
import dev.mvq.runtime.market.Bar;
import dev.mvq.runtime.market.MarketDay;
import dev.mvq.runtime.measure.MeasuredMarket;
import dev.mvq.runtime.simulation.MadeMarket;
import dev.mvq.runtime.simulation.SimulationOptions;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/** The markets of the table: real ones from the shared data, and one made from a seed and underlyings that no training saw. */
final class SharedPools {
    private static final LocalDate BARS_FROM = LocalDate.of(2000, 1, 1);
    private static final LocalDate CLOSES_FROM = LocalDate.of(2010, 1, 1);

    private static final long MADE_SEED = 9_001;

    /** Names that training's made markets have; the others of the roster are new. */
    private static final int LEARNT_NAMES = 12;

    private static final int NAMES = 28;
    private static final int MADE_DAYS = 250;
    private static final int MADE_CONTRACTS = 1_120;
    private static final LocalDate MADE_LAST = LocalDate.of(2024, 12, 31);

    private final SharedMarkets shared;

    SharedPools(SharedMarkets shared) {
        this.shared = shared;
    }

    /** All that there is data for; the made one always. */
    List<MeasuredMarket> all() {
        List<MeasuredMarket> markets = new ArrayList<>();
        if (shared.exist()) {
            NavigableMap<LocalDate, Double> index = index();
            List<MarketDay> bars = shared.bars(false);
            markets.add(MeasuredMarket.of("bars", bars::stream)
                    .measuring(date -> !date.isBefore(BARS_FROM))
                    .subjects(date -> date.isAfter(SharedMarkets.BARS_LEARNT_THROUGH))
                    .learntThrough(SharedMarkets.BARS_LEARNT_THROUGH)
                    .beside(index));
            List<MarketDay> closes = closes();
            if (!closes.isEmpty()) {
                markets.add(MeasuredMarket.of("closes", closes::stream)
                        .learntThrough(LocalDate.MIN)
                        .beside(index));
            }
            List<MarketDay> spy = shared.spy(false);
            markets.add(MeasuredMarket.of("SPY-2021", spy::stream)
                    .subjects(date -> date.isAfter(SharedMarkets.SPY_LEARNT_THROUGH))
                    .learntThrough(SharedMarkets.SPY_LEARNT_THROUGH)
                    .beside(index));
            List<MarketDay> chains = shared.chains(false);
            markets.add(MeasuredMarket.of("chains-2026", chains::stream)
                    .measuring(date -> date.isAfter(SharedMarkets.CHAINS_LEARNT_THROUGH))
                    .learntThrough(SharedMarkets.CHAINS_LEARNT_THROUGH));
        }
        markets.add(made());
        return markets;
    }

    private static MeasuredMarket made() {
        SimulationOptions options = new SimulationOptions(MADE_SEED, NAMES, MADE_DAYS, MADE_CONTRACTS, 260, MADE_LAST);
        MadeMarket market = new MadeMarket(options);
        Set<String> learnt = new MadeMarket(new SimulationOptions(MADE_SEED, LEARNT_NAMES, 1, 400, 0, MADE_LAST))
                .days()
                .flatMap(day -> day.bars().stream().map(Bar::underlyingId))
                .collect(Collectors.toSet());
        LocalDate first = market.firstOptionDay();
        return MeasuredMarket.of("made", () -> market.days().map(day -> without(day, learnt)))
                .measuring(date -> !date.isBefore(first))
                .learntThrough(LocalDate.MIN)
                .knowing(market::states);
    }

    private static MarketDay without(MarketDay day, Set<String> underlyings) {
        return new MarketDay(
                day.date(),
                day.bars().stream()
                        .filter(bar -> !underlyings.contains(bar.underlyingId()))
                        .toList(),
                day.options().stream()
                        .filter(quote -> !underlyings.contains(quote.underlyingId()))
                        .toList());
    }

    /** Closes of the VIX. */
    private NavigableMap<LocalDate, Double> index() {
        NavigableMap<LocalDate, Double> closes = new TreeMap<>();
        Path file = shared.root().resolve("vix").resolve("vix-daily.csv");
        if (Files.exists(file)) {
            try (Stream<String> lines = Files.lines(file)) {
                lines.skip(1)
                        .map(line -> line.split(",", -1))
                        .forEach(cells -> closes.put(LocalDate.parse(cells[0]), Double.valueOf(cells[4])));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return closes;
    }

    /** Twenty stocks' closes, adjusted: no other prices and no volume. */
    private List<MarketDay> closes() {
        Path file = shared.root().resolve("index-bars").resolve("skfolio_20_stocks_close.csv.gz");
        if (!Files.exists(file)) {
            return List.of();
        }
        try (BufferedReader lines = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
            String[] tickers = lines.readLine().split(",", -1);
            return lines.lines()
                    .map(line -> line.split(",", -1))
                    .filter(cells -> !LocalDate.parse(cells[0]).isBefore(CLOSES_FROM))
                    .map(cells -> closes(tickers, cells))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static MarketDay closes(String[] tickers, String[] cells) {
        LocalDate date = LocalDate.parse(cells[0]);
        double none = Double.NaN;
        List<Bar> bars = IntStream.range(1, tickers.length)
                .filter(i -> !cells[i].isEmpty())
                .mapToObj(i -> new Bar(
                        tickers[i],
                        tickers[i],
                        date,
                        none,
                        none,
                        none,
                        Double.parseDouble(cells[i]),
                        none,
                        0,
                        1,
                        "closes",
                        0))
                .toList();
        return new MarketDay(date, bars, List.of());
    }
}
