package dev.mvq.runtime.simulation.quoting;

import dev.mvq.runtime.simulation.path.MarketClock;
import dev.mvq.runtime.simulation.path.NamePath;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The values of a name's options at the closes of sessions, of which the last asked for are kept: a contract's last trade is often weeks
 * old, and the days that follow ask for the same closes. What is kept changes no answer. For use by any number of threads.
 */
final class Closings {
    /** Enough for days made in order by a few threads. */
    private static final int MOST_KEPT = 2 * Turnover.WINDOW;

    private static final double DAYS_A_YEAR = 365;

    private final NamePath path;
    private final MarketClock clock;
    /** By session, 0 where not asked for yet; whoever comes first writes what anyone would. */
    private final double[] deviations;

    private final Map<Close, ValueBoard> kept = new LinkedHashMap<>(2 * MOST_KEPT, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Close, ValueBoard> eldest) {
            return size() > MOST_KEPT;
        }
    };

    /** A session's close, in the terms of a session from which on a share of it is {@code shares} shares. */
    private record Close(int session, double shares) {}

    Closings(NamePath path, MarketClock clock) {
        this.path = path;
        this.clock = clock;
        this.deviations = new double[clock.count()];
    }

    /**
     * The values at a close.
     *
     * @param at the session of the close
     * @param session the one in whose terms prices are: splits in between divide them
     */
    ValueBoard values(int at, int session) {
        Close close = new Close(at, path.shares(at, session));
        synchronized (kept) {
            return kept.computeIfAbsent(close, this::made);
        }
    }

    /** Standard deviation of a calendar day's log move, as far variance had it at the close of a session. */
    double dailyDeviation(int session) {
        double deviation = deviations[session];
        if (deviation == 0) {
            deviation = Math.sqrt(path.outlook(session).far() / DAYS_A_YEAR);
            deviations[session] = deviation;
        }
        return deviation;
    }

    private ValueBoard made(Close close) {
        int at = close.session;
        return new ValueBoard(path.name(), clock.day(at), path.close(at) / close.shares, path.outlook(at), 1);
    }
}
