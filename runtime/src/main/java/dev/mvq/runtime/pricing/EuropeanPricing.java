package dev.mvq.runtime.pricing;

import com.opengamma.strata.math.MathException;
import com.opengamma.strata.pricer.impl.option.BlackFormulaRepository;
import dev.mvq.runtime.market.Greeks;
import dev.mvq.runtime.market.Right;

/**
 * Prices of European options on one share and their sensitivities, by Black's formula on the forward (F. Black, The
 * pricing of commodity contracts, 1976), which is Black-Scholes-Merton with cost of carry b where F = S exp(b T).
 * Strikes, prices and spots are in currency per share, volatilities decimal per year.
 *
 * <p>All are per share in the project's units (see {@link Greeks} and {@link HigherGreeks}); delta and what derives from
 * it move the spot, with the carry held. Where time to expiry or volatility is not positive, or an input is missing, a
 * sensitivity is NaN.
 */
public final class EuropeanPricing {
    private static final double POINT = 0.01;
    /** Volatilities outside of this say something about the quote and nothing about the market. */
    private static final double LEAST_VOLATILITY = 1e-3;

    private static final double GREATEST_VOLATILITY = 20;
    /** Less time value than this part of the forward is rounding in a price quoted in cents. */
    private static final double LEAST_TIME_VALUE = 1e-9;

    private EuropeanPricing() {}

    /** The option's value today: discounted expectation of the payoff. At expiry, the payoff. NaN where an input is. */
    public static double price(Right right, double strike, ExpiryForward market, double volatility) {
        double undiscounted =
                BlackFormulaRepository.price(market.forward(), strike, market.years(), volatility, right == Right.CALL);
        return market.discount() * undiscounted;
    }

    /** What holding the right to the forward at the strike is worth at least: D max(0, sign (F - K)). */
    public static double intrinsic(Right right, double strike, ExpiryForward market) {
        return market.discount() * Math.max(0, right.sign() * (market.forward() - strike));
    }

    /**
     * The volatility at which {@link #price} gives this price, within 0.001 .. 20, or NaN where there is none: expired, a
     * price at or outside its static bounds (at or below {@link #intrinsic}; at or above D F for a call, D K for a put), or
     * an input that is missing. Worked out from the time value, so that deep in the money the large intrinsic value does
     * not take its digits.
     */
    public static double impliedVolatility(Right right, double strike, ExpiryForward market, double price) {
        double forward = market.forward();
        double timeValue = (price - intrinsic(right, strike, market)) / market.discount();
        boolean solvable = market.years() > 0
                && strike > 0
                && timeValue > LEAST_TIME_VALUE * forward
                && timeValue < Math.min(forward, strike);
        if (!solvable) {
            return Double.NaN;
        }
        double guess = guess(timeValue, forward, strike, market.years());
        double volatility;
        try {
            volatility = BlackFormulaRepository.impliedVolatility(timeValue, forward, strike, market.years(), guess);
        } catch (IllegalArgumentException | MathException noRoot) {
            return Double.NaN;
        }
        return volatility >= LEAST_VOLATILITY && volatility <= GREATEST_VOLATILITY ? volatility : Double.NaN;
    }

    /** Delta, gamma, theta, vega and rho (E. G. Haug, The Complete Guide to Option Pricing Formulas, 2nd edition 2007, chapter 2, generalized Black-Scholes-Merton). */
    public static Greeks greeks(Right right, double strike, ExpiryForward market, double volatility) {
        if (isUndefined(market, strike, volatility)) {
            return Greeks.ABSENT;
        }
        double forward = market.forward();
        double years = market.years();
        double discount = market.discount();
        boolean call = right == Right.CALL;
        double forwardPrice = BlackFormulaRepository.price(forward, strike, years, volatility, call);
        double forwardDelta = BlackFormulaRepository.delta(forward, strike, years, volatility, call);
        double forwardGamma = BlackFormulaRepository.gamma(forward, strike, years, volatility);
        double decay = BlackFormulaRepository.driftlessTheta(forward, strike, years, volatility);
        double vega = BlackFormulaRepository.vega(forward, strike, years, volatility);
        double growth = market.growth();
        double thetaPerYear =
                discount * (market.rate() * forwardPrice - market.carry() * forward * forwardDelta + decay);
        double rhoPerOne = discount * years * (forward * forwardDelta - forwardPrice);
        return new Greeks(
                discount * growth * forwardDelta,
                discount * growth * growth * forwardGamma,
                thetaPerYear / YearFraction.DAYS,
                discount * vega * POINT,
                rhoPerOne * POINT);
    }

    /**
     * Lambda, vanna, charm, vomma and speed (Haug 2007, chapter 2: elasticity, DdeltaDvol, DdeltaDtime, DvegaDvol and
     * DgammaDspot).
     */
    public static HigherGreeks higherGreeks(Right right, double strike, ExpiryForward market, double volatility) {
        if (isUndefined(market, strike, volatility)) {
            return HigherGreeks.ABSENT;
        }
        Greeks first = greeks(right, strike, market, volatility);
        double forward = market.forward();
        double years = market.years();
        double scale = market.discount() * market.growth();
        double price = price(right, strike, market, volatility);
        double deviation = volatility * Math.sqrt(years);
        double d1 = Math.log(forward / strike) / deviation + 0.5 * deviation;
        double d2 = d1 - deviation;
        double density = scale * Math.exp(-0.5 * d1 * d1) / Math.sqrt(2 * Math.PI);
        double carry = market.carry();
        double charmPerYear =
                -density * (carry / deviation - d2 / (2 * years)) - (carry - market.rate()) * first.delta();
        return new HigherGreeks(
                price > 0 ? first.delta() * market.spot() / price : Double.NaN,
                -density * d2 / volatility,
                charmPerYear / YearFraction.DAYS,
                first.vega() / POINT * d1 * d2 / volatility,
                -first.gamma() / market.spot() * (1 + d1 / deviation));
    }

    /**
     * A start for the solver: at the money the time value is about 0.4 F v sqrt(T) (Brenner and Subrahmanyam 1988); away
     * from it Newton's method is safe from the volatility of greatest vega slope, sqrt(2 |ln(F/K)| / T) (Manaster and
     * Koehler 1982).
     */
    private static double guess(double timeValue, double forward, double strike, double years) {
        double atTheMoney = 2.5 * timeValue / (forward * Math.sqrt(years));
        double steepest = Math.sqrt(2 * Math.abs(Math.log(forward / strike)) / years);
        return Math.max(LEAST_VOLATILITY, Math.max(atTheMoney, steepest));
    }

    private static boolean isUndefined(ExpiryForward market, double strike, double volatility) {
        return !(market.years() > 0
                && volatility > 0
                && strike > 0
                && market.forward() > 0
                && market.spot() > 0
                && !Double.isNaN(market.rate()));
    }
}
