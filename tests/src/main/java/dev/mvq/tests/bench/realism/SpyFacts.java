package dev.mvq.tests.bench.realism;

import dev.mvq.runtime.market.MarketDay;
import dev.mvq.runtime.market.OptionQuote;
import dev.mvq.runtime.market.Right;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/** A year of SPY as its 20 most traded contracts with at least 20 days to go: skew and term structure by level of volatility, and activity. */
final class SpyFacts {
    private static final String SURFACE = "SPY 2021 by terciles of implied volatility (real: VIX)";
    private static final String ACTIVITY = "SPY 2021: 20 most traded contracts a day";
    private static final int CONTRACTS = 20;
    private static final int LEAST_DAYS = 20;
    /** Delta 0.25 lies 0.674 deviations from the forward; so far apart are the two. */
    private static final double BETWEEN_DELTAS = 2 * 0.674;

    private SpyFacts() {}

    /**
     * @param days sessions with options of SPY
     * @param levels an implied volatility of 30 days by session, decimal: the VIX, or what stands for it
     */
    static Facts of(List<MarketDay> days, Map<LocalDate, Double> levels) {
        List<List<OptionQuote>> most = days.stream().map(SpyFacts::mostTraded).toList();
        double[] all = days.stream().mapToDouble(day -> level(day, levels)).toArray();
        Facts facts = Facts.none();
        for (int tercile = 0; tercile < 3; tercile++) {
            double from = tercile == 0 ? 0 : Statistics.quantile(tercile / 3.0, all);
            double to = tercile == 2 ? Double.MAX_VALUE : Statistics.quantile((tercile + 1) / 3.0, all);
            List<MarketDay> chosen = days.stream()
                    .filter(day -> level(day, levels) >= from && level(day, levels) < to)
                    .toList();
            facts.add(surface(List.of("low", "middle", "high").get(tercile), chosen, levels));
        }
        return facts.add(activity(most));
    }

    private static double level(MarketDay day, Map<LocalDate, Double> levels) {
        return levels.getOrDefault(day.date(), Double.NaN);
    }

    static List<OptionQuote> mostTraded(MarketDay day) {
        return day.options().stream()
                .filter(quote -> quote.underlyingId().equals("SPY") && quote.dte() >= LEAST_DAYS)
                .sorted(Comparator.comparingDouble((OptionQuote quote) -> -quote.volume())
                        .thenComparing(OptionQuote::contract))
                .limit(CONTRACTS)
                .toList();
    }

    private static Facts surface(String which, List<MarketDay> days, Map<LocalDate, Double> levels) {
        List<PooledSmile> smiles = days.stream()
                .flatMap(day ->
                        ChainDay.of(new MarketDay(day.date(), List.of(), mostTraded(day)), quote -> true).stream())
                .map(PooledSmile::of)
                .toList();
        return Facts.none()
                .put(
                        SURFACE,
                        which + ": implied volatility (made: at the money)",
                        Statistics.median(days.stream()
                                .mapToDouble(day -> level(day, levels))
                                .toArray()))
                .put(SURFACE, which + ": at the money, 30 days", over(smiles, PooledSmile::level))
                .put(
                        SURFACE,
                        which + ": 25-delta put less call, over at the money",
                        over(smiles, smile -> -BETWEEN_DELTAS * smile.slope()))
                .put(SURFACE, which + ": curvature per deviation squared", over(smiles, PooledSmile::bend))
                .put(
                        SURFACE,
                        which + ": rise of at the money from 30 to 90 days",
                        over(smiles, smile -> smile.term() * Math.log(3)));
    }

    private static Facts activity(List<List<OptionQuote>> days) {
        return Facts.none()
                .put(ACTIVITY, "volume of a contract, median", quotes(days, OptionQuote::volume))
                .put(
                        ACTIVITY,
                        "log volume: deviation",
                        Statistics.deviation(values(days, q -> q.volume() > 0 ? Math.log(q.volume()) : Double.NaN)))
                .put(ACTIVITY, "open interest of a contract, median", quotes(days, OptionQuote::openInterest))
                .put(ACTIVITY, "open interest / volume, median", quotes(days, q -> q.openInterest() / q.volume()))
                .put(
                        ACTIVITY,
                        "share of the top contract of 20",
                        Statistics.median(days.stream()
                                .mapToDouble(day -> Statistics.topShare(
                                        0.05,
                                        day.stream()
                                                .mapToDouble(OptionQuote::volume)
                                                .toArray()))
                                .toArray()))
                .put(
                        ACTIVITY,
                        "share of puts in volume",
                        Statistics.median(
                                days.stream().mapToDouble(SpyFacts::puts).toArray()))
                .put(ACTIVITY, "days to expiry, median", quotes(days, OptionQuote::dte))
                .put(
                        ACTIVITY,
                        "absolute log moneyness, median",
                        quotes(days, q -> Math.abs(Math.log(q.contract().strike() / q.underlyingPrice()))))
                .put(
                        ACTIVITY,
                        "relative spread, median",
                        quotes(days, q -> q.spread() >= 0 ? q.spread() / q.mid() : Double.NaN))
                .put(
                        ACTIVITY,
                        "log volume of the 20 together: autocorrelation, lag 1",
                        Statistics.autocorrelation(
                                1,
                                days.stream()
                                        .mapToDouble(day -> Math.log(day.stream()
                                                .mapToDouble(OptionQuote::volume)
                                                .sum()))
                                        .toArray()));
    }

    private static double puts(List<OptionQuote> day) {
        double all = day.stream().mapToDouble(OptionQuote::volume).sum();
        return day.stream()
                        .filter(quote -> quote.contract().right() == Right.PUT)
                        .mapToDouble(OptionQuote::volume)
                        .sum()
                / all;
    }

    private static double over(List<PooledSmile> smiles, ToDoubleFunction<PooledSmile> measure) {
        return Statistics.median(smiles.stream().mapToDouble(measure).toArray());
    }

    private static double quotes(List<List<OptionQuote>> days, ToDoubleFunction<OptionQuote> measure) {
        return Statistics.median(values(days, measure));
    }

    private static double[] values(List<List<OptionQuote>> days, ToDoubleFunction<OptionQuote> measure) {
        Stream<OptionQuote> quotes = days.stream().flatMap(List::stream);
        return quotes.mapToDouble(measure).toArray();
    }
}
