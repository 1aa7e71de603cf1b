package dev.mvq.runtime.feature;

import static dev.mvq.runtime.feature.Scaling.squash;
import static dev.mvq.runtime.feature.UnderlyingIndicators.volumes;

import dev.mvq.runtime.feature.UnderlyingIndicators.Definition;
import java.util.List;
import org.ta4j.core.indicators.averages.SMAIndicator;
import org.ta4j.core.indicators.averages.VWMAIndicator;
import org.ta4j.core.indicators.helpers.VolumeIndicator;
import org.ta4j.core.indicators.statistics.CorrelationCoefficientIndicator;
import org.ta4j.core.indicators.volume.ChaikinMoneyFlowIndicator;
import org.ta4j.core.indicators.volume.MoneyFlowIndexIndicator;
import org.ta4j.core.indicators.volume.OnBalanceVolumeIndicator;
import org.ta4j.core.indicators.volume.RelativeVolumeStandardDeviationIndicator;
import org.ta4j.core.indicators.volume.VWAPIndicator;

/** Indicators of price and volume. */
final class VolumeIndicators {
    private VolumeIndicators() {}

    static List<Definition> definitions() {
        return List.of(
                volumes(
                        "obv_20",
                        "change of on-balance volume over 20 sessions / their volume, -1..1",
                        21,
                        VolumeIndicators::balance),
                volumes(
                        "mfi_14",
                        "money flow index of 14, / 50 - 1",
                        15,
                        s -> s.value(new MoneyFlowIndexIndicator(s.bars, 14)) / 50 - 1),
                volumes(
                        "cmf_20",
                        "Chaikin's money flow of 20, x 2",
                        20,
                        s -> 2 * s.value(new ChaikinMoneyFlowIndicator(s.bars, 20))),
                volumes(
                        "vwap_20",
                        "log(close / volume-weighted price of 20) / (daily volatility sqrt 20); asinh",
                        20,
                        s -> squash(s.distance(s.value(new VWAPIndicator(s.bars, 20)), 20))),
                volumes(
                        "vwma_50",
                        "log(close / volume-weighted average of 50) / (daily volatility sqrt 50); asinh",
                        50,
                        s -> squash(s.distance(s.value(new VWMAIndicator(s.close, 50)), 50))),
                volumes("pvo", "4 (EMA 12 of volume / EMA 26 - 1); asinh", 26, VolumeIndicators::oscillator),
                volumes(
                        "volume_z_20",
                        "volume against its mean of 20 in standard deviations; asinh",
                        21,
                        s -> squash(s.value(new RelativeVolumeStandardDeviationIndicator(s.bars, 20)))),
                volumes(
                        "price_volume_20",
                        "correlation of close and volume over 20 sessions",
                        20,
                        s -> s.value(new CorrelationCoefficientIndicator(s.close, new VolumeIndicator(s.bars), 20))));
    }

    private static double oscillator(IndicatorSeries series) {
        double fast = Averages.last(Averages.exponential(series.volumes, 12));
        return squash(4 * (Scaling.ratio(fast, Averages.last(Averages.exponential(series.volumes, 26))) - 1));
    }

    private static double balance(IndicatorSeries series) {
        OnBalanceVolumeIndicator balance = new OnBalanceVolumeIndicator(series.bars);
        double traded = 20 * series.value(new SMAIndicator(new VolumeIndicator(series.bars), 20));
        return Scaling.ratio(series.value(balance) - series.value(balance, 20), traded);
    }
}
