package dev.mvq.runtime.feature;

import java.time.Duration;
import java.time.Instant;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
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
        /** Closes: in sessions without one the last known goes on. */
        CLOSES,
        /** Open, high, low, close: from the session after the last incomplete one; sessions without a close are left out. */
        RANGES,
        /** Those and volume. */
        VOLUMES
    }

    final UnderlyingWindow window;
    final BarSeries bars;
    final ClosePriceIndicator close;

    final double[] closes;
    final double[] highs;
    final double[] lows;
    final double[] volumes;

    /** Close of the last session. */
    final double last;

    /** Trailing daily volatility of the last session, NaN if unknown. */
    final double volatility;

    /** Sessions from the series' first to the window's last, those without a bar too. */
    final int span;

    private final int end;
    private @Nullable DirectionalMovement movement;

    IndicatorSeries(UnderlyingWindow window, Input input) {
        this.window = window;
        this.bars = new BaseBarSeriesBuilder()
                .withNumFactory(DoubleNumFactory.getInstance())
                .build();
        boolean closesOnly = input == Input.CLOSES;
        double[] prices = closesOnly ? window.known : window.close;
        int first = firstSession(window, input);
        int[] sessions = IntStream.range(first, window.length)
                .filter(session -> prices[session] > 0)
                .toArray();
        this.span = sessions.length == 0 ? 0 : window.length - sessions[0];
        this.closes = pick(prices, sessions);
        this.highs = closesOnly ? closes : pick(window.high, sessions);
        this.lows = closesOnly ? closes : pick(window.low, sessions);
        this.volumes = pick(window.volume, sessions);
        for (int session : sessions) {
            add(window, session, closesOnly);
        }
        this.close = new ClosePriceIndicator(bars);
        this.end = bars.getEndIndex();
        this.last = closes.length == 0 ? Double.NaN : Averages.last(closes);
        this.volatility = window.lastVolatility();
    }

    private static double[] pick(double[] values, int[] sessions) {
        return IntStream.of(sessions).mapToDouble(session -> values[session]).toArray();
    }

    /** First session from which on all have what the input needs. */
    static int firstSession(UnderlyingWindow window, Input input) {
        if (input == Input.CLOSES) {
            return 0;
        }
        for (int session = window.length - 1; session >= 0; session--) {
            double sum = window.open[session] + window.high[session] + window.low[session];
            if (!(window.close[session] > 0)) {
                continue;
            }
            if (Double.isNaN(sum) || (input == Input.VOLUMES && Double.isNaN(window.volume[session]))) {
                return session + 1;
            }
        }
        return 0;
    }

    private void add(UnderlyingWindow window, int session, boolean closesOnly) {
        double price = window.known[session];
        double volume = window.volume[session];
        bars.barBuilder()
                .timePeriod(Duration.ofDays(1))
                .endTime(Instant.ofEpochSecond(86_400L * (1 + session)))
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

    /** Directional movement and true range of 14 sessions. */
    DirectionalMovement movement() {
        DirectionalMovement made = movement;
        if (made == null) {
            made = DirectionalMovement.of(highs, lows, closes, 14);
            movement = made;
        }
        return made;
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
