package dev.mvq.runtime.feature;

import dev.mvq.runtime.market.OptionQuote;
import java.time.LocalDate;

/**
 * What is remembered of one lineage: six floats of each of the last 60 sessions of its underlying, eleven of each of the last 23,
 * in the terms of their own day (unadjusted). At most 2.8 kB.
 */
final class ContractHistory {
    /** Sessions of the price path. */
    static final int PATH_SESSIONS = 60;

    /** Sessions of quotes and Greeks: 20, and what their changes reach back to. */
    static final int BOOK_SESSIONS = 23;

    static final int MID = 0;
    static final int FORWARD = 1;
    static final int SPOT = 2;
    static final int IV = 3;
    static final int DELTA = 4;
    static final int VOLUME = 5;
    static final int PATH_WIDTH = 6;

    static final int SPREAD = 0;
    static final int BID_SIZE = 1;
    static final int ASK_SIZE = 2;
    static final int LAST = 3;
    static final int OPEN_INTEREST = 4;
    static final int GAMMA = 5;
    static final int THETA = 6;
    static final int VEGA = 7;
    static final int RHO = 8;
    static final int VOLUME_SHARE = 9;
    static final int INTEREST_SHARE = 10;
    static final int BOOK_WIDTH = 11;

    private final SessionRing path = new SessionRing(PATH_WIDTH, PATH_SESSIONS);
    private final SessionRing book = new SessionRing(BOOK_WIDTH, BOOK_SESSIONS);
    private LocalDate expiry = LocalDate.MIN;
    private int lastSession = -1;

    SessionRing path() {
        return path;
    }

    SessionRing book() {
        return book;
    }

    /** Whether this session's quote is held already. */
    boolean holds(int session) {
        return lastSession == session;
    }

    /** Whether no later row can need this. */
    boolean isOver(LocalDate today, int session) {
        return expiry.isBefore(today) || lastSession <= session - PATH_SESSIONS;
    }

    /**
     * Remembers the session's quote.
     *
     * @param session the underlying's session number
     * @param spot price of the underlying beside the quote
     * @param volumeShare the contract's part of its expiry's volume, 0..1
     * @param interestShare the contract's part of its expiry's open interest, 0..1
     */
    void put(int session, OptionQuote quote, double spot, double volumeShare, double interestShare) {
        lastSession = session;
        expiry = quote.contract().expiry();
        writePath(quote, spot, path.put(session));
        writeBook(quote, book.put(session));
        int at = book.find(session);
        book.values()[at + VOLUME_SHARE] = (float) volumeShare;
        book.values()[at + INTEREST_SHARE] = (float) interestShare;
    }

    private void writePath(OptionQuote quote, double spot, int at) {
        float[] to = path.values();
        double forward = quote.forward();
        to[at + MID] = (float) quote.mid();
        to[at + FORWARD] = (float) (forward > 0 ? forward : spot);
        to[at + SPOT] = (float) spot;
        to[at + IV] = quote.iv() > 0 ? (float) quote.iv() : Float.NaN;
        to[at + DELTA] = (float) quote.greeks().delta();
        to[at + VOLUME] = (float) quote.volume();
    }

    private void writeBook(OptionQuote quote, int at) {
        float[] to = book.values();
        to[at + SPREAD] = (float) quote.spread();
        to[at + BID_SIZE] = (float) quote.bidSize();
        to[at + ASK_SIZE] = (float) quote.askSize();
        to[at + LAST] = (float) quote.last();
        to[at + OPEN_INTEREST] = (float) quote.openInterest();
        to[at + GAMMA] = (float) quote.greeks().gamma();
        to[at + THETA] = (float) quote.greeks().theta();
        to[at + VEGA] = (float) quote.greeks().vega();
        to[at + RHO] = (float) quote.greeks().rho();
    }
}
