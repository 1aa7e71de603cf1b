package dev.mvq.runtime.feature;

import dev.mvq.runtime.market.Bar;
import dev.mvq.runtime.market.OptionQuote;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is remembered of one underlying: the exchange's newest 260 sessions, of which it may have missed some (no bar and no option quote),
 * and its contracts. Sessions are numbered as the exchange counts them; only differences of the numbers mean anything.
 */
final class UnderlyingHistory {
    /** Sessions of an underlying's window. */
    static final int SESSIONS = 260;

    private final Map<String, ContractHistory> contracts = new HashMap<>();
    private final @Nullable Session[] ring = new Session[SESSIONS];
    private int last = -1;

    /**
     * One session as traded.
     *
     * @param day number of the session
     * @param epochDay date
     * @param callVolume contracts traded in all calls
     * @param putVolume contracts traded in all puts
     */
    record Session(
            int day,
            int epochDay,
            double open,
            double high,
            double low,
            double close,
            double volume,
            double dividend,
            double splitFactor,
            double callVolume,
            double putVolume) {

        static Session of(
                int day, LocalDate date, @Nullable Bar bar, double price, double callVolume, double putVolume) {
            int epochDay = (int) date.toEpochDay();
            double nan = Double.NaN;
            if (bar == null) {
                return new Session(day, epochDay, nan, nan, nan, price, nan, 0, 1, callVolume, putVolume);
            }
            return new Session(
                    day,
                    epochDay,
                    positive(bar.open()),
                    positive(bar.high()),
                    positive(bar.low()),
                    bar.close() > 0 ? bar.close() : price,
                    bar.volume() >= 0 ? bar.volume() : nan,
                    bar.dividend() > 0 ? bar.dividend() : 0,
                    bar.splitFactor() > 0 ? bar.splitFactor() : 1,
                    callVolume,
                    putVolume);
        }

        /** A session of which nothing is known: prices and volumes are NaN. */
        static Session missed(int day, int epochDay) {
            double nan = Double.NaN;
            return new Session(day, epochDay, nan, nan, nan, nan, nan, 0, 1, nan, nan);
        }

        private static double positive(double price) {
            return price > 0 ? price : Double.NaN;
        }
    }

    /** Number of the newest session that the underlying has. */
    int lastSession() {
        return last;
    }

    /** Takes the next session, later than all before it. */
    void append(Session session) {
        last = session.day();
        ring[last % SESSIONS] = session;
    }

    /**
     * The sessions from the oldest that the underlying has among the exchange's newest 260 to its newest, oldest first; those that it missed
     * are there, empty, so that what lies n entries back is n sessions old.
     */
    Session[] window() {
        int first = last;
        for (int day = last - 1; day > last - SESSIONS; day--) {
            first = held(day) == null ? first : day;
        }
        Session[] window = new Session[last - first + 1];
        int epochDay = 0;
        for (int i = 0; i < window.length; i++) {
            Session held = held(first + i);
            epochDay = held == null ? epochDay : held.epochDay();
            window[i] = held == null ? Session.missed(first + i, epochDay) : held;
        }
        return window;
    }

    private @Nullable Session held(int day) {
        Session session = day < 0 ? null : ring[day % SESSIONS];
        return session != null && session.day() == day ? session : null;
    }

    /** The history of the quote's lineage; of the contract itself where the lineage has another row on this session. */
    ContractHistory contract(OptionQuote quote) {
        ContractHistory history = contracts.computeIfAbsent(quote.lineage(), lineage -> new ContractHistory());
        return history.holds(last)
                ? contracts.computeIfAbsent(
                        quote.lineage() + ' ' + quote.contract().name(), lineage -> new ContractHistory())
                : history;
    }

    /** Forgets the contracts that no later row can need. */
    void dropOver(LocalDate today) {
        contracts.values().removeIf(contract -> contract.isOver(today, last));
    }

    int contractCount() {
        return contracts.size();
    }
}
