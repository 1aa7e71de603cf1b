package dev.mvq.runtime.feature;

import static dev.mvq.runtime.feature.Scaling.squash;
import static dev.mvq.runtime.feature.UnderlyingIndicators.closes;

import dev.mvq.runtime.feature.UnderlyingIndicators.Definition;
import java.util.ArrayList;
import java.util.List;
import org.ta4j.core.indicators.CMOIndicator;
import org.ta4j.core.indicators.ConnorsRSIIndicator;
import org.ta4j.core.indicators.DPOIndicator;
import org.ta4j.core.indicators.FisherIndicator;
import org.ta4j.core.indicators.RSIIndicator;
import org.ta4j.core.indicators.SchaffTrendCycleIndicator;
import org.ta4j.core.indicators.StochasticRSIIndicator;
import org.ta4j.core.indicators.TrueStrengthIndexIndicator;
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
                    s -> s.value(new RSIIndicator(s.close, n)) / 50 - 1));
        }
        all.add(closes(
                "stochastic_rsi_14",
                "place of RSI 14 in its range of 14 sessions, -1..1",
                29,
                s -> s.value(new StochasticRSIIndicator(s.close, 14)) / 50 - 1));
        all.add(closes(
                "connors_rsi",
                "Connors's RSI (3, 2, 100), / 50 - 1",
                102,
                s -> s.value(new ConnorsRSIIndicator(s.close)) / 50 - 1));
        all.add(closes(
                "cmo_14", "Chande's momentum of 14, / 100", 15, s -> s.value(new CMOIndicator(s.close, 14)) / 100));
        all.add(closes(
                "tsi",
                "true strength (25, 13), / 100",
                39,
                s -> s.value(new TrueStrengthIndexIndicator(s.close, 25, 13)) / 100));
        all.add(closes(
                "schaff",
                "Schaff's trend cycle, / 50 - 1",
                77,
                s -> s.value(new SchaffTrendCycleIndicator(s.close)) / 50 - 1));
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
                "fisher_10",
                "Fisher's transform of the place in 10 closes; asinh",
                20,
                s -> squash(s.value(new FisherIndicator(s.close, 10)))));
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
}
