package dev.mvq.runtime.feature;

import static dev.mvq.runtime.feature.Scaling.squash;
import static dev.mvq.runtime.feature.UnderlyingIndicators.closes;

import dev.mvq.runtime.feature.UnderlyingIndicators.Definition;
import java.util.ArrayList;
import java.util.List;
import org.ta4j.core.indicators.KSTIndicator;
import org.ta4j.core.indicators.RAVIIndicator;
import org.ta4j.core.indicators.ROCIndicator;
import org.ta4j.core.indicators.averages.HMAIndicator;
import org.ta4j.core.indicators.averages.KAMAIndicator;
import org.ta4j.core.indicators.averages.LSMAIndicator;
import org.ta4j.core.indicators.averages.SMAIndicator;
import org.ta4j.core.indicators.statistics.SimpleLinearRegressionIndicator;
import org.ta4j.core.indicators.statistics.SimpleLinearRegressionIndicator.SimpleLinearRegressionType;

/** Where the close stands against its averages and its past. */
final class TrendIndicators {
    private static final int[] AVERAGES = {5, 10, 20, 50, 100, 200};
    private static final int[] RETURNS = {1, 5, 10, 20, 60, 120, 250};
    private static final int[] SLOPES = {20, 60};

    private TrendIndicators() {}

    static List<Definition> definitions() {
        List<Definition> all = new ArrayList<>();
        for (int n : AVERAGES) {
            all.add(closes(
                    "sma_" + n,
                    above("simple average", n),
                    n,
                    s -> squash(s.distance(s.value(new SMAIndicator(s.close, n)), n))));
        }
        for (int n : AVERAGES) {
            all.add(closes(
                    "ema_" + n,
                    above("exponential average (from the first close on)", n),
                    n,
                    s -> squash(s.distance(Averages.last(Averages.exponential(s.closes, n)), n))));
        }
        all.add(closes(
                "kama_10",
                above("Kaufman's adaptive average", 10),
                31,
                s -> squash(s.distance(s.value(new KAMAIndicator(s.close, 10, 2, 30)), 10))));
        all.add(closes(
                "hma_20",
                above("Hull's average", 20),
                24,
                s -> squash(s.distance(s.value(new HMAIndicator(s.close, 20)), 20))));
        all.add(closes(
                "tema_20", above("triple exponential average", 20), 60, s -> squash(s.distance(triple(s, 20), 20))));
        all.add(closes(
                "lsma_20",
                above("end of the regression line", 20),
                20,
                s -> squash(s.distance(s.value(new LSMAIndicator(s.close, 20)), 20))));
        for (int n : RETURNS) {
            all.add(closes(
                    "roc_" + n,
                    "log return of " + n + " sessions / (daily volatility sqrt " + n + "); asinh",
                    n + 1,
                    s -> squash(
                            Math.log1p(s.value(new ROCIndicator(s.close, n)) / 100) / (s.volatility * Math.sqrt(n)))));
        }
        addCrossings(all);
        addSlopes(all);
        return all;
    }

    private static void addCrossings(List<Definition> all) {
        all.add(closes(
                "macd",
                "EMA 12 - EMA 26, / (close x daily volatility); asinh",
                26,
                s -> squash(s.inVolatility(Averages.last(macd(s))))));
        all.add(closes(
                "macd_signal",
                "EMA 9 of MACD, / (close x daily volatility); asinh",
                35,
                s -> squash(s.inVolatility(Averages.last(Averages.exponential(macd(s), 9))))));
        all.add(closes(
                "macd_histogram",
                "3 (MACD - signal) / (close x daily volatility); asinh",
                35,
                s -> squash(3 * s.inVolatility(histogram(s)))));
        all.add(closes(
                "ravi",
                "range action: |SMA 7 - SMA 65| / SMA 65, / (daily volatility sqrt 65); asinh",
                65,
                s -> squash(s.value(new RAVIIndicator(s.close, 7, 65)) / 100 / (s.volatility * Math.sqrt(65)))));
        all.add(closes(
                "kst",
                "Pring's know sure thing / (1000 daily volatility); asinh",
                45,
                s -> squash(s.value(new KSTIndicator(s.close)) / (1000 * s.volatility))));
    }

    private static void addSlopes(List<Definition> all) {
        for (int n : SLOPES) {
            all.add(closes(
                    "slope_" + n,
                    "slope of the regression line of " + n + " closes x sqrt " + n
                            + " / (close x daily volatility); asinh",
                    n,
                    s -> squash(s.inVolatility(Math.sqrt(n)
                            * s.value(new SimpleLinearRegressionIndicator(
                                    s.close, n, SimpleLinearRegressionType.SLOPE))))));
        }
    }

    private static double[] macd(IndicatorSeries series) {
        return Averages.minus(Averages.exponential(series.closes, 12), Averages.exponential(series.closes, 26));
    }

    private static double histogram(IndicatorSeries series) {
        double[] line = macd(series);
        return Averages.last(line) - Averages.last(Averages.exponential(line, 9));
    }

    private static double triple(IndicatorSeries series, int sessions) {
        double[] once = Averages.exponential(series.closes, sessions);
        double[] twice = Averages.exponential(once, sessions);
        double[] thrice = Averages.exponential(twice, sessions);
        return 3 * (Averages.last(once) - Averages.last(twice)) + Averages.last(thrice);
    }

    private static String above(String average, int n) {
        return "log(close / " + average + " of " + n + ") / (daily volatility sqrt " + n + "); asinh";
    }
}
