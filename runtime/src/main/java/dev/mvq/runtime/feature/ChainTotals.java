package dev.mvq.runtime.feature;

import dev.mvq.runtime.market.OptionQuote;
import dev.mvq.runtime.market.Right;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Sums over one underlying's chain of a day; NaN where no quote says the number.
 *
 * @param underlyingPrice the first known price of the underlying beside a quote
 * @param callVolume contracts traded in calls
 * @param putVolume contracts traded in puts
 */
record ChainTotals(double underlyingPrice, double callVolume, double putVolume, Map<LocalDate, double[]> byExpiry) {
    private static final int VOLUME = 0;
    private static final int INTEREST = 1;

    static ChainTotals of(List<OptionQuote> quotes) {
        double price = Double.NaN;
        double calls = Double.NaN;
        double puts = Double.NaN;
        Map<LocalDate, double[]> byExpiry = new HashMap<>();
        for (OptionQuote quote : quotes) {
            if (Double.isNaN(price) && quote.underlyingPrice() > 0) {
                price = quote.underlyingPrice();
            }
            if (quote.contract().right() == Right.CALL) {
                calls = plus(calls, quote.volume());
            } else {
                puts = plus(puts, quote.volume());
            }
            double[] sums = byExpiry.computeIfAbsent(
                    quote.contract().expiry(), expiry -> new double[] {Double.NaN, Double.NaN});
            sums[VOLUME] = plus(sums[VOLUME], quote.volume());
            sums[INTEREST] = plus(sums[INTEREST], quote.openInterest());
        }
        return new ChainTotals(price, calls, puts, byExpiry);
    }

    double volumeShare(OptionQuote quote) {
        return share(quote, VOLUME, quote.volume());
    }

    double interestShare(OptionQuote quote) {
        return share(quote, INTEREST, quote.openInterest());
    }

    private double share(OptionQuote quote, int column, double part) {
        double[] sums = byExpiry.get(quote.contract().expiry());
        return sums == null ? Double.NaN : Scaling.ratio(part, sums[column]);
    }

    private static double plus(double sum, double number) {
        return Double.isNaN(number) ? sum : Double.isNaN(sum) ? number : sum + number;
    }
}
