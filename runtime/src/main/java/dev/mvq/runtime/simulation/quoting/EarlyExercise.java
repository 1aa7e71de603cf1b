package dev.mvq.runtime.simulation.quoting;

import dev.mvq.runtime.market.Right;

/**
 * What the right to exercise early adds to the European values of one expiry and side, after G. Barone-Adesi & R. Whaley, "Efficient
 * analytic approximation of American option values", Journal of Finance 1987: a premium that is a power of the price, tied to the payoff
 * at a critical level by value and slope.
 *
 * <p>It is written here as a function of the strike at a given spot S, with the smile's own European values E. Where their premium is
 * A (S/S*)^q, homogeneity makes it κ K^p with p = 1 − q, and the critical strike K* solves
 *
 * <pre>E(K*) + κ K*^p = ±(K* − S),   E'(K*) + κ p K*^(p−1) = ±1     (+ for puts, − for calls)</pre>
 *
 * <p>With a flat smile this is their formula. With any smile free of arbitrage, and for all strikes at once, the value is convex in the
 * strike with slopes in [0, 1] (puts) or [−1, 0] (calls), never below the European value or the payoff, and calls and puts keep the
 * bounds S e^(−qT) − K ≤ C − P ≤ S − K e^(−rT): E and κ K^p are convex, the payoff continues the tangent at K*, and the premium is
 * at most K (1 − e^(−rT)) for a put, S (1 − e^(−qT)) for a call, at K* and so at every strike. No value needs repair.
 *
 * @param right the side
 * @param critical strike from which on (puts), or up to which (calls), the value is the payoff; infinite (puts)
 *     or 0 (calls) where it never pays
 * @param power p: above 1 for puts, below 0 for calls
 * @param premium premium at the critical strike, currency
 */
record EarlyExercise(Right right, double critical, double power, double premium) {
    /** A premium below this part of the price cannot be seen in a quote. */
    private static final double NEGLIGIBLE = 1e-7;

    private static final int MOST_STEPS = 100;
    private static final double ENOUGH = 1e-12;
    /** The critical strike is looked for within this many deviations of the spot; beyond, premiums near the money are nil. */
    private static final int WIDEST = 14;

    /** European values as a function of the strike. */
    interface European {
        /** Value of the side. */
        double value(Right right, double strike);

        /** Derivative by strike. */
        double slope(Right right, double strike);
    }

    static EarlyExercise none(Right right) {
        return new EarlyExercise(right, right == Right.PUT ? Double.POSITIVE_INFINITY : 0, 1, 0);
    }

    /**
     * Finds the critical strike.
     *
     * @param spot S
     * @param discount e^(−rT)
     * @param retained e^(−qT): what a share is worth without the dividends until expiry, over its price
     * @param variance total variance at the money, σ²T
     */
    static EarlyExercise of(
            Right right, European european, double spot, double discount, double retained, double variance) {
        double lost = right == Right.PUT ? 1 - discount : 1 - retained;
        if (!(lost > NEGLIGIBLE) || !(variance > 0)) {
            return none(right);
        }
        double power = power(right, discount, retained, variance);
        double deviation = Math.sqrt(variance);
        double near = spot;
        double far = spot;
        for (int step = 1; step <= WIDEST; step++) {
            near = far;
            far = spot * StrictMath.exp(right.sign() * -deviation * step);
            if (excess(right, european, spot, power, far) <= 0) {
                double critical = root(right, european, spot, power, near, far);
                double premium = right.sign() * (spot - critical) - european.value(right, critical);
                return premium > 0 ? new EarlyExercise(right, critical, power, premium) : none(right);
            }
        }
        return none(right);
    }

    /** p = 1 − q of Barone-Adesi & Whaley (1987), in totals: M = 2 rT/σ²T, N = 2 (r − q)T/σ²T, k = 1 − e^(−rT). */
    private static double power(Right right, double discount, double retained, double variance) {
        double rate = -StrictMath.log(discount);
        double carry = rate + StrictMath.log(retained);
        double n = 2 * carry / variance;
        double m = rate == 0 ? 2 / variance : 2 * rate / variance / (1 - discount);
        double root = Math.sqrt((n - 1) * (n - 1) + 4 * m);
        double q = 0.5 * (1 - n + (right == Right.CALL ? root : -root));
        return 1 - q;
    }

    /** What the payoff's slope has over that of the value tied to the payoff at a strike: positive before the critical one. */
    private static double excess(Right right, European european, double spot, double power, double strike) {
        double payoff = right.sign() * (spot - strike);
        double premium = payoff - european.value(right, strike);
        return 1 + right.sign() * (european.slope(right, strike) + power * premium / strike);
    }

    /** The zero between two strikes, by the Illinois variant of false position (Dowell & Jarratt 1971). */
    private static double root(Right right, European european, double spot, double power, double before, double after) {
        double a = before;
        double b = after;
        double fa = excess(right, european, spot, power, a);
        double fb = excess(right, european, spot, power, b);
        for (int step = 0; step < MOST_STEPS && Math.abs(b - a) > ENOUGH * spot; step++) {
            double c = (a * fb - b * fa) / (fb - fa);
            double fc = excess(right, european, spot, power, c);
            if (fc == 0) {
                return c;
            }
            if ((fc > 0) == (fb > 0)) {
                fa *= 0.5;
            } else {
                a = b;
                fa = fb;
            }
            b = c;
            fb = fc;
        }
        return b;
    }

    /**
     * The value with early exercise.
     *
     * @param european the European value at the strike
     */
    double value(double spot, double strike, double european) {
        double payoff = Math.max(0, right.sign() * (spot - strike));
        boolean exercised = right == Right.PUT ? strike >= critical : strike <= critical;
        if (exercised) {
            return Math.max(payoff, european);
        }
        double held = premium == 0 ? 0 : premium * StrictMath.exp(power * StrictMath.log(strike / critical));
        return Math.max(payoff, european + held);
    }
}
