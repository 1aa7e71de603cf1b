package dev.mvq.tests.bench.realism;

import java.time.LocalDate;
import java.util.List;
import java.util.NavigableMap;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/** An implied volatility of 30 days beside what then is realised. Real: the VIX and the S&P 500; made: SPY at the money and SPY. */
final class ImpliedFacts {
    private static final String SECTION = "Implied and realised (real: VIX, S&P 500; made: SPY at the money)";
    private static final int MONTH = 21;
    private static final double SESSIONS_A_YEAR = 252;

    /** Log implied volatility and returns on the same sessions. */
    private final double[] level;

    private final double[] returns;

    private ImpliedFacts(double[] level, double[] returns) {
        this.level = level;
        this.returns = returns;
    }

    /**
     * @param implied annual volatility, decimal, by session
     * @param closes of the index, by session; those without an implied volatility are left out
     */
    static Facts of(NavigableMap<LocalDate, Double> implied, NavigableMap<LocalDate, Double> closes) {
        List<LocalDate> dates =
                closes.keySet().stream().filter(implied::containsKey).toList();
        double[] prices = dates.stream()
                .mapToDouble(date -> closes.getOrDefault(date, Double.NaN))
                .toArray();
        double[] level = dates.stream()
                .mapToDouble(date -> Math.log(implied.getOrDefault(date, Double.NaN)))
                .toArray();
        double[] returns = IntStream.range(0, prices.length)
                .mapToDouble(t -> t == 0 ? Double.NaN : Math.log(prices[t] / prices[t - 1]))
                .toArray();
        return new ImpliedFacts(level, returns).measured();
    }

    private Facts measured() {
        double[] premium = over(t -> level[t] - realised(t + 1, t + MONTH));
        double[] changes = over(t -> level[t] - at(level, t - 1));
        double[] sizes = over(t -> Math.abs(returns[t]));
        double[] monthly = over(t -> level[t] - at(level, t - MONTH));
        double[] pastChange = over(t -> realised(t - MONTH + 1, t) - realised(t - 2 * MONTH + 1, t - MONTH));
        double[] nextChange = over(t -> realised(t + 1, t + MONTH) - realised(t - MONTH + 1, t));
        return Facts.none()
                .put(SECTION, "median implied volatility", Math.exp(Statistics.median(level)))
                .put(
                        SECTION,
                        "implied: 90th over 10th percentile",
                        Math.exp(Statistics.quantile(0.9, level) - Statistics.quantile(0.1, level)))
                .put(
                        SECTION,
                        "median of implied over realised of the next 21 days",
                        Math.exp(Statistics.median(premium)))
                .put(
                        SECTION,
                        "share of days on which implied exceeds it",
                        Statistics.mean(over(t -> premium[t] > 0 ? 1 : Double.isNaN(premium[t]) ? Double.NaN : 0)))
                .put(SECTION, "log implied: autocorrelation, lag 21", Statistics.autocorrelation(MONTH, level))
                .put(SECTION, "log implied: half-life, sessions", Statistics.halfLife(level))
                .put(SECTION, "daily change of log implied: deviation", Statistics.deviation(changes))
                .put(SECTION, "daily change of log implied: kurtosis", Statistics.kurtosis(changes))
                .put(SECTION, "daily change with the day's return", Statistics.correlation(changes, returns))
                .put(SECTION, "daily change with the day's absolute return", Statistics.correlation(changes, sizes))
                .put(
                        SECTION,
                        "log implied with log realised of the past 21 days",
                        Statistics.correlation(level, over(t -> realised(t - MONTH + 1, t))))
                .put(
                        SECTION,
                        "log implied with log realised of the next 21 days",
                        Statistics.correlation(level, over(t -> realised(t + 1, t + MONTH))))
                .put(
                        SECTION,
                        "lag: 21-day change with the change of realised just seen",
                        Statistics.correlation(monthly, pastChange))
                .put(
                        SECTION,
                        "lead: 21-day change with the change of realised to come",
                        Statistics.correlation(monthly, nextChange));
    }

    private double[] over(IntToDoubleFunction value) {
        return IntStream.range(0, level.length).mapToDouble(value).toArray();
    }

    private static double at(double[] values, int t) {
        return t >= 0 ? values[t] : Double.NaN;
    }

    /** Log of the annual volatility realised on sessions from..to; NaN where they are not all there. */
    private double realised(int from, int to) {
        if (from < 1 || to >= returns.length) {
            return Double.NaN;
        }
        double sum = 0;
        for (int t = from; t <= to; t++) {
            sum += returns[t] * returns[t];
        }
        return 0.5 * Math.log(sum / (to - from + 1) * SESSIONS_A_YEAR);
    }
}
