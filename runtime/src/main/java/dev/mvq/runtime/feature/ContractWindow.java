package dev.mvq.runtime.feature;

import dev.mvq.runtime.market.Contract;
import dev.mvq.runtime.market.Right;
import dev.mvq.runtime.pricing.YearFraction;
import java.time.LocalDate;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * One contract's last 60 sessions on its underlying's session axis, newest last, prices in shares of today: working space filled anew
 * for each row. Entry {@code i} of the path is session {@code i - 59}, of the book session {@code i - 22}, today being 0; NaN where the
 * contract was not quoted.
 */
final class ContractWindow {
    static final int PATH = ContractHistory.PATH_SESSIONS;
    static final int BOOK = ContractHistory.BOOK_SESSIONS;

    private static final int LONGEST_GAP = 5;

    final double[] mid = new double[PATH];
    final double[] forward = new double[PATH];
    final double[] spot = new double[PATH];
    final double[] iv = new double[PATH];
    final double[] delta = new double[PATH];
    final double[] volume = new double[PATH];
    final double[] dte = new double[PATH];

    /** Logarithm of iv. */
    final double[] logIv = new double[PATH];

    /** Logarithm of the mid, raised by a ten-thousandth of the spot so that a worthless contract has one. */
    final double[] logMid = new double[PATH];

    final double[] spread = new double[BOOK];
    final double[] bidSize = new double[BOOK];
    final double[] askSize = new double[BOOK];
    final double[] last = new double[BOOK];
    final double[] openInterest = new double[BOOK];
    final double[] gamma = new double[BOOK];
    final double[] theta = new double[BOOK];
    final double[] vega = new double[BOOK];
    final double[] rho = new double[BOOK];
    final double[] volumeShare = new double[BOOK];
    final double[] interestShare = new double[BOOK];

    private final int[] before = new int[PATH];

    private final double[][] pathColumns = {mid, forward, spot, iv, delta, volume, dte, logIv, logMid};
    private final double[][] bookColumns = {
        spread, bidSize, askSize, last, openInterest, gamma, theta, vega, rho, volumeShare, interestShare
    };

    /** Contracts come by expiry: the last one's end is mostly the next one's too. */
    private @Nullable LocalDate endExpiry;

    private int endToday;
    private long end;

    double strike;
    Right right = Right.CALL;
    int quoted;
    int oldestAge;

    /** Fills this with the contract's sessions up to {@code session}, the window's last. */
    void load(UnderlyingWindow underlying, ContractHistory history, Contract contract, int session) {
        for (double[] column : pathColumns) {
            Arrays.fill(column, Double.NaN);
        }
        for (double[] column : bookColumns) {
            Arrays.fill(column, Double.NaN);
        }
        strike = contract.strike();
        right = contract.right();
        quoted = 0;
        oldestAge = 0;
        long last = lastTradingDay(contract.expiry(), underlying.epochDay[underlying.length - 1]);
        for (int age = 0; age < Math.min(PATH, underlying.length); age++) {
            int at = history.path().find(session - age);
            if (at >= 0) {
                int day = underlying.length - 1 - age;
                quoted++;
                oldestAge = age;
                dte[PATH - 1 - age] = last - underlying.epochDay[day];
                loadPath(history.path().values(), at, PATH - 1 - age, underlying.shares[day]);
                loadBook(history.book(), session - age, BOOK - 1 - age, underlying.shares[day]);
            }
        }
        findBefore();
    }

    /** Epoch day at whose close the contract ends: the expiry, or the Friday before one printed as a Saturday. */
    private long lastTradingDay(LocalDate expiry, int today) {
        if (today != endToday || !expiry.equals(endExpiry)) {
            end = today + Math.round(YearFraction.DAYS * YearFraction.between(LocalDate.ofEpochDay(today), expiry));
            endExpiry = expiry;
            endToday = today;
        }
        return end;
    }

    private void loadPath(float[] from, int at, int to, double shares) {
        mid[to] = from[at + ContractHistory.MID] / shares;
        forward[to] = from[at + ContractHistory.FORWARD] / shares;
        spot[to] = from[at + ContractHistory.SPOT] / shares;
        iv[to] = from[at + ContractHistory.IV];
        logMid[to] = Math.log(mid[to] + 1e-4 * spot[to]);
        logIv[to] = Math.log(iv[to]);
        delta[to] = from[at + ContractHistory.DELTA];
        volume[to] = from[at + ContractHistory.VOLUME] * contracts(shares);
    }

    private void loadBook(SessionRing ring, int session, int to, double shares) {
        int at = to < 0 ? -1 : ring.find(session);
        if (at < 0) {
            return;
        }
        for (int column = 0; column < bookColumns.length; column++) {
            bookColumns[column][to] = ring.values()[at + column];
        }
        bidSize[to] *= contracts(shares);
        askSize[to] *= contracts(shares);
        openInterest[to] *= contracts(shares);
        spread[to] /= shares;
        last[to] /= shares;
        gamma[to] *= shares;
        theta[to] /= shares;
        vega[to] /= shares;
        rho[to] /= shares;
    }

    /** Whether today's implied volatility and first-order Greeks are known; rho may be missing, some sources have none. */
    boolean isPriced() {
        int book = BOOK - 1;
        double sum = iv[PATH - 1] + delta[PATH - 1] + gamma[book] + theta[book] + vega[book] + forward[PATH - 1];
        return Double.isFinite(sum);
    }

    /** Whether today has a bid and an ask. */
    boolean isQuoted() {
        return Double.isFinite(mid[PATH - 1]);
    }

    /** A split multiplies the contracts; a reverse split leaves their number and changes what each delivers. */
    private static double contracts(double shares) {
        return Math.max(1, shares);
    }

    /** The nearest earlier path entry with a mid, up to five sessions back; -1 where there is none. */
    int before(int at) {
        return before[at];
    }

    private void findBefore() {
        int known = -1;
        for (int at = 0; at < PATH; at++) {
            before[at] = known >= at - LONGEST_GAP ? known : -1;
            known = Double.isNaN(mid[at]) ? known : at;
        }
    }

    /** {@code ln(strike / forward) / (iv sqrt(years))} with the volatility given; NaN where anything is missing. */
    double moneyness(int at, double volatility) {
        return Scaling.logRatio(strike, forward[at]) / (Math.max(0.01, volatility) * Math.sqrt(Scaling.years(dte[at])));
    }
}
