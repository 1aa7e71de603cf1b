package dev.mvq.runtime.feature;

import static dev.mvq.runtime.feature.Scaling.squash;
import static dev.mvq.runtime.feature.UnderlyingIndicators.ranges;

import dev.mvq.runtime.feature.UnderlyingIndicators.Definition;
import java.util.ArrayList;
import java.util.List;
import org.ta4j.core.indicators.AwesomeOscillatorIndicator;
import org.ta4j.core.indicators.CCIIndicator;
import org.ta4j.core.indicators.ChopIndicator;
import org.ta4j.core.indicators.IntraDayMomentumIndexIndicator;
import org.ta4j.core.indicators.StochasticOscillatorDIndicator;
import org.ta4j.core.indicators.StochasticOscillatorKIndicator;
import org.ta4j.core.indicators.WilliamsRIndicator;
import org.ta4j.core.indicators.aroon.AroonDownIndicator;
import org.ta4j.core.indicators.aroon.AroonUpIndicator;
import org.ta4j.core.indicators.donchian.DonchianChannelLowerIndicator;
import org.ta4j.core.indicators.donchian.DonchianChannelUpperIndicator;

/** Indicators of open, high, low and close. */
final class RangeIndicators {
    private static final int[] CHANNELS = {20, 55, 250};

    private RangeIndicators() {}

    static List<Definition> definitions() {
        List<Definition> all = new ArrayList<>();
        addPlaces(all);
        addDirections(all);
        addSizes(all);
        return all;
    }

    private static void addPlaces(List<Definition> all) {
        all.add(ranges(
                "stochastic_k_14",
                "stochastic K of 14, / 50 - 1",
                14,
                s -> s.value(new StochasticOscillatorKIndicator(s.bars, 14)) / 50 - 1));
        all.add(ranges(
                "stochastic_d_14",
                "stochastic D: mean of 3 of K, / 50 - 1",
                17,
                s -> s.value(new StochasticOscillatorDIndicator(new StochasticOscillatorKIndicator(s.bars, 14))) / 50
                        - 1));
        all.add(ranges(
                "williams_r_28",
                "Williams's %R of 28, / 50 + 1",
                28,
                s -> s.value(new WilliamsRIndicator(s.bars, 28)) / 50 + 1));
        all.add(ranges(
                "cci_20",
                "commodity channel index of 20, / 100; asinh",
                20,
                s -> squash(s.value(new CCIIndicator(s.bars, 20)) / 100)));
        all.add(ranges(
                "cci_50",
                "commodity channel index of 50, / 100; asinh",
                50,
                s -> squash(s.value(new CCIIndicator(s.bars, 50)) / 100)));
        all.add(ranges(
                "keltner_20",
                "Keltner: (close - EMA 20) / (2 ATR 14); asinh",
                20,
                s -> squash((s.last - Averages.last(Averages.exponential(s.closes, 20)))
                        / (2 * s.movement().trueRange()))));
        for (int n : CHANNELS) {
            all.add(ranges(
                    "donchian_" + n,
                    "place of the close in the range of " + n + " sessions, -1..1",
                    n,
                    s -> donchian(s, n)));
        }
        all.add(ranges(
                "imi_14",
                "intraday momentum of 14, / 50 - 1",
                14,
                s -> s.value(new IntraDayMomentumIndexIndicator(s.bars, 14)) / 50 - 1));
    }

    private static void addDirections(List<Definition> all) {
        all.add(ranges(
                "adx_14",
                "average directional index of 14, / 25 - 1",
                28,
                s -> s.movement().average() / 25 - 1));
        all.add(ranges(
                "plus_di_14", "+DI of 14, / 25 - 1", 15, s -> s.movement().plus() / 25 - 1));
        all.add(ranges(
                "minus_di_14", "-DI of 14, / 25 - 1", 15, s -> s.movement().minus() / 25 - 1));
        all.add(ranges(
                "aroon_up_25",
                "Aroon up of 25, / 50 - 1",
                26,
                s -> s.value(new AroonUpIndicator(s.bars, 25)) / 50 - 1));
        all.add(ranges(
                "aroon_down_25",
                "Aroon down of 25, / 50 - 1",
                26,
                s -> s.value(new AroonDownIndicator(s.bars, 25)) / 50 - 1));
        all.add(ranges(
                "awesome",
                "awesome oscillator (5, 34) / (close x daily volatility); asinh",
                34,
                s -> squash(s.inVolatility(s.value(new AwesomeOscillatorIndicator(s.bars))))));
    }

    private static void addSizes(List<Definition> all) {
        all.add(ranges(
                "atr_14",
                "log(ATR 14 / close / 0.02)",
                15,
                s -> Math.log(s.movement().trueRange() / s.last / 0.02)));
        all.add(ranges(
                "atr_to_volatility",
                "log(ATR 14 / close / daily volatility)",
                15,
                s -> Math.log(s.movement().trueRange() / s.last / s.volatility)));
        all.add(ranges(
                "chop_14",
                "choppiness of 14, / 50 - 1",
                15,
                s -> s.value(new ChopIndicator(s.bars, 14, 100)) / 50 - 1));
        all.add(ranges("mass", "mass index (9, 25), (m - 25) / 2; asinh", 42, s -> squash((mass(s, 9, 25) - 25) / 2)));
        all.add(ranges(
                "parkinson_20",
                "log(Parkinson's daily volatility of 20 / daily volatility)",
                20,
                s -> Math.log(parkinson(s.window, 20) / s.volatility)));
    }

    private static double donchian(IndicatorSeries series, int sessions) {
        double high = series.value(new DonchianChannelUpperIndicator(series.bars, sessions));
        double low = series.value(new DonchianChannelLowerIndicator(series.bars, sessions));
        return Scaling.ratio(2 * series.last - high - low, high - low);
    }

    /** Dorsey's mass index: the sum of ratios of the range's average to the average of that. */
    private static double mass(IndicatorSeries series, int average, int sessions) {
        double[] once = Averages.exponential(Averages.minus(series.highs, series.lows), average);
        double[] twice = Averages.exponential(once, average);
        double sum = 0;
        for (int i = once.length - sessions; i < once.length; i++) {
            sum += Scaling.ratio(once[i], twice[i]);
        }
        return sum;
    }

    /** Parkinson (1980): the range's variance over 4 ln 2. */
    private static double parkinson(UnderlyingWindow window, int sessions) {
        double sum = 0;
        int found = 0;
        for (int i = window.length - sessions; i < window.length; i++) {
            double range = Scaling.logRatio(window.high[i], window.low[i]);
            if (!Double.isNaN(range)) {
                sum += range * range;
                found++;
            }
        }
        return 2 * found < sessions ? Double.NaN : Math.sqrt(sum / found / (4 * Math.log(2)));
    }
}
