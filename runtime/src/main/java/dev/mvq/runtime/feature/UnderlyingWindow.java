package dev.mvq.runtime.feature;

import dev.mvq.runtime.feature.UnderlyingHistory.Session;
import dev.mvq.runtime.pricing.PolicyRate;
import java.time.LocalDate;
import java.util.Arrays;

/**
 * Up to 260 sessions of an underlying, oldest first, as seen from the last one: prices adjusted backwards for splits and dividends,
 * volumes for splits, by events up to that day only. Everything here is computed from the window alone.
 */
final class UnderlyingWindow {
    /** Returns in a trailing volatility, and the least that make one. */
    static final int VOLATILITY_SESSIONS = 20;

    private static final int FEWEST_RETURNS = 5;
    private static final double LEAST_VOLATILITY = 1e-4;

    final int length;
    final int[] epochDay;
    final double[] open;
    final double[] high;
    final double[] low;
    final double[] close;
    final double[] volume;
    final double[] callVolume;
    final double[] putVolume;

    /** Policy rate of the last 23 days, a year, continuously compounded. */
    final double[] rate;

    /** Today's shares for one share of that day: what to divide that day's prices by. */
    final double[] shares;

    /** Dividends since the window's first day, currency per share of today. */
    final double[] dividends;

    /** The adjusted close, or the last known one before it; NaN before the first. */
    final double[] known;

    /** Log return of the adjusted close since the last known close over the root of the sessions between; NaN where either is missing. */
    final double[] returns;

    /** Root mean square of the returns of the last 20 sessions, a day; NaN under 5 of them. */
    final double[] volatility;

    /** Logarithm of that volatility, a year. */
    final double[] logRealised;

    UnderlyingWindow(Session[] sessions) {
        length = sessions.length;
        epochDay = new int[length];
        open = new double[length];
        high = new double[length];
        low = new double[length];
        close = new double[length];
        volume = new double[length];
        callVolume = new double[length];
        putVolume = new double[length];
        rate = new double[length];
        shares = new double[length];
        dividends = new double[length];
        known = new double[length];
        returns = new double[length];
        volatility = new double[length];
        logRealised = new double[length];
        adjust(sessions);
        accrueDividends(sessions);
        fillReturns();
        for (int i = 0; i < length; i++) {
            volatility[i] = volatility(i, VOLATILITY_SESSIONS, FEWEST_RETURNS);
            logRealised[i] = Math.log(volatility[i] * Math.sqrt(Scaling.TRADING_DAYS));
        }
    }

    private void adjust(Session[] sessions) {
        double split = 1;
        double payout = 1;
        for (int i = length - 1; i >= 0; i--) {
            Session session = sessions[i];
            double factor = payout / split;
            epochDay[i] = session.epochDay();
            open[i] = session.open() * factor;
            high[i] = session.high() * factor;
            low[i] = session.low() * factor;
            close[i] = session.close() * factor;
            volume[i] = session.volume() * split;
            rate[i] = length - i <= ContractHistory.BOOK_SESSIONS
                    ? PolicyRate.on(LocalDate.ofEpochDay(session.epochDay()))
                    : Double.NaN;
            callVolume[i] = session.callVolume();
            putVolume[i] = session.putVolume();
            shares[i] = split;
            split *= session.splitFactor();
            if (session.dividend() > 0) {
                double before = closeBefore(sessions, i) / session.splitFactor();
                payout *= before > session.dividend() ? 1 - session.dividend() / before : 1;
            }
        }
    }

    private static double closeBefore(Session[] sessions, int at) {
        for (int i = at - 1; i >= 0; i--) {
            if (sessions[i].close() > 0) {
                return sessions[i].close();
            }
        }
        return Double.NaN;
    }

    private void accrueDividends(Session[] sessions) {
        double sum = 0;
        for (int i = 0; i < length; i++) {
            sum += sessions[i].dividend() / shares[i];
            dividends[i] = sum;
        }
    }

    private void fillReturns() {
        double before = Double.NaN;
        int last = 0;
        for (int i = 0; i < length; i++) {
            returns[i] = Scaling.logRatio(close[i], before) / Math.sqrt(Math.max(1, i - last));
            if (close[i] > 0) {
                before = close[i];
                last = i;
            }
            known[i] = before;
        }
    }

    /** Root mean square of the returns of the last {@code count} sessions up to {@code at}, a day; NaN under {@code fewest}. */
    double volatility(int at, int count, int fewest) {
        double sum = 0;
        int found = 0;
        for (int i = at; i >= 0 && i > at - count; i--) {
            if (!Double.isNaN(returns[i])) {
                sum += returns[i] * returns[i];
                found++;
            }
        }
        return found < fewest ? Double.NaN : Math.max(LEAST_VOLATILITY, Math.sqrt(sum / found));
    }

    /** The newest trailing volatility, a day. */
    double lastVolatility() {
        return volatility[length - 1];
    }

    /** {@code ln((1 + v) / (1 + mean v of the 20 sessions before))}; NaN under 5 of them. */
    double relativeVolume(int at) {
        double sum = 0;
        int found = 0;
        for (int i = at - 1; i >= 0 && i >= at - VOLATILITY_SESSIONS; i--) {
            if (!Double.isNaN(volume[i])) {
                sum += volume[i];
                found++;
            }
        }
        return found < FEWEST_RETURNS ? Double.NaN : Scaling.logRatio(1 + volume[at], 1 + sum / found);
    }

    /** Sessions with a close. */
    int closes() {
        return (int) Arrays.stream(close).filter(price -> price > 0).count();
    }
}
