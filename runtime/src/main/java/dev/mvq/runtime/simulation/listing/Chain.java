package dev.mvq.runtime.simulation.listing;

import dev.mvq.runtime.pricing.YearFraction;
import dev.mvq.runtime.simulation.path.MarketClock;
import dev.mvq.runtime.simulation.path.NamePath;
import dev.mvq.runtime.simulation.path.VarianceOutlook;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;

/**
 * The contracts of one name that are listed as sessions go by. About as many pairs (a call and a put) are listed each day as the budget
 * says: what expires makes room for the next wanted expiry and for finer strikes, and some more are listed when the spot has
 * moved away from the strikes there are.
 */
public final class Chain {
    /** A contract that the made market promises to list, whatever the path: the demo's subject. */
    private static final String PROMISED_TICKER = "AAPL";

    private static final LocalDate PROMISED_EXPIRY = LocalDate.of(2024, 1, 19);
    private static final long PROMISED_STRIKE = 150_000;

    private static final double LEAST = 0.95;
    private static final double MOST = 1.05;
    private static final double PRESSING_NEED = 0.40;
    private static final double FIRST_LADDER = 0.70;
    private static final int MOST_EXPIRIES = 21;
    private static final double LEAST_YEARS = 5 / YearFraction.DAYS;

    private final NamePath path;
    private final MarketClock clock;
    private final ListedExpiries expiries;
    private final int budget;
    private final int expiryCount;
    private final int ladder;
    private final TreeMap<LocalDate, Ladder> listed = new TreeMap<>();

    /**
     * An empty chain.
     *
     * @param budget pairs to list on a day
     */
    public Chain(NamePath path, MarketClock clock, ListedExpiries expiries, int budget) {
        this.path = path;
        this.clock = clock;
        this.expiries = expiries;
        this.budget = budget;
        this.expiryCount = Math.clamp(Math.round(Math.sqrt(budget)), 2, MOST_EXPIRIES);
        this.ladder = Math.max(2, budget / expiryCount);
    }

    /** Goes on to a session, which must follow the one before: delists what has expired, lists what is new at the last close. */
    public void advance(int session) {
        listed.headMap(clock.day(session), false).clear();
        // New strikes answer yesterday's close: today's was not known when they were listed.
        int known = Math.max(session - 1, clock.firstKept());
        double spot = path.bar(known).close();
        VarianceOutlook outlook = path.outlook(known);
        listExpiries(session, spot, outlook);
        while (pairs() < LEAST * budget) {
            listNeeded(session, spot, outlook, 0);
        }
        if (pairs() + 1 <= MOST * budget) {
            listNeeded(session, spot, outlook, PRESSING_NEED);
        }
    }

    private void listExpiries(int session, double spot, VarianceOutlook outlook) {
        LocalDate day = clock.day(session);
        for (LocalDate expiry : expiries.wanted(day, path.name().cycle(), expiryCount)) {
            if (!listed.containsKey(expiry)) {
                Ladder added = new Ladder(expiry);
                listed.put(expiry, added);
                listPromised(added, session);
                int room = Math.clamp(Math.round(FIRST_LADDER * ladder), 2, Math.max(2, budget - pairs()));
                double deviation = deviation(added, session, outlook);
                while (added.strikeCount() < room) {
                    list(added, added.candidate(spot, deviation, room).thousandths(), session);
                }
            }
        }
    }

    private void listPromised(Ladder added, int session) {
        if (path.name().ticker().equals(PROMISED_TICKER) && added.expiry().equals(PROMISED_EXPIRY)) {
            list(added, PROMISED_STRIKE, session);
        }
    }

    /** Lists the strike that is needed most in all expiries, if its need is more than {@code least}. */
    private void listNeeded(int session, double spot, VarianceOutlook outlook, double least) {
        record Choice(Ladder expiry, Ladder.Candidate candidate) {}
        listed.values().stream()
                .map(expiry -> new Choice(expiry, expiry.candidate(spot, deviation(expiry, session, outlook), ladder)))
                .max(Comparator.comparingDouble(choice -> choice.candidate().need()))
                .filter(choice -> choice.candidate().need() > least)
                .ifPresent(choice -> list(choice.expiry(), choice.candidate().thousandths(), session));
    }

    private void list(Ladder expiry, long thousandths, int session) {
        expiry.list(path.name(), path.key(), thousandths, session);
    }

    /** Standard deviation of the log price to expiry; at least a few days' worth, as nobody lists strikes for the last hour. */
    private double deviation(Ladder expiry, int session, VarianceOutlook outlook) {
        double years = YearFraction.between(clock.day(session), expiry.expiry());
        return Math.sqrt(outlook.atTheMoney(expiry.expiry(), Math.max(years, LEAST_YEARS)));
    }

    private int pairs() {
        int pairs = 0;
        for (Ladder expiry : listed.values()) {
            pairs += expiry.strikeCount();
        }
        return pairs;
    }

    /** What is listed, by expiry. */
    public List<ListedExpiry> listed() {
        return listed.values().stream()
                .map(ladder -> new ListedExpiry(ladder.expiry(), Settlement.CLOSE, ladder.pairs()))
                .toList();
    }
}
