package dev.mvq.tests.bench.realism;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/** Tails, clustering, leverage, gaps, volume and correlation of daily bars. */
final class PriceFacts {
    private static final int[] LAGS = {1, 5, 20, 60};
    private static final double TAIL = 0.05;
    private static final int LEVERAGE_DAYS = 10;
    private static final int ROLLING = 21;
    private static final double SESSIONS_A_YEAR = 252;

    private PriceFacts() {}

    /** @param stocks single names; each statistic is the median over them */
    static Facts of(List<DailySeries> stocks, DailySeries fund) {
        return alone("Prices: stocks", stocks)
                .add(alone("Prices: fund (QQQ)", List.of(fund)))
                .add(together(stocks));
    }

    private static Facts alone(String section, List<DailySeries> names) {
        Facts facts = Facts.none()
                .put(section, "annual volatility", over(names, PriceFacts::volatility))
                .put(
                        section,
                        "kurtosis of daily returns (normal: 3)",
                        over(names, s -> Statistics.kurtosis(s.returns())))
                .put(
                        section,
                        "share of days beyond 4 deviations",
                        over(names, s -> Statistics.shareBeyond(4, s.returns())))
                .put(
                        section,
                        "Hill index of the largest 5% of moves",
                        over(names, s -> Statistics.hill(TAIL, s.returns())));
        for (int lag : LAGS) {
            facts.put(
                    section,
                    "autocorrelation of absolute returns, lag " + lag,
                    over(names, s -> Statistics.autocorrelation(lag, s.sizes())));
        }
        return facts.put(section, "half-life of that, sessions", over(names, s -> Statistics.halfLife(s.sizes())))
                .put(
                        section,
                        "leverage: return with squared returns of the next 10 days",
                        over(names, PriceFacts::leverage))
                .put(section, "overnight share of variance", over(names, PriceFacts::overnightShare))
                .put(section, "kurtosis of overnight moves", over(names, s -> Statistics.kurtosis(s.overnight())))
                .put(
                        section,
                        "log volume (less its yearly mean): deviation",
                        over(names, s -> Statistics.deviation(swings(s))))
                .put(
                        section,
                        "log volume: autocorrelation, lag 1",
                        over(names, s -> Statistics.autocorrelation(1, swings(s))))
                .put(
                        section,
                        "log volume: autocorrelation, lag 20",
                        over(names, s -> Statistics.autocorrelation(20, swings(s))))
                .put(
                        section,
                        "log volume with absolute return, same day",
                        over(names, s -> Statistics.correlation(swings(s), s.sizes())));
    }

    private static Facts together(List<DailySeries> stocks) {
        String section = "Prices: together";
        double[] all = correlations(stocks, (t, level) -> true);
        double[] wild = correlations(stocks, (t, level) -> level >= 0.8);
        double[] quiet = correlations(stocks, (t, level) -> level < 0.2);
        return Facts.none()
                .put(section, "mean correlation of pairs of stocks", Statistics.mean(all))
                .put(section, "deviation of it over pairs", Statistics.deviation(all))
                .put(section, "mean correlation, wildest fifth of months", Statistics.mean(wild))
                .put(section, "mean correlation, calmest fifth of months", Statistics.mean(quiet));
    }

    private static double over(List<DailySeries> names, ToDoubleFunction<DailySeries> statistic) {
        return Statistics.median(names.stream().mapToDouble(statistic).toArray());
    }

    private static double volatility(DailySeries series) {
        return Statistics.deviation(series.returns()) * Math.sqrt(SESSIONS_A_YEAR);
    }

    /** Bouchaud, Matacz and Potters (2001) correlate a return with the squares that follow; negative where falls are followed by storms. */
    private static double leverage(DailySeries series) {
        double[] returns = series.returns();
        double[] after = new double[returns.length];
        for (int t = 0; t < returns.length; t++) {
            double sum = t + LEVERAGE_DAYS < returns.length ? 0 : Double.NaN;
            for (int i = 1; i <= LEVERAGE_DAYS && !Double.isNaN(sum); i++) {
                sum += returns[t + i] * returns[t + i];
            }
            after[t] = Math.log(sum);
        }
        return Statistics.correlation(returns, after);
    }

    private static double overnightShare(DailySeries series) {
        double night = Math.pow(Statistics.deviation(series.overnight()), 2);
        double day = Math.pow(Statistics.deviation(series.intraday()), 2);
        return night / (night + day);
    }

    /** Log volume less the mean of its year: trends over decades are no swings. */
    private static double[] swings(DailySeries series) {
        Map<Integer, List<Double>> years = new HashMap<>();
        for (int t = 0; t < series.size(); t++) {
            years.computeIfAbsent(series.dates().get(t).getYear(), year -> new ArrayList<>())
                    .add(series.volumes()[t]);
        }
        Map<Integer, Double> means = new HashMap<>();
        years.forEach((year, volumes) -> means.put(
                year,
                Statistics.mean(
                        volumes.stream().mapToDouble(Double::doubleValue).toArray())));
        return IntStream.range(0, series.size())
                .mapToDouble(t -> series.volumes()[t]
                        - means.getOrDefault(series.dates().get(t).getYear(), Double.NaN))
                .toArray();
    }

    private interface Choice {
        boolean takes(int session, double rank);
    }

    /** Correlations of all pairs, over the sessions whose rank by the stocks' mean volatility of 21 sessions is chosen. */
    private static double[] correlations(List<DailySeries> stocks, Choice choice) {
        NavigableSet<LocalDate> common = new TreeSet<>(stocks.getFirst().dates());
        stocks.forEach(stock -> common.retainAll(new HashSet<>(stock.dates())));
        List<LocalDate> dates = List.copyOf(common);
        List<double[]> returns = stocks.stream().map(s -> aligned(s, dates)).toList();
        double[] ranks = ranks(rolling(returns, dates.size()));
        int[] chosen = IntStream.range(0, dates.size())
                .filter(t -> choice.takes(t, ranks[t]))
                .toArray();
        List<Double> pairs = new ArrayList<>();
        for (int i = 0; i < returns.size(); i++) {
            for (int j = i + 1; j < returns.size(); j++) {
                pairs.add(Statistics.correlation(at(returns.get(i), chosen), at(returns.get(j), chosen)));
            }
        }
        return pairs.stream().mapToDouble(Double::doubleValue).toArray();
    }

    private static double[] aligned(DailySeries series, List<LocalDate> dates) {
        Map<LocalDate, Double> byDate = new HashMap<>();
        for (int t = 0; t < series.size(); t++) {
            byDate.put(series.dates().get(t), series.returns()[t]);
        }
        return dates.stream()
                .mapToDouble(date -> byDate.getOrDefault(date, Double.NaN))
                .toArray();
    }

    private static double[] at(double[] values, int[] places) {
        return IntStream.of(places).mapToDouble(t -> values[t]).toArray();
    }

    private static double[] rolling(List<double[]> returns, int size) {
        double[] level = new double[size];
        for (int t = 0; t < size; t++) {
            int block = t / ROLLING;
            int from = block * ROLLING;
            int to = Math.min(size, from + ROLLING);
            level[t] = returns.stream()
                    .mapToDouble(r -> Statistics.deviation(Arrays.copyOfRange(r, from, to)))
                    .average()
                    .orElse(Double.NaN);
        }
        return level;
    }

    /** From 0 for the least to 1 for the greatest. */
    private static double[] ranks(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return Arrays.stream(values)
                .map(v -> (double) Math.abs(Arrays.binarySearch(sorted, v)) / sorted.length)
                .toArray();
    }
}
