package dev.mvq.tests.bench.realism;

import dev.mvq.runtime.market.Bar;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * One name's sessions as log moves, dividends not added back. All arrays have a place for each date.
 *
 * @param name the underlying
 * @param dates sessions, in order
 * @param returns close to close, splits undone
 * @param overnight close to open, splits undone
 * @param volumes log of the shares traded, splits not undone; NaN where none
 */
record DailySeries(String name, List<LocalDate> dates, double[] returns, double[] overnight, double[] volumes) {
    /** From the bars of one name. */
    static DailySeries of(List<Bar> bars) {
        List<Bar> sorted = bars.stream().sorted(Comparator.comparing(Bar::date)).toList();
        List<LocalDate> dates = sorted.stream().skip(1).map(Bar::date).toList();
        return new DailySeries(
                sorted.getFirst().underlyingId(),
                dates,
                moves(sorted, true),
                moves(sorted, false),
                sorted.stream()
                        .skip(1)
                        .mapToDouble(bar -> bar.volume() > 0 ? Math.log(bar.volume()) : Double.NaN)
                        .toArray());
    }

    private static double[] moves(List<Bar> bars, boolean toClose) {
        return IntStream.range(1, bars.size())
                .mapToDouble(i -> {
                    Bar bar = bars.get(i);
                    double price = toClose ? bar.close() : bar.open();
                    return Math.log(price * bar.splitFactor() / bars.get(i - 1).close());
                })
                .toArray();
    }

    int size() {
        return dates.size();
    }

    double[] sizes() {
        return IntStream.range(0, size()).mapToDouble(i -> Math.abs(returns[i])).toArray();
    }

    /** From open to close. */
    double[] intraday() {
        return IntStream.range(0, size())
                .mapToDouble(i -> returns[i] - overnight[i])
                .toArray();
    }
}
