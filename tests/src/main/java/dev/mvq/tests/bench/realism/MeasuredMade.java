package dev.mvq.tests.bench.realism;

import dev.mvq.runtime.market.Bar;
import dev.mvq.runtime.market.MarketDay;
import dev.mvq.runtime.simulation.path.Regime;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The made side of one seed, in the same windows and the same form.
 *
 * @param facts its statistics
 * @param chains its chains of the real chain-days, on the expiries that both have
 */
record MeasuredMade(Facts facts, List<ChainDay> chains) {
    private static final LocalDate YEAR_FROM = LocalDate.of(2021, 1, 4);
    private static final LocalDate YEAR_TO = LocalDate.of(2021, 12, 31);

    static MeasuredMade of(MadeMarkets made, List<ChainDay> real) {
        Map<ChainKey, Set<LocalDate>> wanted =
                real.stream().collect(Collectors.toMap(ChainKey::of, chain -> Set.copyOf(chain.expiries())));
        List<ChainDay> listed = made.chains(real.stream().map(ChainDay::name).toList(), first(real), last(real))
                .flatMap(day -> ChainDay.of(day, quote -> quote.dte() < MeasuredReal.LADDER_DAYS).stream())
                .filter(chain -> wanted.containsKey(ChainKey.of(chain)))
                .toList();
        List<ChainDay> chains = listed.stream()
                .map(chain -> chain.only(wanted.getOrDefault(ChainKey.of(chain), Set.of())))
                .filter(chain -> !chain.slices().isEmpty())
                .toList();
        Facts facts = prices(made)
                .add(longSpan(made))
                .add(year(made))
                .add(QuoteFacts.of(chains))
                .add(ActivityFacts.of(made.activity()))
                .put("Ladders", "share of the real expiries that are listed", found(chains, wanted.values()))
                .put("Ladders", "expiries to 95 days that are listed, a name", expiries(listed));
        return new MeasuredMade(facts, chains);
    }

    private static LocalDate first(List<ChainDay> chains) {
        return chains.stream().map(ChainDay::date).min(LocalDate::compareTo).orElseThrow();
    }

    private static LocalDate last(List<ChainDay> chains) {
        return chains.stream().map(ChainDay::date).max(LocalDate::compareTo).orElseThrow();
    }

    private static double found(List<ChainDay> chains, Collection<Set<LocalDate>> wanted) {
        long both = chains.stream().mapToLong(chain -> chain.expiries().size()).sum();
        return Statistics.share(both, wanted.stream().mapToLong(Set::size).sum());
    }

    private static double expiries(List<ChainDay> chains) {
        return Statistics.median(
                chains.stream().mapToDouble(chain -> chain.expiries().size()).toArray());
    }

    private static Facts prices(MadeMarkets made) {
        Map<String, List<Bar>> bars = made.bars(SharedData.BARS_FROM, SharedData.BARS_TO);
        List<DailySeries> stocks = MadeMarkets.STAND_INS.values().stream()
                .sorted()
                .filter(name -> !name.equals("QQQ") && bars.containsKey(name))
                .map(name -> DailySeries.of(bars.getOrDefault(name, List.of())))
                .toList();
        return PriceFacts.of(stocks, DailySeries.of(bars.getOrDefault("QQQ", List.of())));
    }

    private static Facts longSpan(MadeMarkets made) {
        List<SurfaceDay> days = made.smallSpy(SharedData.BARS_FROM, SharedData.BARS_TO)
                .flatMap(day -> ChainDay.of(day, quote -> quote.dte() <= 400).stream())
                .map(SurfaceDay::of)
                .toList();
        NavigableMap<LocalDate, Double> level = new TreeMap<>();
        NavigableMap<LocalDate, Double> spot = new TreeMap<>();
        days.forEach(day -> {
            spot.put(day.date(), day.spot());
            if (!Double.isNaN(day.level())) {
                level.put(day.date(), day.level());
            }
        });
        Map<LocalDate, Regime> regimes = made.regimes(SharedData.BARS_FROM, SharedData.BARS_TO);
        return ImpliedFacts.of(level, spot).add(RegimeFacts.of(days, regimes));
    }

    private static Facts year(MadeMarkets made) {
        List<MarketDay> days = made.spy(YEAR_FROM, YEAR_TO).toList();
        Map<LocalDate, Double> level = new HashMap<>();
        days.stream()
                .flatMap(day -> ChainDay.of(day, quote -> quote.dte() >= 10 && quote.dte() <= 70).stream())
                .forEach(chain -> level.put(chain.date(), chain.atTheMoney(30)));
        return SpyFacts.of(days, level);
    }
}
