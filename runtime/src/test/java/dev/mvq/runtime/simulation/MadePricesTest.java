package dev.mvq.runtime.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mvq.runtime.market.Bar;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Stylised facts of ten years of bars, in loose bands: what every real stock shows (Cont 2001), this market shows too. */
class MadePricesTest {
    private static final SimulationOptions TEN_YEARS = SimulationOptions.of(Map.of("days", 1L, "history", 2600L));
    private static final Map<String, List<Bar>> BARS = new MadeMarket(TEN_YEARS)
            .days()
            .flatMap(day -> day.bars().stream())
            .collect(Collectors.groupingBy(Bar::ticker));

    @Test
    void barsAreWellFormed() {
        BARS.values().stream().flatMap(List::stream).forEach(bar -> {
            assertTrue(bar.low() <= Math.min(bar.open(), bar.close()), bar::toString);
            assertTrue(bar.high() >= Math.max(bar.open(), bar.close()), bar::toString);
            assertTrue(bar.low() > 0 && bar.volume() > 0 && bar.dividend() >= 0, bar::toString);
            assertTrue(bar.splitFactor() > 0, bar::toString);
        });
    }

    @Test
    void dividendsArePaidFourTimesAYear() {
        long paid = bars("KO").stream().filter(bar -> bar.dividend() > 0).count();
        assertEquals(2600 / 252.0 * 4, (double) paid, 2);
    }

    @Test
    void tailsAreFat() {
        everyName("kurtosis", MadePricesTest::kurtosis, 3.5, 40);
    }

    @Test
    void volatilityIsThatOfStocks() {
        everyName("volatility", returns -> deviation(returns) * Math.sqrt(252), 0.10, 0.80);
    }

    @Test
    void largeMovesFollowLargeMoves() {
        everyName(
                "autocorrelation of |r| over 1..20 sessions",
                returns -> mean(1, 20, lag -> lagged(absolute(returns), absolute(returns), lag)),
                0.03,
                0.5);
    }

    @Test
    void returnsThemselvesHardlyFollowEachOther() {
        everyName("autocorrelation of r", returns -> lagged(returns, returns, 1), -0.08, 0.08);
    }

    @Test
    void fallsAreFollowedByMoreVolatilityThanRises() {
        double[] index = returns(bars("SPY"));
        double leverage = mean(1, 10, lag -> lagged(index, squared(index), lag));
        assertTrue(leverage < -0.02, "leverage " + leverage);
    }

    @Test
    void moreIsTradedOnLargeMoves() {
        for (String ticker : BARS.keySet()) {
            List<Bar> bars = bars(ticker);
            double[] volume = bars.stream()
                    .skip(1)
                    .mapToDouble(bar -> Math.log(bar.volume()))
                    .toArray();
            double correlation = lagged(volume, absolute(returns(bars)), 0);
            assertTrue(correlation > 0.2, ticker + " " + correlation);
        }
    }

    @Test
    void namesMoveWithTheMarketAndSectorsTogether() {
        double[] market = returns(bars("SPY"));
        for (String ticker : List.of("AAPL", "MSFT", "NVDA", "JPM", "XOM", "KO")) {
            double correlation = lagged(returns(bars(ticker)), market, 0);
            assertTrue(correlation > 0.25 && correlation < 0.9, ticker + " " + correlation);
        }
        double within = lagged(returns(bars("AAPL")), returns(bars("MSFT")), 0);
        double across = lagged(returns(bars("AAPL")), returns(bars("XOM")), 0);
        assertTrue(within > across + 0.05, within + " within technology, " + across + " to energy");
    }

    private interface Statistic {
        double of(double[] returns);
    }

    private interface Lagged {
        double at(int lag);
    }

    private static void everyName(String what, Statistic statistic, double least, double most) {
        BARS.forEach((ticker, bars) -> {
            double value = statistic.of(returns(bars));
            assertTrue(value > least && value < most, what + " of " + ticker + " is " + value);
        });
    }

    private static List<Bar> bars(String ticker) {
        return BARS.getOrDefault(ticker, List.of());
    }

    private static double[] returns(List<Bar> bars) {
        double[] returns = new double[bars.size() - 1];
        for (int t = 1; t < bars.size(); t++) {
            Bar bar = bars.get(t);
            returns[t - 1] = Math.log((bar.close() + bar.dividend())
                    * bar.splitFactor()
                    / bars.get(t - 1).close());
        }
        return returns;
    }

    private static double mean(int from, int to, Lagged statistic) {
        double sum = 0;
        for (int lag = from; lag <= to; lag++) {
            sum += statistic.at(lag);
        }
        return sum / (to - from + 1);
    }

    private static double[] absolute(double[] values) {
        double[] result = values.clone();
        Arrays.setAll(result, i -> Math.abs(values[i]));
        return result;
    }

    private static double[] squared(double[] values) {
        double[] result = values.clone();
        Arrays.setAll(result, i -> values[i] * values[i]);
        return result;
    }

    private static double mean(double[] values) {
        return Arrays.stream(values).average().orElseThrow();
    }

    private static double moment(double[] values, int power) {
        double mean = mean(values);
        return Arrays.stream(values)
                .map(value -> Math.pow(value - mean, power))
                .average()
                .orElseThrow();
    }

    private static double deviation(double[] values) {
        return Math.sqrt(moment(values, 2));
    }

    private static double kurtosis(double[] values) {
        return moment(values, 4) / Math.pow(moment(values, 2), 2);
    }

    /** Correlation of the one with the other {@code lag} later. */
    private static double lagged(double[] one, double[] other, int lag) {
        double meanOne = mean(one);
        double meanOther = mean(other);
        double sum = 0;
        for (int t = lag; t < one.length; t++) {
            sum += (one[t - lag] - meanOne) * (other[t] - meanOther);
        }
        return sum / one.length / deviation(one) / deviation(other);
    }
}
