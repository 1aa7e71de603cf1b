package dev.mvq.tests.bench.realism;

import dev.mvq.runtime.market.Bar;
import dev.mvq.runtime.market.DateRange;
import dev.mvq.runtime.market.MarketDay;
import dev.mvq.runtime.market.OptionQuote;
import dev.mvq.runtime.market.TradingCalendar;
import dev.mvq.runtime.simulation.MadeMarket;
import dev.mvq.runtime.simulation.SimulationOptions;
import dev.mvq.runtime.simulation.path.Roster;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One made world, seen through the windows that the real data have.
 *
 * @param seed which
 */
record MadeMarkets(long seed) {
    /** As long as chains can be made. */
    private static final int MOST_AN_UNDERLYING = 1500;

    private static final int LEAST_AN_UNDERLYING = 8;

    private static final int LONGEST_HISTORY = 2600;

    /** SPY's chain of a made decade needs a smile and some expiries, no more. */
    private static final int SMALL_CHAIN = 100;

    /** For each real name of the shared bars the made one that stands for it; AIG, which failed in 2008, has none. */
    static final Map<String, String> STAND_INS = Map.of(
            "AAPL", "AAPL", "BAC", "BAC", "C", "WFC", "GE", "UPS", "GS", "GS", "IBM", "MSFT", "JPM", "JPM", "XOM",
            "XOM", "QQQ", "QQQ");

    /** How many names of the roster it takes to have these. */
    private static int namesWith(Collection<String> tickers) {
        List<String> roster =
                Roster.first(Roster.SIZE).stream().map(Roster.Name::ticker).toList();
        return 1 + tickers.stream().mapToInt(roster::indexOf).max().orElse(0);
    }

    private static MadeMarket market(long seed, int names, int contracts, DateRange dates, int history) {
        int days = TradingCalendar.newYork().sessions(dates).size();
        return new MadeMarket(new SimulationOptions(seed, names, days, contracts, history, dates.last()));
    }

    /** Bars of the names that stand for real ones and of others, by name, over a span that may be longer than one window. */
    Map<String, List<Bar>> bars(LocalDate from, LocalDate to) {
        List<Bar> bars = new ArrayList<>();
        int names = namesWith(STAND_INS.values());
        List<LocalDate> sessions = TradingCalendar.newYork().sessions(new DateRange(from, to));
        for (int start = 0; start < sessions.size(); start += LONGEST_HISTORY + 1) {
            int end = Math.min(sessions.size() - 1, start + LONGEST_HISTORY);
            DateRange last = new DateRange(sessions.get(end), sessions.get(end));
            market(seed, names, LEAST_AN_UNDERLYING * names, last, end - start)
                    .days()
                    .forEach(day -> bars.addAll(day.bars()));
        }
        return bars.stream().collect(Collectors.groupingBy(Bar::underlyingId));
    }

    /** Whole chains of these names and of others. */
    Stream<MarketDay> chains(Collection<String> tickers, LocalDate from, LocalDate to) {
        int names = namesWith(tickers);
        return market(seed, names, MOST_AN_UNDERLYING * names, new DateRange(from, to), 0)
                .days();
    }

    /** SPY alone, its whole chain. */
    Stream<MarketDay> spy(LocalDate from, LocalDate to) {
        int names = namesWith(List.of("SPY"));
        return only("SPY", market(seed, names, MOST_AN_UNDERLYING * names, new DateRange(from, to), 0));
    }

    /** SPY alone, with few contracts, for long spans. */
    Stream<MarketDay> smallSpy(LocalDate from, LocalDate to) {
        return only("SPY", longMarket(from, to));
    }

    /** What stands behind {@link #smallSpy}. */
    MadeMarket longMarket(LocalDate from, LocalDate to) {
        int names = namesWith(List.of("SPY"));
        return market(seed, names, SMALL_CHAIN * names, new DateRange(from, to), 0);
    }

    /** Activity on the same days as the real. */
    List<ContractActivity.Chain> activity() {
        return SharedData.ACTIVITY.stream().collect(Collectors.groupingBy(ContractActivity.Day::date)).keySet().stream()
                .sorted()
                .flatMap(this::activity)
                .toList();
    }

    private Stream<ContractActivity.Chain> activity(LocalDate date) {
        int names = namesWith(
                SharedData.ACTIVITY.stream().map(ContractActivity.Day::name).toList());
        MadeMarket market = market(seed, names, MOST_AN_UNDERLYING * names, new DateRange(date, date), 0);
        MarketDay day = market.days().findFirst().orElseThrow();
        return SharedData.ACTIVITY.stream()
                .filter(of -> of.date().equals(date))
                .map(of -> new ContractActivity.Chain(
                        of,
                        day.options().stream()
                                .filter(quote -> quote.underlyingId().equals(of.name()))
                                .map(ContractActivity::of)
                                .toList()));
    }

    private static Stream<MarketDay> only(String name, MadeMarket market) {
        return market.days()
                .map(day -> new MarketDay(
                        day.date(),
                        day.bars().stream()
                                .filter(bar -> bar.underlyingId().equals(name))
                                .toList(),
                        options(name, day)));
    }

    private static List<OptionQuote> options(String name, MarketDay day) {
        return day.options().stream()
                .filter(quote -> quote.underlyingId().equals(name))
                .toList();
    }
}
