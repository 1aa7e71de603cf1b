package dev.mvq.tests.bench.realism;

import dev.mvq.runtime.market.Bar;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * All that is known of the real side.
 *
 * @param facts its statistics
 * @param chains its chains of April 2026
 */
record MeasuredReal(Facts facts, List<ChainDay> chains) {
    /** So far the captures of the chains reach, in days to expiry. */
    static final int LADDER_DAYS = 95;

    private static final int FEWEST_EXPIRIES = 3;

    static MeasuredReal of(SharedData data) {
        Map<String, List<Bar>> bars = data.bars().stream()
                .flatMap(day -> day.bars().stream())
                .filter(bar -> !bar.date().isBefore(SharedData.BARS_FROM)
                        && !bar.date().isAfter(SharedData.BARS_TO))
                .collect(Collectors.groupingBy(Bar::underlyingId, TreeMap::new, Collectors.toList()));
        List<DailySeries> stocks = bars.entrySet().stream()
                .filter(entry -> !entry.getKey().equals("QQQ") && MadeMarkets.STAND_INS.containsKey(entry.getKey()))
                .map(entry -> DailySeries.of(entry.getValue()))
                .toList();
        NavigableMap<LocalDate, Double> vix = new TreeMap<>();
        data.vix().forEach((date, points) -> vix.put(date, points / 100));
        List<ChainDay> chains = data.chains().stream()
                .flatMap(day -> ChainDay.of(day, quote -> quote.dte() < LADDER_DAYS).stream())
                .filter(MeasuredReal::isWhole)
                .toList();
        Facts facts = PriceFacts.of(stocks, DailySeries.of(bars.getOrDefault("QQQ", List.of())))
                .add(ImpliedFacts.of(vix.subMap(SharedData.BARS_FROM, true, SharedData.BARS_TO, true), data.index()))
                .add(SpyFacts.of(data.spy(), vix))
                .add(QuoteFacts.of(chains))
                .add(ActivityFacts.of(data.activity()));
        return new MeasuredReal(facts, chains);
    }

    private static boolean isWhole(ChainDay chain) {
        return chain.slices().size() >= FEWEST_EXPIRIES;
    }
}
