package dev.mvq.runtime.feature;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mvq.runtime.feature.IndicatorSeries.Input;
import dev.mvq.runtime.market.MarketDay;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.ta4j.core.indicators.ATRIndicator;
import org.ta4j.core.indicators.MACDIndicator;
import org.ta4j.core.indicators.MassIndexIndicator;
import org.ta4j.core.indicators.RSIIndicator;
import org.ta4j.core.indicators.TrueStrengthIndexIndicator;
import org.ta4j.core.indicators.adx.ADXIndicator;
import org.ta4j.core.indicators.adx.MinusDIIndicator;
import org.ta4j.core.indicators.adx.PlusDIIndicator;

class TechnicalFeaturesTest {
    private static final List<MarketDay> DAYS = TestMarket.days(5, 260, "AAA");
    private static final double[] CLOSES =
            DAYS.stream().mapToDouble(day -> day.bars().getFirst().close()).toArray();

    @Test
    void there_are_at_least_fifty_indicators_of_the_underlying_and_every_name_is_unique() {
        assertTrue(UnderlyingIndicators.COUNT >= 50);
        assertEquals(TechnicalFeatures.COUNT, new HashSet<>(TechnicalFeatures.names()).size());
    }

    @Test
    void on_a_full_window_every_indicator_of_the_underlying_has_a_value() {
        float[] stock = Arrays.copyOf(TestMarket.lastDay(DAYS).technical(), UnderlyingIndicators.COUNT);
        for (int i = 0; i < stock.length; i++) {
            assertFalse(Float.isNaN(stock[i]), TechnicalFeatures.names().get(i));
        }
    }

    @Test
    void an_indicator_of_n_sessions_is_missing_on_fewer() {
        assertTrue(Float.isNaN(feature(49, "sma_50")));
        assertFalse(Float.isNaN(feature(50, "sma_50")));
        assertTrue(Float.isNaN(feature(199, "ema_200")));
        assertFalse(Float.isNaN(feature(200, "ema_200")));
        assertTrue(Float.isNaN(feature(20, "roc_20")));
        assertFalse(Float.isNaN(feature(21, "roc_20")));
    }

    @Test
    void the_distance_to_an_average_is_in_volatilities_of_as_many_sessions() {
        double mean = Arrays.stream(CLOSES, 240, 260).average().orElseThrow();
        double expected = Math.log(CLOSES[259] / mean) / (dailyVolatility() * Math.sqrt(20));
        assertEquals(asinh(expected), feature(260, "sma_20"), 1e-6);
    }

    @Test
    void an_exponential_average_runs_from_the_first_day_of_the_window() {
        double average = CLOSES[0];
        for (double close : CLOSES) {
            average += 2.0 / 201 * (close - average);
        }
        double expected = Math.log(CLOSES[259] / average) / (dailyVolatility() * Math.sqrt(200));
        assertEquals(asinh(expected), feature(260, "ema_200"), 1e-6);
    }

    @Test
    void relative_strength_is_wilders_from_the_first_day_of_the_window() {
        double up = 0;
        double down = 0;
        for (int i = 1; i < 260; i++) {
            double gain = Math.max(0, CLOSES[i] - CLOSES[i - 1]);
            double loss = Math.max(0, CLOSES[i - 1] - CLOSES[i]);
            up += (gain - up) / 14;
            down += (loss - down) / 14;
        }
        assertEquals(up / (up + down) * 2 - 1, feature(260, "rsi_14"), 1e-4);
    }

    @Test
    void recursive_indicators_agree_with_those_of_ta4j_on_a_full_window() {
        UnderlyingHistory history = new UnderlyingHistory();
        for (int i = 0; i < DAYS.size(); i++) {
            MarketDay day = DAYS.get(i);
            history.append(
                    UnderlyingHistory.Session.of(i, day.date(), day.bars().getFirst(), 0, 0, 0));
        }
        IndicatorSeries series = new IndicatorSeries(new UnderlyingWindow(history.window()), Input.VOLUMES);
        DirectionalMovement movement = series.movement();
        assertEquals(series.value(new ATRIndicator(series.bars, 14)), movement.trueRange(), 1e-6);
        assertEquals(series.value(new PlusDIIndicator(series.bars, 14)), movement.plus(), 1e-6);
        assertEquals(series.value(new MinusDIIndicator(series.bars, 14)), movement.minus(), 1e-6);
        assertEquals(series.value(new ADXIndicator(series.bars, 14)), movement.average(), 1e-3);
        assertEquals(series.value(new RSIIndicator(series.close, 14)) / 50 - 1, feature(260, "rsi_14"), 1e-4);
        assertEquals(
                series.value(new MassIndexIndicator(series.bars, 9, 25)),
                25 + 2 * Math.sinh(feature(260, "mass")),
                1e-4);
        MACDIndicator macd = new MACDIndicator(series.close, 12, 26);
        double unit = CLOSES[259] * dailyVolatility();
        assertEquals(series.value(macd) / unit, Math.sinh(feature(260, "macd")), 1e-5);
        assertEquals(series.value(macd.getSignalLine(9)) / unit, Math.sinh(feature(260, "macd_signal")), 1e-5);
        assertEquals(
                series.value(new TrueStrengthIndexIndicator(series.close, 25, 13)) / 100, feature(260, "tsi"), 1e-4);
    }

    @Test
    void realised_volatility_carries_the_scale() {
        assertEquals(Math.log(dailyVolatility() * Math.sqrt(252) / 0.2), feature(260, "realised_20"), 1e-6);
    }

    @Test
    void contracts_of_one_underlying_and_day_differ_and_share_the_underlyings_part() {
        FeatureBatch batch = TestMarket.lastDay(DAYS);
        int count = TechnicalFeatures.COUNT;
        float[] one = Arrays.copyOfRange(batch.technical(), count, 2 * count);
        float[] other = Arrays.copyOfRange(batch.technical(), 3 * count, 4 * count);
        assertEquals(
                -1,
                Arrays.mismatch(
                        Arrays.copyOf(one, UnderlyingIndicators.COUNT),
                        Arrays.copyOf(other, UnderlyingIndicators.COUNT)));
        assertFalse(Arrays.equals(one, other));
    }

    private static double dailyVolatility() {
        double sum = 0;
        for (int i = 240; i < 260; i++) {
            double move = Math.log(CLOSES[i] / CLOSES[i - 1]);
            sum += move * move;
        }
        return Math.sqrt(sum / 20);
    }

    private static double asinh(double x) {
        return Math.log(x + Math.sqrt(x * x + 1));
    }

    private static float feature(int sessions, String name) {
        return TestMarket.lastDay(DAYS.subList(0, sessions))
                .technical()[TechnicalFeatures.names().indexOf(name)];
    }
}
