package dev.mvq.tests.bench.realism;

import dev.mvq.runtime.market.Bar;
import dev.mvq.runtime.market.MarketDay;
import dev.mvq.runtime.market.TradingCalendar;
import dev.mvq.runtime.simulation.listing.Chain;
import dev.mvq.runtime.simulation.listing.ListedExpiries;
import dev.mvq.runtime.simulation.path.Climate;
import dev.mvq.runtime.simulation.path.MarketClock;
import dev.mvq.runtime.simulation.path.NamePath;
import dev.mvq.runtime.simulation.path.Regime;
import dev.mvq.runtime.simulation.path.Roster;
import dev.mvq.runtime.simulation.quoting.QuoteDesk;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * One made world, seen through the windows that the real data have.
 *
 * @param seed which
 */
record MadeMarkets(long seed) {
    /** Pairs of a whole chain: no vendor's choice has left out any. */
    private static final int WHOLE_CHAIN = 1500;

    /** Pairs of a name of liquidity 0.9 in captures of 2026. */
    private static final int USUAL_CHAIN = 1000;

    /** SPY's chain of a made decade needs a smile and some expiries, no more. */
    private static final int SMALL_CHAIN = 90;

    /** Sessions before a window that have options too; it matters to nothing. */
    private static final int BEFORE = 1;

    /** For each real name of the shared bars the made one that stands for it; AIG, which failed in 2008, has none. */
    static final Map<String, String> STAND_INS = Map.of(
            "AAPL", "AAPL", "BAC", "BAC", "C", "WFC", "GE", "UPS", "GS", "GS", "IBM", "MSFT", "JPM", "JPM", "XOM",
            "XOM", "QQQ", "QQQ");

    /** One name of the world, and what it lists and quotes. */
    private record Booth(MarketClock clock, NamePath path, Chain chain, QuoteDesk desk) {
        private MarketDay day(LocalDate date) {
            int session = clock.sessionOf(date);
            return new MarketDay(date, List.of(path.bar(session)), desk.quote(session, chain.on(session)));
        }

        private Stream<MarketDay> days(LocalDate from) {
            return sessions(clock, from).mapToObj(clock::day).map(this::day);
        }
    }

    private static MarketClock clock(LocalDate last) {
        return new MarketClock(last, BEFORE, 0, TradingCalendar.newYork());
    }

    private static IntStream sessions(MarketClock clock, LocalDate from) {
        return IntStream.rangeClosed(0, clock.last())
                .filter(session -> !clock.day(session).isBefore(from));
    }

    private static Booth booth(NamePath path, MarketClock clock, int pairs) {
        Chain chain = new Chain(path, clock, new ListedExpiries(clock.calendar()), pairs);
        return new Booth(clock, path, chain, new QuoteDesk(path, clock));
    }

    /** The paths of those of these names that the roster has. */
    private List<NamePath> paths(Collection<String> tickers, MarketClock clock) {
        Climate climate = new Climate(seed, clock.count());
        return Roster.first(Roster.SIZE).stream()
                .filter(name -> tickers.contains(name.ticker()))
                .map(name -> new NamePath(seed, name, clock, climate))
                .toList();
    }

    /** Bars of the names that stand for real ones, by name. */
    Map<String, List<Bar>> bars(LocalDate from, LocalDate to) {
        MarketClock clock = clock(to);
        return paths(STAND_INS.values(), clock).stream()
                .collect(Collectors.toMap(
                        path -> path.name().ticker(),
                        path -> sessions(clock, from).mapToObj(path::bar).toList()));
    }

    /** Liquid names have more contracts, as in {@code MadeMarket}. */
    private static int usualPairs(NamePath path) {
        return (int) (USUAL_CHAIN * (0.1 + path.name().liquidity()));
    }

    /** Chains of these names, about as long as the real. */
    Stream<MarketDay> chains(Collection<String> tickers, LocalDate from, LocalDate to) {
        MarketClock clock = clock(to);
        return paths(tickers, clock).stream()
                .flatMap(path -> booth(path, clock, usualPairs(path)).days(from));
    }

    /** SPY alone, its whole chain. */
    Stream<MarketDay> spy(LocalDate from, LocalDate to) {
        return chains(List.of("SPY"), from, to);
    }

    /** SPY alone, with few contracts, for long spans. */
    Stream<MarketDay> smallSpy(LocalDate from, LocalDate to) {
        MarketClock clock = clock(to);
        return booth(paths(List.of("SPY"), clock).getFirst(), clock, SMALL_CHAIN)
                .days(from);
    }

    /** The market's true states over a span. */
    Map<LocalDate, Regime> regimes(LocalDate from, LocalDate to) {
        MarketClock clock = clock(to);
        Climate climate = new Climate(seed, clock.count());
        return sessions(clock, from).boxed().collect(Collectors.toMap(clock::day, climate::regime));
    }

    /** Activity on the same days as the real. */
    List<ContractActivity.Chain> activity() {
        LocalDate last = SharedData.ACTIVITY.stream()
                .map(ContractActivity.Day::date)
                .max(LocalDate::compareTo)
                .orElseThrow();
        MarketClock clock = clock(last);
        List<String> names =
                SharedData.ACTIVITY.stream().map(ContractActivity.Day::name).toList();
        return paths(names, clock).stream()
                .map(path -> booth(path, clock, WHOLE_CHAIN))
                .flatMap(booth -> SharedData.ACTIVITY.stream()
                        .filter(of -> of.name().equals(booth.path.name().ticker()))
                        .map(of -> new ContractActivity.Chain(
                                of,
                                booth.day(of.date()).options().stream()
                                        .map(ContractActivity::of)
                                        .toList())))
                .toList();
    }
}
