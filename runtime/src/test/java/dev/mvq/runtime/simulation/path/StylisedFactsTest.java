package dev.mvq.runtime.simulation.path;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mvq.runtime.market.Bar;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/**
 * Facts that every real stock shows (Cont 2001), as the median of the first stocks in several worlds over eighteen years. Bands are a factor
 * of two around what large American stocks and the S&amp;P 500 showed from 2000 to 2018.
 */
class StylisedFactsTest {
    private static final int SESSIONS = 4600;
    private static final List<String> STOCKS =
            List.of("AAPL", "MSFT", "JPM", "XOM", "KO", "BAC", "GS", "INTC", "JNJ", "WMT");
    private static final long[] SEEDS = LongStream.rangeClosed(1, 6).toArray();

    private interface Statistic {
        double of(NamePath path);
    }

    private static double medianOfStocks(Statistic statistic) {
        return Series.median(LongStream.of(SEEDS)
                .mapToObj(Worlds::of)
                .flatMap(world -> STOCKS.stream().map(ticker -> Worlds.path(world, ticker)))
                .mapToDouble(statistic::of)
                .toArray());
    }

    private static double medianOfIndex(Statistic statistic) {
        return Series.median(LongStream.of(SEEDS)
                .mapToObj(seed -> Worlds.path(Worlds.of(seed), "SPX"))
                .mapToDouble(statistic::of)
                .toArray());
    }

    private static double[] returns(NamePath path) {
        return IntStream.range(1, SESSIONS)
                .mapToDouble(t -> Worlds.totalReturn(path, t))
                .toArray();
    }

    private static Statistic memory(int lag) {
        return path -> {
            double[] sizes = Series.absolute(returns(path));
            return Series.lagged(sizes, sizes, lag);
        };
    }

    private static double leverage(NamePath path) {
        double[] returns = returns(path);
        double[] sizes = Series.absolute(returns);
        return IntStream.rangeClosed(1, 10)
                .mapToDouble(lag -> Series.lagged(returns, sizes, lag))
                .average()
                .orElseThrow();
    }

    private static void within(String what, double value, double least, double most) {
        assertTrue(value >= least && value <= most, what + " is " + value + ", not in " + least + ".." + most);
    }

    @Test
    void tailsAreFat() {
        within("kurtosis of stocks", medianOfStocks(path -> Series.kurtosis(returns(path))), 7.9, 32);
        within("kurtosis of the index", medianOfIndex(path -> Series.kurtosis(returns(path))), 5.8, 23);
    }

    @Test
    void volatilityClustersAndForgetsSlowly() {
        within("memory of stocks after 1 session", medianOfStocks(memory(1)), 0.13, 0.54);
        within("after 20", medianOfStocks(memory(20)), 0.09, 0.38);
        within("after 60", medianOfStocks(memory(60)), 0.06, 0.27);
        within("memory of the index after 1 session", medianOfIndex(memory(1)), 0.13, 0.51);
        within("after 20", medianOfIndex(memory(20)), 0.12, 0.50);
    }

    @Test
    void fallsAreFollowedByMoreVolatilityThanRises() {
        within("leverage of stocks", medianOfStocks(StylisedFactsTest::leverage), -0.088, -0.022);
        within("leverage of the index", medianOfIndex(StylisedFactsTest::leverage), -0.17, -0.042);
    }

    @Test
    void aThirdOfVarianceFallsInTheNight() {
        double share = medianOfStocks(path -> {
            double night = 0;
            double day = 0;
            for (int t = 1; t < SESSIONS; t++) {
                Bar bar = path.bar(t);
                night += Math.pow(Math.log((bar.open() + bar.dividend()) * bar.splitFactor() / path.close(t - 1)), 2);
                day += Math.pow(Math.log(bar.close() / bar.open()), 2);
            }
            return night / (night + day);
        });
        within("share of the night", share, 0.2, 0.5);
    }

    @Test
    void volumeLastsAndKnowsAboutVolatility() {
        double lasting = medianOfStocks(path -> Series.lagged(logActivity(path), logActivity(path), 1));
        within("memory of volume", lasting, 0.4, 0.9);
        double knowing = medianOfStocks(path -> Series.correlation(logActivity(path), Series.absolute(returns(path))));
        within("volume with the size of the move", knowing, 0.21, 0.7);
    }

    private static double[] logActivity(NamePath path) {
        return IntStream.range(1, SESSIONS)
                .mapToDouble(t -> Math.log(path.activityOn(t)))
                .toArray();
    }

    @Test
    void namesMoveTogetherAndMoreSoInRoughTimes() {
        double all = medianOfPairs(0);
        double rough = medianOfPairs(0.8);
        within("correlation of pairs", all, 0.2, 0.5);
        within("in rough times", rough, all, 0.7);
    }

    /** Median correlation of pairs on the sessions whose market variance is above a quantile. */
    private static double medianOfPairs(double level) {
        World world = Worlds.of(5);
        double[] variances = IntStream.range(1, SESSIONS)
                .mapToDouble(t -> world.climate().market().variance(t))
                .toArray();
        double least = quantile(variances, level);
        int[] sessions = IntStream.range(1, SESSIONS)
                .filter(t -> variances[t - 1] >= least)
                .toArray();
        double[][] returns = STOCKS.stream()
                .map(ticker -> Worlds.path(world, ticker))
                .map(path -> IntStream.of(sessions)
                        .mapToDouble(t -> Worlds.totalReturn(path, t))
                        .toArray())
                .toArray(double[][]::new);
        return Series.median(IntStream.range(0, STOCKS.size())
                .boxed()
                .flatMap(i -> IntStream.range(0, i).mapToObj(j -> Series.correlation(returns[i], returns[j])))
                .mapToDouble(Double::doubleValue)
                .toArray());
    }

    private static double quantile(double[] values, double level) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[(int) (level * sorted.length)];
    }
}
