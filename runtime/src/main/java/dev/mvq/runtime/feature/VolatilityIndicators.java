package dev.mvq.runtime.feature;

import static dev.mvq.runtime.feature.Scaling.squash;
import static dev.mvq.runtime.feature.UnderlyingIndicators.closes;

import dev.mvq.runtime.feature.UnderlyingIndicators.Definition;
import java.util.ArrayList;
import java.util.List;
import org.ta4j.core.indicators.UlcerIndexIndicator;
import org.ta4j.core.indicators.averages.SMAIndicator;
import org.ta4j.core.indicators.helpers.HighestValueIndicator;
import org.ta4j.core.indicators.statistics.StandardDeviationIndicator;

/** How much the close moves and how its moves are distributed: the scale itself, as an input of its own. */
final class VolatilityIndicators {
    private static final int[] VOLATILITIES = {5, 10, 20, 60, 120, 200};
    private static final int[] DRAWDOWNS = {20, 60, 250};
    private static final double ANNUAL = Math.sqrt(Scaling.TRADING_DAYS);

    private VolatilityIndicators() {}

    static List<Definition> definitions() {
        List<Definition> all = new ArrayList<>();
        for (int n : VOLATILITIES) {
            all.add(closes(
                    "realised_" + n,
                    "log(annual volatility of " + n + " sessions' returns, half of them at least, / 0.20)",
                    n + 1,
                    s -> Math.log(s.window.volatility(s.window.length - 1, n, n / 2) * ANNUAL / 0.20)));
        }
        for (int n : DRAWDOWNS) {
            all.add(closes(
                    "drawdown_" + n,
                    "10 log(close / highest close of " + n + "); asinh",
                    n,
                    s -> squash(10 * Scaling.logRatio(s.last, s.value(new HighestValueIndicator(s.close, n))))));
        }
        all.add(closes(
                "bollinger_width_20",
                "log(4 standard deviations of the close / its mean of 20 / 0.1)",
                20,
                VolatilityIndicators::width));
        all.add(closes(
                "ulcer_14",
                "ulcer index of 14 / (100 daily volatility sqrt 14); asinh",
                14,
                s -> squash(s.value(new UlcerIndexIndicator(s.close, 14)) / (100 * s.volatility * Math.sqrt(14)))));
        all.add(closes("skewness_60", "skewness of 60 returns; asinh", 61, s -> squash(moment(s.window, 60, 3))));
        all.add(closes(
                "kurtosis_60", "kurtosis of 60 returns, log(k / 3)", 61, s -> Math.log(moment(s.window, 60, 4) / 3)));
        all.add(closes(
                "autocorrelation_20",
                "correlation of neighbouring returns, 20",
                22,
                s -> autocorrelation(s.window, 20)));
        all.add(closes(
                "autocorrelation_60",
                "correlation of neighbouring returns, 60",
                62,
                s -> autocorrelation(s.window, 60)));
        all.add(closes(
                "downside_60",
                "log(down part of the squared returns of 60 / up part)",
                61,
                s -> downside(s.window, 60)));
        return all;
    }

    private static double width(IndicatorSeries series) {
        double deviation = series.value(new StandardDeviationIndicator(series.close, 20));
        return Math.log(4 * deviation / series.value(new SMAIndicator(series.close, 20)) / 0.1);
    }

    /** Standardised moment about zero of the last returns. */
    private static double moment(UnderlyingWindow window, int sessions, int order) {
        double sum = 0;
        double squares = 0;
        int found = 0;
        for (int i = window.length - sessions; i < window.length; i++) {
            double move = window.returns[i];
            if (!Double.isNaN(move)) {
                sum += order == 3 ? move * move * move : move * move * move * move;
                squares += move * move;
                found++;
            }
        }
        double deviation = Math.sqrt(squares / found);
        return Scaling.ratio(
                sum / found, order == 3 ? deviation * deviation * deviation : squares * squares / found / found);
    }

    private static double autocorrelation(UnderlyingWindow window, int sessions) {
        double products = 0;
        double squares = 0;
        for (int i = window.length - sessions; i < window.length; i++) {
            double product = window.returns[i] * window.returns[i - 1];
            if (!Double.isNaN(product)) {
                products += product;
                squares +=
                        0.5 * (window.returns[i] * window.returns[i] + window.returns[i - 1] * window.returns[i - 1]);
            }
        }
        return Scaling.ratio(products, squares);
    }

    private static double downside(UnderlyingWindow window, int sessions) {
        double down = 0;
        double up = 0;
        for (int i = window.length - sessions; i < window.length; i++) {
            double move = window.returns[i];
            if (move < 0) {
                down += move * move;
            } else if (move > 0) {
                up += move * move;
            }
        }
        return Scaling.logRatio(down, up);
    }
}
