package dev.mvq.tests.bench.realism;

import dev.mvq.runtime.market.MarketDay;
import dev.mvq.runtime.market.OptionQuote;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One underlying's chain on one day.
 *
 * @param name the underlying
 * @param date the session
 * @param spot price of the underlying
 * @param slices by root and expiry, in order of expiries
 */
record ChainDay(String name, LocalDate date, double spot, List<ExpirySlice> slices) {
    private record Key(LocalDate expiry, String root) implements Comparable<Key> {
        @Override
        public int compareTo(Key other) {
            int byExpiry = expiry.compareTo(other.expiry);
            return byExpiry != 0 ? byExpiry : root.compareTo(other.root);
        }
    }

    /** The chains of a day, of those quotes that are chosen, by underlying. Quotes on their expiry day have no time left and are left out. */
    static List<ChainDay> of(MarketDay day, Predicate<OptionQuote> chosen) {
        Map<String, List<OptionQuote>> names = day.options().stream()
                .filter(quote -> quote.dte() > 0)
                .filter(chosen)
                .collect(Collectors.groupingBy(OptionQuote::underlyingId, TreeMap::new, Collectors.toList()));
        return names.entrySet().stream()
                .map(entry -> of(entry.getKey(), entry.getValue()))
                .toList();
    }

    private static ChainDay of(String name, List<OptionQuote> quotes) {
        Map<Key, List<OptionQuote>> slices = quotes.stream()
                .collect(Collectors.groupingBy(
                        quote -> new Key(
                                quote.contract().expiry(), quote.contract().root()),
                        TreeMap::new,
                        Collectors.toList()));
        OptionQuote first = quotes.getFirst();
        return new ChainDay(
                name,
                first.date(),
                first.underlyingPrice(),
                slices.values().stream().map(ExpirySlice::of).toList());
    }

    /** The same chain with these expiries alone. */
    ChainDay only(Collection<LocalDate> expiries) {
        return new ChainDay(
                name,
                date,
                spot,
                slices.stream()
                        .filter(slice -> expiries.contains(slice.expiry()))
                        .toList());
    }

    List<LocalDate> expiries() {
        return slices.stream().map(ExpirySlice::expiry).distinct().toList();
    }

    Stream<OptionPoint> points() {
        return slices.stream().flatMap(slice -> slice.points().stream());
    }

    /** At-the-money volatility at so many days: total variance linear between expiries; NaN beyond them. */
    double atTheMoney(double days) {
        double before = Double.NaN;
        double beforeVariance = Double.NaN;
        for (ExpirySlice slice : slices) {
            double level = slice.atTheMoney();
            double variance = level * level * slice.days();
            if (Double.isNaN(level)) {
                continue;
            }
            if (slice.days() >= days) {
                if (slice.days() == days) {
                    return level;
                }
                double weight = (days - before) / (slice.days() - before);
                return Math.sqrt((beforeVariance + weight * (variance - beforeVariance)) / days);
            }
            before = slice.days();
            beforeVariance = variance;
        }
        return Double.NaN;
    }

    /** Relative rise of at-the-money volatility between two maturities in days. */
    double termSlope(double near, double far) {
        return atTheMoney(far) / atTheMoney(near) - 1;
    }

    /** The median over expiries of a window, in days, of what is measured on each. */
    double over(int from, int to, ToDoubleFunction<ExpirySlice> measure) {
        return Statistics.median(slices.stream()
                .filter(slice -> slice.days() >= from && slice.days() <= to)
                .mapToDouble(measure)
                .toArray());
    }
}
