package dev.mvq.runtime.feature;

import java.time.Duration;
import java.time.Instant;
import java.util.stream.IntStream;
import org.ta4j.core.BarSeries;
import org.ta4j.core.BaseBarSeriesBuilder;
import org.ta4j.core.Indicator;
import org.ta4j.core.indicators.helpers.ClosePriceIndicator;
import org.ta4j.core.num.DoubleNumFactory;
import org.ta4j.core.num.Num;

/** A window's sessions as ta4j wants them, and the measures that make its indicators scale-free. */
final class IndicatorSeries {
    /** What an indicator needs to be known of each session. */
    enum Input {
        /** Closes: sessions without one are left out. */
        CLOSES,
        /** Open, high, low, close: from the session after the last incomplete one. */
        RANGES,
        /** Those and volume. */
        VOLUMES
    }

    final UnderlyingWindow window;
    final BarSeries bars;
    final ClosePriceIndicator close;

    /** Close of the last session. */
    final double last;

    /** Trailing daily volatility of the last session, NaN if unknown. */
    final double volatility;

    private final int end;

    IndicatorSeries(UnderlyingWindow window, Input input) {
        this.window = window;
        this.bars = new BaseBarSeriesBuilder()
                .withNumFactory(DoubleNumFactory.getInstance())
                .build();
        IntStream.range(firstSession(window, input), window.length)
                .filter(session -> window.close[session] > 0)
                .forEach(session -> add(window, session, input == Input.CLOSES));
        this.close = new ClosePriceIndicator(bars);
        this.end = bars.getEndIndex();
        this.last = length() == 0 ? Double.NaN : close.getValue(end).doubleValue();
        this.volatility = window.lastVolatility();
    }

    /** First session from which on all have what the input needs. */
    static int firstSession(UnderlyingWindow window, Input input) {
        if (input == Input.CLOSES) {
            return 0;
        }
        for (int session = window.length - 1; session >= 0; session--) {
            double sum = window.open[session] + window.high[session] + window.low[session] + window.close[session];
            if (Double.isNaN(sum) || (input == Input.VOLUMES && Double.isNaN(window.volume[session]))) {
                return session + 1;
            }
        }
        return 0;
    }

    private void add(UnderlyingWindow window, int session, boolean closesOnly) {
        double price = window.close[session];
        double volume = window.volume[session];
        bars.barBuilder()
                .timePeriod(Duration.ofDays(1))
                .endTime(Instant.ofEpochSecond(86_400L * (1 + window.epochDay[session])))
                .openPrice(closesOnly ? price : window.open[session])
                .highPrice(closesOnly ? price : window.high[session])
                .lowPrice(closesOnly ? price : window.low[session])
                .closePrice(price)
                .volume(Double.isNaN(volume) ? 0 : volume)
                .add();
    }

    /** Sessions in the series. */
    int length() {
        return bars.getBarCount();
    }

    /** The indicator's value at the last session. */
    double value(Indicator<Num> indicator) {
        return indicator.getValue(end).doubleValue();
    }

    /** The indicator's value some sessions before the last. */
    double value(Indicator<Num> indicator, int sessionsBefore) {
        return indicator.getValue(end - sessionsBefore).doubleValue();
    }

    /** Exponential average of the closes from the first on: ta4j's begins only at session n, which spoils long ones. */
    double exponentialAverage(int sessions) {
        double weight = 2.0 / (sessions + 1);
        double average = close.getValue(0).doubleValue();
        for (int i = 1; i <= end; i++) {
            average += weight * (close.getValue(i).doubleValue() - average);
        }
        return average;
    }

    /** {@code log(last / price)} in units of the volatility of that many sessions. */
    double distance(double price, int sessions) {
        return Scaling.logRatio(last, price) / (volatility * Math.sqrt(sessions));
    }

    /** A difference of prices as a part of the last price, in units of daily volatility. */
    double inVolatility(double priceDifference) {
        return priceDifference / (last * volatility);
    }
}
