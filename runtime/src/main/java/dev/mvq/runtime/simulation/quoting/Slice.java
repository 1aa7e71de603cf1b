package dev.mvq.runtime.simulation.quoting;

import dev.mvq.runtime.market.Right;
import dev.mvq.runtime.pricing.ExpiryForward;
import dev.mvq.runtime.pricing.NormalizedBlack;
import dev.mvq.runtime.pricing.StandardNormal;
import dev.mvq.runtime.simulation.listing.ListedContract;

/**
 * The values of all contracts of one expiry at one time: European ones by Black (1976) at the surface's volatility of their strike, and
 * what early exercise adds to them. A pure function of the strike: it knows nothing of what is listed, so that any set of strikes and
 * expiries is free of arbitrage and no value depends on its neighbours.
 */
final class Slice {
    private static final double STEADY = 1e12;
    private static final double LEAST_THETA = 1e-10;

    private final boolean american;
    private final ExpiryForward market;
    private final double discount;
    private final Surface.Smile smile;
    private final EarlyExercise call;
    private final EarlyExercise put;

    /**
     * What a contract is worth, currency per share of contract.
     *
     * @param value with early exercise where there is any
     * @param premium the part of it that early exercise adds
     * @param logMoneyness k = ln(K/F)
     * @param deviation total deviation at the strike, 0 at expiry
     * @param scale shares/100 of a contract: what its strike and value per underlying share are multiplied by
     */
    record Worth(double value, double premium, double logMoneyness, double deviation, double scale) {}

    private Slice(ExpiryForward market, Surface.Smile smile, boolean american) {
        this.american = american;
        this.market = market;
        this.discount = StrictMath.exp(-market.rate() * market.years());
        this.smile = smile;
        EarlyExercise.European european = new BlackValues();
        double retained = discount * market.growth();
        this.call = american
                ? EarlyExercise.of(Right.CALL, european, market.spot(), discount, retained, smile.theta())
                : EarlyExercise.none(Right.CALL);
        this.put = american
                ? EarlyExercise.of(Right.PUT, european, market.spot(), discount, retained, smile.theta())
                : EarlyExercise.none(Right.PUT);
    }

    /**
     * An expiry's values.
     *
     * @param yield dividends a year over price, paid continuously
     * @param theta at-the-money total variance until the last value is struck
     */
    static Slice of(
            double spot, double rate, double yield, double years, Surface surface, double theta, boolean american) {
        double steadyRate = steady(rate);
        // Rounded: it is delivered with the quote.
        double forward = Math.rint(1e6 * spot * StrictMath.exp((steadyRate - yield) * years)) / 1e6;
        ExpiryForward market = new ExpiryForward(spot, forward, steadyRate, years, ExpiryForward.Origin.GIVEN);
        return new Slice(market, surface.smile(Math.max(steady(theta), LEAST_THETA)), american && years > 0);
    }

    /** Rid of last bits, which library functions give differently on different machines. */
    private static double steady(double x) {
        return Math.rint(x * STEADY) / STEADY;
    }

    ExpiryForward market() {
        return market;
    }

    boolean isAmerican() {
        return american;
    }

    double spot() {
        return market.spot();
    }

    double years() {
        return market.years();
    }

    /** Total variance at the money. */
    double theta() {
        return smile.theta();
    }

    /** Present value of 1 paid at expiry. */
    double discount() {
        return discount;
    }

    /**
     * A contract's value. One share of contract is a claim on shares/100 underlyings struck at the strike, so that the value is shares/100
     * options struck at K · 100/shares.
     */
    Worth worth(ListedContract listed, Right right) {
        double scale = listed.shares() / 100.0;
        return worth(right, listed.contract().strike() / scale, scale);
    }

    /** Value of {@code scale} options struck at {@code strike} each. */
    Worth worth(Right right, double strike, double scale) {
        double spot = market.spot();
        if (market.years() == 0) {
            double payoff = Math.max(0, right.sign() * (spot - strike));
            return new Worth(scale * payoff, 0, StrictMath.log(strike / spot), 0, scale);
        }
        double k = StrictMath.log(strike / market.forward());
        double deviation = Math.sqrt(smile.totalVariance(k));
        double european = european(right, strike, k, deviation);
        EarlyExercise early = right == Right.CALL ? call : put;
        double value = american ? early.value(spot, strike, european) : european;
        return new Worth(scale * value, scale * (value - european), k, deviation, scale);
    }

    private double european(Right right, double strike, double k, double deviation) {
        double forward = market.forward();
        double timeValue = forward * NormalizedBlack.outOfTheMoney(k, deviation);
        return discount * (timeValue + Math.max(0, right.sign() * (forward - strike)));
    }

    private final class BlackValues implements EarlyExercise.European {
        @Override
        public double value(Right right, double strike) {
            double k = StrictMath.log(strike / market.forward());
            return european(right, strike, k, Math.sqrt(smile.totalVariance(k)));
        }

        /** D (N(−d2) + φ(d2) ds/dk) for a put; D less for a call. */
        @Override
        public double slope(Right right, double strike) {
            double k = StrictMath.log(strike / market.forward());
            double deviation = Math.sqrt(smile.totalVariance(k));
            double d2 = -k / deviation - 0.5 * deviation;
            double skew = smile.slope(k) / (2 * deviation);
            double slope = StandardNormal.distribution(-d2) + StandardNormal.density(d2) * skew;
            return discount * (right == Right.PUT ? slope : slope - 1);
        }
    }
}
