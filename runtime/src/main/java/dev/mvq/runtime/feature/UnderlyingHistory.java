package dev.mvq.runtime.feature;

import dev.mvq.runtime.market.Bar;
import dev.mvq.runtime.market.OptionQuote;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is remembered of one underlying: its sessions (days on which it had a bar or an option quote), the newest 260 of them, and its
 * contracts. Sessions are numbered from 0; only differences of the numbers mean anything.
 */
final class UnderlyingHistory {
    /** Sessions of an underlying's window. */
    static final int SESSIONS = 260;

    private final Map<String, ContractHistory> contracts = new HashMap<>();
    private final Session[] ring = new Session[SESSIONS];
    private int sessions;

    /**
     * One session as traded.
     *
     * @param day number of the accepted day
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

        private static double positive(double price) {
            return price > 0 ? price : Double.NaN;
        }
    }

    /** Number of the newest session. */
    int lastSession() {
        return sessions - 1;
    }

    /** Number of the accepted day of the newest session. */
    int lastDay() {
        return ring[lastSession() % SESSIONS].day();
    }

    void append(Session session) {
        ring[sessions % SESSIONS] = session;
        sessions++;
    }

    /** The newest sessions, oldest first, none of them more than 260 accepted days old: a gap must not reach behind the warm-up. */
    Session[] window() {
        int oldestDay = lastDay() - SESSIONS + 1;
        int length = 0;
        while (length < Math.min(sessions, SESSIONS) && ring[(lastSession() - length) % SESSIONS].day() >= oldestDay) {
            length++;
        }
        Session[] window = new Session[length];
        for (int i = 0; i < length; i++) {
            window[i] = ring[(sessions - length + i) % SESSIONS];
        }
        return window;
    }

    /** The history of the quote's lineage; of the contract itself where the lineage has another row on this session. */
    ContractHistory contract(OptionQuote quote) {
        ContractHistory history = contracts.computeIfAbsent(quote.lineage(), lineage -> new ContractHistory());
        return history.holds(lastSession())
                ? contracts.computeIfAbsent(
                        quote.lineage() + ' ' + quote.contract().name(), lineage -> new ContractHistory())
                : history;
    }

    /** Forgets the contracts that no later row can need. */
    void dropOver(LocalDate today) {
        contracts.values().removeIf(contract -> contract.isOver(today, lastSession()));
    }

    int contractCount() {
        return contracts.size();
    }
}
