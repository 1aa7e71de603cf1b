package dev.mvq.runtime.simulation.quoting;

import dev.mvq.runtime.simulation.listing.ListedContract;
import dev.mvq.runtime.simulation.path.MarketClock;
import dev.mvq.runtime.simulation.path.NamePath;

/**
 * What a name did in the sessions up to one, as far back as its contracts' trades are looked for; prices in that session's terms. Sessions
 * are counted backwards: 0 is the session itself.
 */
final class Past {
    static final int SESSIONS = 2 * Turnover.WINDOW + 2;
    private static final double SAME = 1e-9;
    /** Log deviation by which the trade in all of a name's options differs from day to day from that in the name. */
    private static final double BURST = 0.60;

    private static final long BURSTS = 0x627572737473L;

    private final NamePath path;
    private final int session;
    private final double[] logPrice = new double[SESSIONS];
    private final double[] dailyDeviation = new double[SESSIONS];
    private final double[] activity = new double[SESSIONS];
    private final long[] epochDay = new long[SESSIONS];
    private int since = Integer.MIN_VALUE;
    private double sharesSince = 1;

    Past(NamePath path, MarketClock clock, Closings closings, int session) {
        this.path = path;
        this.session = session;
        double shares = 1;
        int reached = session;
        for (int back = 0; back < SESSIONS; back++) {
            int at = kept(session - back);
            int known = kept(at - 1);
            for (; reached > known; reached--) {
                shares *= path.bar(reached).splitFactor();
            }
            logPrice[back] = StrictMath.log(path.bar(known).close() / shares);
            dailyDeviation[back] = closings.dailyDeviation(known);
            activity[back] = path.activityOn(at) * StrictMath.exp(BURST * Draws.bell(path.key() ^ BURSTS, at));
            epochDay[back] = clock.day(at).toEpochDay();
        }
    }

    /** The nearest session that has a bar. */
    private int kept(int at) {
        return Math.max(at, 0);
    }

    int session() {
        return session;
    }

    /** Log of the close before a session: what was known when it began. */
    double logPrice(int back) {
        return logPrice[back];
    }

    /** Standard deviation of a calendar day's log move, as far variance had it at that close. */
    double dailyDeviation(int back) {
        return dailyDeviation[back];
    }

    /** Trading activity of the name's options on a session, 1 = usual. */
    double activity(int back) {
        return activity[back];
    }

    long epochDay(int back) {
        return epochDay[back];
    }

    /** How many contracts one of a contract's first session has become: whole splits multiply them, uneven ones their shares instead. */
    double contractsSince(ListedContract listed) {
        if (listed.since() != since) {
            since = listed.since();
            sharesSince = path.shares(Math.min(session, kept(since)), session);
        }
        double contracts = sharesSince * 100 / listed.shares();
        return contracts >= 1 && Math.abs(contracts - Math.rint(contracts)) < SAME ? Math.rint(contracts) : 1;
    }
}
