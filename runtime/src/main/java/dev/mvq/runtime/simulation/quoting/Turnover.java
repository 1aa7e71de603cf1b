package dev.mvq.runtime.simulation.quoting;

import dev.mvq.runtime.market.Right;
import dev.mvq.runtime.simulation.listing.ListedContract;
import dev.mvq.runtime.simulation.path.Roster;
import java.time.LocalDate;

/**
 * Volume and open interest of the contracts of one expiry, on one session, in closed form: nothing is carried from day to day, and yet
 * open interest is.
 *
 * <p>A contract trades on sessions drawn by key, more often where it is wanted, and on every {@link #WINDOW}th session by rule, so that
 * its latest trade before any session is found within that many. Open interest at a session's start is a level that depends on that
 * latest session of trade alone: on what was known of it, and on noise that is a moving average over ten sessions. So it does not move
 * on days without trade; and on days with, volume is at least as much as it moves.
 */
final class Turnover {
    /** Sessions in which a contract trades at least once, if its open interest has changed. */
    static final int WINDOW = 32;

    private static final int NOISE_SESSIONS = 10;
    private static final double NOISE = 0.08;
    /** Contracts a session at the money and in front, of a name of liquidity 1: the order of AAPL's. */
    private static final double USUAL_VOLUME = 2000;

    private static final double VOLUME_BY_LIQUIDITY = 4.0;
    private static final double POPULARITY_SCATTER = 1.7;
    /** Log deviation of a contract's volume from day to day. */
    private static final double BURST = 1.2;

    /** Holdings are spread more evenly over contracts than trades. */
    private static final double EVENNESS = 0.55;
    /** Puts are hedges of funds; of stocks, calls are bought more. */
    private static final double PUTS_OF_FUNDS = 1.35;

    private static final double PUTS_OF_STOCKS = 0.80;
    /** Open interest of a grown contract over its usual volume; real chains have 3 for the most traded contracts, 10..20 for others. */
    private static final double SESSIONS_HELD = 12;

    private static final double GROWING_SESSIONS = 20;

    private static final long POPULARITY = 0x706F70756C6172L;
    private static final long VOLUME = 0x766F6C756D65L;
    private static final long INTEREST = 0x696E746572657374L;

    private final Past past;
    private final int session;
    private final double puts;
    private final double[] perDeviation;
    private final double[] perBroadDeviation;
    private final double[] wanted;
    private final double[] held;

    /** A contract's traits that no day changes. */
    private record Traits(
            long key, int since, double logStrike, int sign, double popularity, double holding, int phase) {}

    /**
     * What a contract did on a session.
     *
     * @param volume contracts traded
     * @param openInterest contracts open at the session's start
     * @param sinceTrade sessions since the latest trade: 0 if today, −1 where there was none within the window
     */
    record Activity(double volume, double openInterest, int sinceTrade) {}

    /**
     * Prepares an expiry.
     *
     * @param name whose
     */
    Turnover(Past past, LocalDate expiry, Roster.Name name) {
        int count = Past.SESSIONS;
        this.past = past;
        this.session = past.session();
        this.perDeviation = new double[count];
        this.perBroadDeviation = new double[count];
        this.wanted = new double[count];
        this.held = new double[count];
        double scale = USUAL_VOLUME * popularity(name.liquidity());
        this.puts = name.fund() ? PUTS_OF_FUNDS : PUTS_OF_STOCKS;
        for (int back = 0; back < count; back++) {
            double days = Math.max(0, expiry.toEpochDay() - past.epochDay(back));
            double daily = past.dailyDeviation(back);
            perDeviation[back] = 1 / (daily * Math.sqrt(Math.clamp(days, 5, 90)));
            perBroadDeviation[back] = 1 / (daily * Math.sqrt(Math.clamp(days, 40, 250)));
            wanted[back] = scale * past.activity(back) / (1 + days / 20) / Math.sqrt(1 + days / 20);
            held[back] = scale * SESSIONS_HELD * Math.min(1, 0.6 + days / 25) / (1 + days / 120);
        }
    }

    /** Trade falls steeply with liquidity among stocks; the most liquid funds have more of it in more contracts. */
    private static double popularity(double liquidity) {
        return Math.max(1, liquidity) * StrictMath.pow(Math.min(1, liquidity), VOLUME_BY_LIQUIDITY);
    }

    /** Finds out. */
    Activity of(ListedContract listed, Right right) {
        double shares = past.contractsSince(listed);
        Traits traits = traits(listed, right, shares);
        int before = latest(traits, 1);
        double open = before < 0 ? 0 : level(traits, before);
        double volume = 0;
        if (trades(traits, 0)) {
            double moved = Math.abs(level(traits, 0) - open);
            volume = Math.max(drawn(traits), Math.ceil(moved * Math.max(1, shares)));
        }
        int since = volume > 0 ? 0 : tradedBack(traits, before);
        return new Activity(volume, open * shares, since);
    }

    /** Sessions since the latest trade before this session, −1 where there was none within the window. */
    int previousTrade(ListedContract listed, Right right) {
        Traits traits = traits(listed, right, past.contractsSince(listed));
        return tradedBack(traits, latest(traits, 1));
    }

    /** The session before that really traded: by rule there may be one on which nothing changed hands. */
    private int tradedBack(Traits traits, int back) {
        if (back < 0 || isDrawn(traits, back)) {
            return back;
        }
        int earlier = latest(traits, back + 1);
        double open = earlier < 0 ? 0 : level(traits, earlier);
        return level(traits, back) == open ? -1 : back;
    }

    /** Strikes are judged as they were first listed: a split makes odd numbers of round ones. */
    private Traits traits(ListedContract listed, Right right, double contractsSince) {
        long key = listed.key();
        double strike = listed.contract().strike();
        // A split strike is rounded to the cent: as first listed it stood on a half dollar.
        double first = contractsSince == 1 ? strike : Math.rint(2 * strike * contractsSince) / 2;
        double round = roundness(first) * (right == Right.PUT ? puts : 1);
        double popularity = round * StrictMath.exp(POPULARITY_SCATTER * Draws.bell(key ^ POPULARITY, 0) - 1.28);
        double holding = StrictMath.pow(popularity, EVENNESS);
        int phase = (int) Math.floorMod(key, (long) WINDOW);
        double logStrike = StrictMath.log(first / contractsSince * 100 / listed.shares());
        return new Traits(key, listed.since(), logStrike, right.sign(), popularity, holding, phase);
    }

    /** Round strikes have more trade than those between. */
    private static double roundness(double strike) {
        double unit = strike < 40 ? 5 : strike < 150 ? 10 : strike < 400 ? 25 : strike < 1500 ? 50 : 100;
        if (isWhole(strike / unit)) {
            return 3;
        }
        return isWhole(2 * strike / unit) ? 1.6 : isWhole(strike) ? 0.8 : 0.4;
    }

    private static boolean isWhole(double x) {
        return Math.abs(x - Math.rint(x)) < 1e-3;
    }

    /** The latest session at or before {@code session − back} on which the contract trades, sessions back; −1 if it was not listed. */
    private int latest(Traits traits, int back) {
        for (int at = back; at <= back + WINDOW; at++) {
            if (session - at < traits.since) {
                return -1;
            }
            if (trades(traits, at)) {
                return at;
            }
        }
        throw new IllegalStateException("no session of trade within the window");
    }

    private boolean trades(Traits traits, int back) {
        return Math.floorMod(session - back, WINDOW) == traits.phase || isDrawn(traits, back);
    }

    private boolean isDrawn(Traits traits, int back) {
        double uniform = Draws.uniform(traits.key, session - back);
        double needed = uniform / (1 - uniform);
        // Most contracts are not wanted enough wherever they lie.
        return traits.popularity * wanted[back] > needed && expected(traits, back) > needed;
    }

    /** Contracts expected on a session. */
    private double expected(Traits traits, int back) {
        double out = traits.sign * (traits.logStrike - past.logPrice(back)) * perDeviation[back];
        double far = out < 0 ? 1.8 * out : out;
        double near = 1 / (1 + 0.6 * far * far);
        return traits.popularity * wanted[back] * near * near * near * near;
    }

    private double drawn(Traits traits) {
        if (!isDrawn(traits, 0)) {
            return 0;
        }
        double burst = StrictMath.exp(BURST * Draws.bell(traits.key ^ VOLUME, session) - 0.5 * BURST * BURST);
        return Math.ceil((1 + expected(traits, 0)) * burst);
    }

    /** Open interest after the trades of a session, in contracts of its first listing. */
    private double level(Traits traits, int back) {
        double far = (traits.logStrike - past.logPrice(back)) * perBroadDeviation[back];
        double near = 1 / (1 + 0.5 * far * far);
        int age = session - back + 1 - traits.since;
        double grown = age / (age + GROWING_SESSIONS);
        double sum = 0;
        for (int i = 0; i < NOISE_SESSIONS; i++) {
            sum += Draws.bell(traits.key ^ INTEREST, session - back - i);
        }
        double noise = StrictMath.exp(NOISE * sum / Math.sqrt(NOISE_SESSIONS));
        return Math.rint(traits.holding * held[back] * near * near * grown * noise);
    }
}
