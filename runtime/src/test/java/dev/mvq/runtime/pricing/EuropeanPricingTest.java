package dev.mvq.runtime.pricing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mvq.runtime.market.Greeks;
import dev.mvq.runtime.market.Right;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EuropeanPricingTest {
    private static final double RATE = 0.04;
    private static final double CARRY = 0.025;

    /** Haug 2007, 1.1.1: S 60, X 65, T 0.25, r 8%, v 30%: call 2.1334. */
    @Test
    void a_textbook_call_has_its_textbook_price() {
        ExpiryForward market = ExpiryForward.fromRate(60, 0.08, 0.25);
        assertEquals(2.1334, EuropeanPricing.price(Right.CALL, 65, market, 0.30), 5e-5);
    }

    /** Haug 2007, 1.1.2: index put, S 100, X 95, T 0.5, r 10%, dividend yield 5%, v 20%: put 2.4648. */
    @Test
    void a_textbook_put_under_a_dividend_yield_has_its_textbook_price() {
        ExpiryForward market = market(100, 0.10, 0.05, 0.5);
        assertEquals(2.4648, EuropeanPricing.price(Right.PUT, 95, market, 0.20), 5e-5);
    }

    @ParameterizedTest
    @CsvSource({
        "CALL, 80, 0.1, 0.3",
        "CALL, 100, 0.5, 0.2",
        "CALL, 130, 1.5, 0.4",
        "PUT, 80, 0.1, 0.6",
        "PUT, 100, 0.5, 0.2",
        "PUT, 130, 1.5, 0.15"
    })
    void greeks_are_the_derivatives_of_the_price(Right right, double strike, double years, double vol) {
        Greeks greeks = EuropeanPricing.greeks(right, strike, market(100, RATE, CARRY, years), vol);
        DoubleUnaryOperator bySpot = spot -> price(right, strike, market(spot, RATE, CARRY, years), vol);
        DoubleUnaryOperator byTime = time -> price(right, strike, market(100, RATE, CARRY, time), vol);
        DoubleUnaryOperator byVol = sigma -> price(right, strike, market(100, RATE, CARRY, years), sigma);
        // the carry is rate less yield, so it moves with the rate
        DoubleUnaryOperator byRate = rate -> price(right, strike, market(100, rate, CARRY + rate - RATE, years), vol);
        assertEquals(slope(bySpot, 100, 1e-3), greeks.delta(), 1e-7);
        assertEquals(curvature(bySpot, 100, 1e-2), greeks.gamma(), 1e-6);
        assertEquals(-slope(byTime, years, 1e-5) / 365, greeks.theta(), 1e-6);
        assertEquals(slope(byVol, vol, 1e-5) / 100, greeks.vega(), 1e-7);
        assertEquals(slope(byRate, RATE, 1e-5) / 100, greeks.rho(), 1e-7);
    }

    @ParameterizedTest
    @CsvSource({
        "CALL, 80, 0.1, 0.3",
        "CALL, 100, 0.5, 0.2",
        "CALL, 130, 1.5, 0.4",
        "PUT, 80, 0.1, 0.6",
        "PUT, 100, 0.5, 0.2",
        "PUT, 130, 1.5, 0.15"
    })
    void higher_greeks_are_the_derivatives_of_the_first_order_ones(
            Right right, double strike, double years, double vol) {
        ExpiryForward market = market(100, RATE, CARRY, years);
        HigherGreeks higher = EuropeanPricing.higherGreeks(right, strike, market, vol);
        DoubleUnaryOperator deltaByVol =
                sigma -> greeks(right, strike, market, sigma).delta();
        DoubleUnaryOperator vegaByVol =
                sigma -> greeks(right, strike, market, sigma).vega() * 100;
        DoubleUnaryOperator deltaByTime = time ->
                greeks(right, strike, market(100, RATE, CARRY, time), vol).delta();
        DoubleUnaryOperator gammaBySpot = spot ->
                greeks(right, strike, market(spot, RATE, CARRY, years), vol).gamma();
        double elasticity = greeks(right, strike, market, vol).delta() * 100 / price(right, strike, market, vol);
        assertEquals(elasticity, higher.lambda(), 1e-9);
        assertEquals(slope(deltaByVol, vol, 1e-5), higher.vanna(), 1e-6);
        assertEquals(-slope(deltaByTime, years, 1e-6) / 365, higher.charm(), 1e-7);
        assertEquals(slope(vegaByVol, vol, 1e-5), higher.vomma(), 1e-4);
        assertEquals(slope(gammaBySpot, 100, 1e-3), higher.speed(), 1e-7);
    }

    @Test
    void at_the_money_the_units_are_those_of_a_trader() {
        Greeks greeks = EuropeanPricing.greeks(Right.CALL, 100, market(100, 0, 0, 30 / 365.0), 0.20);
        assertEquals(0.51, greeks.delta(), 0.01);
        assertEquals(0.114, greeks.vega(), 0.001); // 0.11 per point of volatility
        assertEquals(-0.038, greeks.theta(), 0.001); // 4 cents a calendar day
        assertEquals(0.04, greeks.rho(), 0.002);
    }

    @Test
    void volatility_comes_back_from_its_price_even_deep_in_the_money() {
        ExpiryForward market = market(100, RATE, CARRY, 0.25);
        for (double strike : new double[] {50, 90, 100, 110, 200}) {
            for (Right right : Right.values()) {
                double price = EuropeanPricing.price(right, strike, market, 0.35);
                assertEquals(0.35, EuropeanPricing.impliedVolatility(right, strike, market, price), 1e-6);
            }
        }
    }

    @Test
    void a_price_outside_its_bounds_has_no_volatility() {
        ExpiryForward market = market(100, RATE, CARRY, 0.25);
        double intrinsic = EuropeanPricing.intrinsic(Right.CALL, 80, market);
        assertUnknown(EuropeanPricing.impliedVolatility(Right.CALL, 80, market, intrinsic));
        assertUnknown(EuropeanPricing.impliedVolatility(Right.CALL, 80, market, intrinsic - 0.01));
        assertUnknown(EuropeanPricing.impliedVolatility(Right.CALL, 80, market, 101));
        assertUnknown(EuropeanPricing.impliedVolatility(Right.PUT, 80, market, 80));
        assertUnknown(EuropeanPricing.impliedVolatility(Right.PUT, 80, market, 0));
        assertUnknown(EuropeanPricing.impliedVolatility(Right.PUT, 80, market, Double.NaN));
    }

    @Test
    void at_expiry_there_is_a_payoff_and_nothing_else() {
        ExpiryForward market = market(100, RATE, CARRY, 0);
        assertEquals(20, EuropeanPricing.price(Right.CALL, 80, market, 0.3), 1e-12);
        assertUnknown(EuropeanPricing.impliedVolatility(Right.CALL, 80, market, 20.5));
        assertEquals(Greeks.ABSENT, EuropeanPricing.greeks(Right.CALL, 80, market, 0.3));
        assertEquals(HigherGreeks.ABSENT, EuropeanPricing.higherGreeks(Right.CALL, 80, market, 0.3));
    }

    @Test
    void nothing_is_said_without_a_volatility_or_a_forward() {
        ExpiryForward unknown = market(Double.NaN, RATE, CARRY, 1);
        assertEquals(Greeks.ABSENT, EuropeanPricing.greeks(Right.CALL, 80, unknown, 0.3));
        assertEquals(Greeks.ABSENT, greeks(Right.CALL, 80, market(100, RATE, CARRY, 1), Double.NaN));
        assertUnknown(EuropeanPricing.impliedVolatility(Right.CALL, 80, unknown, 20));
    }

    private static ExpiryForward market(double spot, double rate, double carry, double years) {
        return new ExpiryForward(spot, spot * Math.exp(carry * years), rate, years, ExpiryForward.Origin.GIVEN);
    }

    private static double price(Right right, double strike, ExpiryForward market, double vol) {
        return EuropeanPricing.price(right, strike, market, vol);
    }

    private static Greeks greeks(Right right, double strike, ExpiryForward market, double vol) {
        return EuropeanPricing.greeks(right, strike, market, vol);
    }

    private static double slope(DoubleUnaryOperator f, double at, double step) {
        return (f.applyAsDouble(at + step) - f.applyAsDouble(at - step)) / (2 * step);
    }

    private static double curvature(DoubleUnaryOperator f, double at, double step) {
        return (f.applyAsDouble(at + step) - 2 * f.applyAsDouble(at) + f.applyAsDouble(at - step)) / (step * step);
    }

    private static void assertUnknown(double value) {
        assertTrue(Double.isNaN(value), () -> "expected NaN, was " + value);
    }
}
