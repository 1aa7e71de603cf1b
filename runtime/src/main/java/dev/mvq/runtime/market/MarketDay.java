package dev.mvq.runtime.market;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Everything known of one trading session, in canonical order: bars by underlying, options by (underlying, contract's
 * expiry, strike, right, root). One bar per underlying and one quote per contract.
 *
 * @param date the session
 * @param bars stock sessions
 * @param options option quotes
 */
public record MarketDay(LocalDate date, List<Bar> bars, List<OptionQuote> options) {
    /** The canonical order of option rows, which is also the order of their ordinals. */
    public static final Comparator<OptionQuote> OPTION_ORDER = Comparator.comparing(OptionQuote::underlyingId)
            .thenComparing(quote -> quote.contract().expiry())
            .thenComparingLong(quote -> quote.contract().strikeThousandths())
            .thenComparing(quote -> quote.contract().right())
            .thenComparing(quote -> quote.contract().root());

    /** Sorts, copies and checks: a row of another date or a second row of one contract is a programming error. */
    public MarketDay {
        bars = bars.stream().sorted(Comparator.comparing(Bar::underlyingId)).toList();
        options = options.stream().sorted(OPTION_ORDER).toList();
        Set<Object> seen = new HashSet<>();
        for (Bar bar : bars) {
            if (!bar.date().equals(date) || !seen.add(bar.underlyingId())) {
                throw new IllegalArgumentException("bar " + bar.ticker() + " does not belong into " + date);
            }
        }
        for (OptionQuote quote : options) {
            if (!quote.date().equals(date) || !seen.add(quote.contract())) {
                throw new IllegalArgumentException("quote " + quote.contract() + " does not belong into " + date);
            }
        }
    }

    /** Number of rows: bars and options. */
    public int size() {
        return bars.size() + options.size();
    }

    /** The day's bars and options of these underlyings only, by their identity. */
    public MarketDay only(Set<String> underlyings) {
        return new MarketDay(
                date,
                bars.stream()
                        .filter(bar -> underlyings.contains(bar.underlyingId()))
                        .toList(),
                options.stream()
                        .filter(quote -> underlyings.contains(quote.underlyingId()))
                        .toList());
    }
}
