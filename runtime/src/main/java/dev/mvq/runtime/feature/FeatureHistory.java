package dev.mvq.runtime.feature;

import dev.mvq.runtime.market.Bar;
import dev.mvq.runtime.market.DayRows;
import dev.mvq.runtime.market.MarketDay;
import dev.mvq.runtime.market.OptionQuote;
import dev.mvq.runtime.market.TradingCalendar;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * The rolling past that features are computed from. Days are accepted in date order, all days of the market, with or without rows of interest;
 * then the rows of the newest one can be asked for.
 *
 * <p>A row's features are a pure function of the last 60 sessions of its contract (by lineage) and the last 260 of its underlying: after
 * 260 days of warm-up it does not matter where the history began. Sessions are the exchange's: an underlying or a contract that is missing on
 * one has NaN there, its series is not shifted, so that a return over two sessions is not taken for one of a day. After a gap of more than 20
 * an underlying begins anew: a store that holds 2021 and 2026 must not take one for the other's yesterday.
 *
 * <p>{@link #accept} belongs to one thread; {@link #extract} may be called by several at once between two days.
 */
public final class FeatureHistory {
    /** Days after which it no longer matters where a history began. */
    public static final int WARM_UP_DAYS = UnderlyingHistory.SESSIONS;

    private static final int DAYS_BETWEEN_SWEEPS = 16;
    private static final int LONGEST_GAP = 20;

    /** Number of the calendar's first session: some centuries, so that no number is negative. */
    private static final int ORIGIN = 1 << 18;

    private final Map<String, UnderlyingHistory> underlyings = new HashMap<>();
    private final LongAdder underlyingPartsMade = new LongAdder();
    private final TradingCalendar calendar;
    private int accepted;
    private int days = -1;
    private @Nullable AcceptedDay newest;

    /** A history that knows nothing yet, on New York's sessions. */
    public FeatureHistory() {
        this(TradingCalendar.newYork());
    }

    /** @param calendar what sessions are counted by */
    public FeatureHistory(TradingCalendar calendar) {
        this.calendar = calendar;
    }

    /** Takes the next day. Throws IllegalArgumentException when it is not after the last one. */
    public void accept(MarketDay day) {
        AcceptedDay before = newest;
        if (before != null && !day.date().isAfter(before.day().date())) {
            throw new IllegalArgumentException(
                    day.date() + " does not come after " + before.day().date());
        }
        newest = null;
        // Data of a day that is no session of the exchange's counts as one, and all later days as one later.
        days = Math.max(days + 1, sessionNumber(day.date()));
        if (accepted++ % DAYS_BETWEEN_SWEEPS == 0) {
            sweep(day);
        }
        DayRows rows = DayRows.of(day);
        AcceptedDay taken =
                new AcceptedDay(day, rows, new UnderlyingDay[rows.size()], new ContractHistory[rows.size()]);
        for (int from = 0; from < rows.size(); ) {
            int to = from + 1;
            while (to < rows.size() && rows.underlyingId(to).equals(rows.underlyingId(from))) {
                to++;
            }
            acceptUnderlying(taken, from, to);
            from = to;
        }
        newest = taken;
    }

    /** Number of rows of a day: stocks and options. */
    public int rows(MarketDay day) {
        return day.size();
    }

    /**
     * Features of the rows {@code [from, to)} of {@code DayRows.of(day)}. Throws IllegalStateException when the day is not the last accepted,
     * IndexOutOfBoundsException when the range leaves the day.
     */
    public FeatureBatch extract(MarketDay day, int from, int to) {
        AcceptedDay accepted = newest;
        if (accepted == null || !accepted.day().equals(day)) {
            throw new IllegalStateException(day.date() + " is not the last day accepted");
        }
        return new BatchExtraction(accepted, from, to).extract();
    }

    /** Lineages remembered: what memory grows with, 2.8 kB each at most. */
    public int contractsHeld() {
        return underlyings.values().stream()
                .mapToInt(UnderlyingHistory::contractCount)
                .sum();
    }

    /** How often the parts that the rows of an underlying share were computed: once an underlying and day asked for. */
    long underlyingPartsMade() {
        return underlyingPartsMade.sum();
    }

    private void acceptUnderlying(AcceptedDay accepted, int from, int to) {
        DayRows rows = accepted.rows();
        UnderlyingHistory history = underlyings.compute(
                rows.underlyingId(from),
                (id, known) ->
                        known == null || days - known.lastSession() > LONGEST_GAP ? new UnderlyingHistory() : known);
        List<OptionQuote> quotes = new ArrayList<>(to - from);
        for (int row = from; row < to; row++) {
            OptionQuote quote = rows.option(row);
            if (quote != null) {
                quotes.add(quote);
            }
        }
        ChainTotals totals = ChainTotals.of(quotes);
        Bar bar = rows.underlyingBar(from);
        double price = bar != null && bar.close() > 0 ? bar.close() : totals.underlyingPrice();
        history.append(UnderlyingHistory.Session.of(
                days, accepted.day().date(), bar, price, totals.callVolume(), totals.putVolume()));
        UnderlyingDay shared = new UnderlyingDay(history, quotes, underlyingPartsMade);
        for (int row = from; row < to; row++) {
            accepted.underlyings()[row] = shared;
            OptionQuote quote = rows.option(row);
            if (quote != null) {
                accepted.contracts()[row] = acceptContract(history, quote, price, totals);
            }
        }
    }

    private static ContractHistory acceptContract(
            UnderlyingHistory underlying, OptionQuote quote, double price, ChainTotals totals) {
        ContractHistory contract = underlying.contract(quote);
        double spot = quote.underlyingPrice() > 0 ? quote.underlyingPrice() : price;
        contract.put(underlying.lastSession(), quote, spot, totals.volumeShare(quote), totals.interestShare(quote));
        return contract;
    }

    /** Number of the exchange's session; where the calendar does not reach, as with bars of the last century, weekdays are sessions. */
    private int sessionNumber(LocalDate date) {
        LocalDate first = calendar.range().first();
        LocalDate last = calendar.range().last();
        if (date.isBefore(first)) {
            return Math.toIntExact(ORIGIN - weekdays(date, first));
        }
        if (date.isAfter(last)) {
            return Math.toIntExact(ORIGIN + calendar.sessionsBetween(first, last) + weekdays(last, date));
        }
        return ORIGIN + calendar.sessionsBetween(first, date);
    }

    private static long weekdays(LocalDate from, LocalDate to) {
        return weekdays(to.toEpochDay()) - weekdays(from.toEpochDay());
    }

    /** Mondays to Fridays up to and with the day, counted from a Monday; the first day of 1970 was a Thursday. */
    private static long weekdays(long epochDay) {
        long sinceMonday = epochDay + 3;
        return 5 * Math.floorDiv(sinceMonday, 7L) + Math.min(5, 1 + Math.floorMod(sinceMonday, 7L));
    }

    private void sweep(MarketDay day) {
        underlyings.values().removeIf(underlying -> underlying.lastSession() <= days - UnderlyingHistory.SESSIONS);
        underlyings.values().forEach(underlying -> underlying.dropOver(day.date()));
    }
}
