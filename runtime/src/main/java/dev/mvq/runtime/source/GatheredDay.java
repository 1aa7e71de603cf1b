package dev.mvq.runtime.source;

import dev.mvq.runtime.market.Bar;
import dev.mvq.runtime.market.Contract;
import dev.mvq.runtime.market.MarketDay;
import dev.mvq.runtime.market.OptionQuote;
import dev.mvq.runtime.source.FileTally.DayTally;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One session's rows as they come from any number of files: one quote a contract, one bar an underlying. Of two that
 * differ the later capture stays, or the later row where captures are equal.
 */
final class GatheredDay {
    /** A bar that came on an option's row gives way to one from a file of bars. */
    private static final long BESIDE_AN_OPTION = Long.MIN_VALUE;

    private final LocalDate date;
    private final Map<Contract, Held<OptionQuote>> quotes = new HashMap<>();
    private final Map<String, Held<Bar>> bars = new HashMap<>();
    private final Map<FileTally, DayTally> tallies = new HashMap<>();

    /** @param tally of the file it came from; null for a bar that is no row of its own */
    private record Held<T>(T value, long capture, @Nullable DayTally tally) {}

    GatheredDay(LocalDate date) {
        this.date = date;
    }

    /** Rows held. */
    int size() {
        return quotes.size() + bars.size();
    }

    void add(SourceRow row, FileTally file) {
        DayTally tally = tallies.computeIfAbsent(file, key -> new DayTally());
        switch (row) {
            case SourceRow.Quote(OptionQuote quote, Bar bar, long capture) -> {
                hold(quotes, quote.contract(), new Held<>(quote, capture, tally));
                if (bar != null) {
                    hold(bars, bar.underlyingId(), new Held<>(bar, BESIDE_AN_OPTION + capture, null));
                }
            }
            case SourceRow.Session(Bar bar) -> hold(bars, bar.underlyingId(), new Held<>(bar, 0, tally));
        }
    }

    /** The day, with what the quotes lack computed. */
    MarketDay complete(QuoteCompletion completion) {
        return new MarketDay(
                date,
                bars.values().stream().map(Held::value).toList(),
                completion.complete(
                        date, quotes.values().stream().map(Held::value).toList()));
    }

    /** Tells the files what became of their rows. */
    void settle() {
        tallies.forEach(FileTally::add);
    }

    private static <K, T> void hold(Map<K, Held<T>> all, K key, Held<T> next) {
        Held<T> before = all.putIfAbsent(key, next);
        if (before == null) {
            count(next.tally, DayTally::kept);
        } else if (before.value.equals(next.value)) {
            count(next.tally, DayTally::identical);
            all.put(key, new Held<>(before.value, Math.max(before.capture, next.capture), before.tally));
        } else if (next.capture < before.capture) {
            count(next.tally, DayTally::superseded);
        } else {
            all.put(key, next);
            count(before.tally, DayTally::replaced);
            count(next.tally, DayTally::kept);
        }
    }

    private static void count(@Nullable DayTally tally, Consumer<DayTally> as) {
        if (tally != null) {
            as.accept(tally);
        }
    }
}
