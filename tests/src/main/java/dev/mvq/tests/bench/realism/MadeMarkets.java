package dev.mvq.tests.bench.realism;

import dev.mvq.runtime.market.Bar;
import dev.mvq.runtime.market.DateRange;
import dev.mvq.runtime.market.MarketDay;
import dev.mvq.runtime.market.OptionQuote;
import dev.mvq.runtime.market.TradingCalendar;
import dev.mvq.runtime.simulation.MadeMarket;
import dev.mvq.runtime.simulation.SimulationOptions;
import java.time.LocalDate;
import java.util.ArrayList;
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
    /** All names of the roster. */
    static final int NAMES = 31;

    /** Names up to SPY, the seventh; and up to GOOG, the twelfth. */
    private static final int NAMES_TO_SPY = 7;

    private static final int NAMES_TO_GOOG = 12;

    /** As long as chains can be made. */
    private static final int MOST_AN_UNDERLYING = 1500;

    private static final int LONGEST_HISTORY = 2600;

    /** SPY's chain of a made decade needs a smile and some expiries, no more. */
    private static final int SMALL_CHAIN = 100;

    /** For each real name of the shared bars the made one that stands for it; AIG, which failed in 2008, has none. */
    static final Map<String, String> STAND_INS = Map.of(
            "AAPL", "AAPL", "BAC", "BAC", "C", "WFC", "GE", "UPS", "GS", "GS", "IBM", "MSFT", "JPM", "JPM", "XOM",
            "XOM", "QQQ", "QQQ");

    private static MadeMarket market(long seed, int names, int contracts, DateRange dates, int history) {
        int days = TradingCalendar.newYork().sessions(dates).size();
        return new MadeMarket(new SimulationOptions(seed, names, days, contracts, history, dates.last()));
    }

    /** Bars of every name, by name, over a span that may be longer than one window. */
    Map<String, List<Bar>> bars(LocalDate from, LocalDate to) {
        List<Bar> bars = new ArrayList<>();
        List<LocalDate> sessions = TradingCalendar.newYork().sessions(new DateRange(from, to));
        for (int start = 0; start < sessions.size(); start += LONGEST_HISTORY + 1) {
            int end = Math.min(sessions.size() - 1, start + LONGEST_HISTORY);
            DateRange last = new DateRange(sessions.get(end), sessions.get(end));
            market(seed, NAMES, 8 * NAMES, last, end - start).days().forEach(day -> bars.addAll(day.bars()));
        }
        return bars.stream().collect(Collectors.groupingBy(Bar::underlyingId));
    }

    /** Whole chains of all names. */
    Stream<MarketDay> chains(LocalDate from, LocalDate to) {
        return market(seed, NAMES, MOST_AN_UNDERLYING * NAMES, new DateRange(from, to), 0)
                .days();
    }

    /** SPY alone, its whole chain. */
    Stream<MarketDay> spy(LocalDate from, LocalDate to) {
        return only("SPY", market(seed, NAMES_TO_SPY, MOST_AN_UNDERLYING * NAMES_TO_SPY, new DateRange(from, to), 0));
    }

    /** SPY alone, with few contracts, for long spans. */
    Stream<MarketDay> smallSpy(LocalDate from, LocalDate to) {
        return only("SPY", longMarket(from, to));
    }

    /** What stands behind {@link #smallSpy}. */
    MadeMarket longMarket(LocalDate from, LocalDate to) {
        return market(seed, NAMES_TO_SPY, SMALL_CHAIN * NAMES_TO_SPY, new DateRange(from, to), 0);
    }

    /** Activity on the same days as the real. */
    List<ContractActivity.Chain> activity() {
        return SharedData.ACTIVITY.stream().collect(Collectors.groupingBy(ContractActivity.Day::date)).keySet().stream()
                .sorted()
                .flatMap(this::activity)
                .toList();
    }

    private Stream<ContractActivity.Chain> activity(LocalDate date) {
        MadeMarket market =
                market(seed, NAMES_TO_GOOG, MOST_AN_UNDERLYING * NAMES_TO_GOOG, new DateRange(date, date), 0);
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
