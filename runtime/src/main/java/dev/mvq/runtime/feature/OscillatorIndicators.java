package dev.mvq.runtime.feature;

import static dev.mvq.runtime.feature.Scaling.squash;
import static dev.mvq.runtime.feature.UnderlyingIndicators.closes;

import dev.mvq.runtime.feature.UnderlyingIndicators.Definition;
import java.util.ArrayList;
import java.util.List;
import org.ta4j.core.indicators.CMOIndicator;
import org.ta4j.core.indicators.DPOIndicator;
import org.ta4j.core.indicators.bollinger.PercentBIndicator;
import org.ta4j.core.indicators.helpers.PercentRankIndicator;
import org.ta4j.core.indicators.helpers.StreakIndicator;

/** Oscillators of the close: how stretched it is. */
final class OscillatorIndicators {
    private static final int[] STRENGTHS = {2, 7, 14, 28};

    private OscillatorIndicators() {}

    static List<Definition> definitions() {
        List<Definition> all = new ArrayList<>();
        for (int n : STRENGTHS) {
            all.add(closes(
                    "rsi_" + n,
                    "relative strength of " + n + ", / 50 - 1",
                    n + 1,
                    s -> Averages.last(strength(s, n)) / 50 - 1));
        }
        all.add(closes(
                "stochastic_rsi_14",
                "place of RSI 14 in its range of 14 sessions, -1..1",
                29,
                s -> lastPlace(strength(s, 14), 14)));
        all.add(closes(
                "cmo_14", "Chande's momentum of 14, / 100", 15, s -> s.value(new CMOIndicator(s.close, 14)) / 100));
        all.add(closes("tsi", "Blau's true strength (25, 13), -1..1", 39, s -> trueStrength(s, 25, 13)));
        all.add(closes(
                "percent_b_20",
                "2 (Bollinger's %B of 20, 2 deviations) - 1",
                20,
                s -> 2 * s.value(new PercentBIndicator(s.close, 20, 2)) - 1));
        all.add(closes(
                "percent_b_50",
                "2 (Bollinger's %B of 50, 2 deviations) - 1",
                50,
                s -> 2 * s.value(new PercentBIndicator(s.close, 50, 2)) - 1));
        all.add(closes(
                "dpo_20",
                "detrended price of 20 / (close x daily volatility); asinh",
                32,
                s -> squash(s.inVolatility(s.value(new DPOIndicator(s.close, 20))))));
        all.add(closes(
                "streak",
                "sessions in a row up (down: negative); asinh",
                15,
                s -> squash(s.value(new StreakIndicator(s.close)))));
        all.add(closes(
                "percent_rank_100",
                "rank of the close among the 100 before, -1..1",
                101,
                s -> s.value(new PercentRankIndicator(s.close, 100)) / 50 - 1));
        return all;
    }

    /** Wilder's relative strength index of each session, 0..100; 50 where nothing has moved. */
    private static double[] strength(IndicatorSeries series, int sessions) {
        double[] closes = series.closes;
        double[] gain = new double[closes.length];
        double[] loss = new double[closes.length];
        for (int i = 1; i < closes.length; i++) {
            gain[i] = Math.max(0, closes[i] - closes[i - 1]);
            loss[i] = Math.max(0, closes[i - 1] - closes[i]);
        }
        double[] up = Averages.wilder(gain, sessions);
        double[] down = Averages.wilder(loss, sessions);
        for (int i = 0; i < closes.length; i++) {
            double both = up[i] + down[i];
            up[i] = both > 0 ? 100 * up[i] / both : 50;
        }
        return up;
    }

    /** Place of the last value between the lowest (-1) and the highest (1) of the last few. */
    private static double lastPlace(double[] values, int count) {
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (int i = values.length - count; i < values.length; i++) {
            low = Math.min(low, values[i]);
            high = Math.max(high, values[i]);
        }
        return Scaling.ratio(2 * Averages.last(values) - low - high, high - low);
    }

    private static double trueStrength(IndicatorSeries series, int slow, int fast) {
        double[] moves = new double[series.length()];
        double[] sizes = new double[series.length()];
        for (int i = 1; i < moves.length; i++) {
            moves[i] = series.closes[i] - series.closes[i - 1];
            sizes[i] = Math.abs(moves[i]);
        }
        double move = Averages.last(Averages.exponential(Averages.exponential(moves, slow), fast));
        return Scaling.ratio(move, Averages.last(Averages.exponential(Averages.exponential(sizes, slow), fast)));
    }
}
