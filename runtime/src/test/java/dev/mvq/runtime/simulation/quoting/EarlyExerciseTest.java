package dev.mvq.runtime.simulation.quoting;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mvq.runtime.market.Right;
import dev.mvq.runtime.pricing.EuropeanPricing;
import dev.mvq.runtime.pricing.ExpiryForward;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** With a flat smile the values are those of Barone-Adesi & Whaley (1987), whose distance from the truth is known and small. */
class EarlyExerciseTest {
    private static final double SPOT = 100;

    /** The whole ladder within 0.3% of the spot up to two years, as far as the approximation is good. */
    @ParameterizedTest
    @CsvSource({
        "0.05, 0.00, 0.20, 0.02",
        "0.05, 0.00, 0.20, 0.25",
        "0.05, 0.00, 0.20, 1.00",
        "0.05, 0.02, 0.30, 2.00",
        "0.01, 0.05, 0.25, 0.50",
        "0.00125, 0.058, 0.25, 1.50",
        "0.0525, 0.014, 0.15, 0.10",
        "0.0525, 0.040, 0.60, 1.00"
    })
    void valuesAreThoseOfATree(double rate, double yield, double sigma, double years) {
        for (Right right : Right.values()) {
            for (double strike = 60; strike <= 150; strike += 10) {
                double tree = BinomialTree.american(right, SPOT, strike, rate, yield, sigma, years);
                double made = american(right, strike, rate, yield, sigma, years);
                assertEquals(tree, made, 0.003 * SPOT * Math.max(0.15, Math.sqrt(years)), right + " at " + strike);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"0.05, 0.05, 0.3, 0.5", "0.05, 0.0, 0.2, 1", "0.01, 0.05, 0.25, 1"})
    void theValueMeetsThePayoffAtTheCriticalStrikeInValueAndSlope(double rate, double yield, double sigma, double t) {
        for (Right right : Right.values()) {
            EarlyExercise early = early(right, rate, yield, sigma, t);
            if (early.premium() > 0) {
                double at = early.critical();
                double h = 1e-4 * at;
                double inside = american(right, at + right.sign() * h, rate, yield, sigma, t);
                assertEquals(Math.abs(SPOT - at), american(right, at, rate, yield, sigma, t), 1e-9);
                // Smooth: the first-order change is the payoff's own.
                assertEquals(right.sign() * (SPOT - at) - h, inside, 1e-3 * h);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"0.05, 0.0, 0.2, 1", "0.0, 0.0, 0.2, 1"})
    void nothingIsAddedToCallsWithoutDividends(double rate, double yield, double sigma, double years) {
        assertEquals(EarlyExercise.none(Right.CALL), early(Right.CALL, rate, yield, sigma, years));
    }

    @ParameterizedTest
    @CsvSource({"0.05, 0.02", "0.0, 0.05"})
    void theRightToExerciseIsWorthMoreDeeperInTheMoney(double rate, double yield) {
        double before = 0;
        for (double strike = 60; strike <= 180; strike += 5) {
            double premium = american(Right.PUT, strike, rate, yield, 0.3, 1)
                    - european(rate, yield, 0.3, 1).value(Right.PUT, strike);
            assertTrue(premium >= before - 1e-12, "at " + strike);
            before = premium;
        }
    }

    private static double american(Right right, double strike, double rate, double yield, double sigma, double years) {
        double european = european(rate, yield, sigma, years).value(right, strike);
        return early(right, rate, yield, sigma, years).value(SPOT, strike, european);
    }

    private static EarlyExercise early(Right right, double rate, double yield, double sigma, double years) {
        return EarlyExercise.of(
                right,
                european(rate, yield, sigma, years),
                SPOT,
                Math.exp(-rate * years),
                Math.exp(-yield * years),
                sigma * sigma * years);
    }

    private static EarlyExercise.European european(double rate, double yield, double sigma, double years) {
        double forward = SPOT * Math.exp((rate - yield) * years);
        ExpiryForward market = new ExpiryForward(SPOT, forward, rate, years, ExpiryForward.Origin.GIVEN);
        return new EarlyExercise.European() {
            @Override
            public double value(Right right, double strike) {
                return EuropeanPricing.price(right, strike, market, sigma);
            }

            @Override
            public double slope(Right right, double strike) {
                double h = 1e-5 * strike;
                return (value(right, strike + h) - value(right, strike - h)) / (2 * h);
            }
        };
    }
}
