package dev.mvq.runtime.pricing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.opengamma.strata.pricer.impl.option.BlackFormulaRepository;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Scale;

/** The project's own Black formula against Strata's, which it replaces where last bits must not depend on the machine. */
class NormalizedBlackProperties {
    @Property(tries = 2000)
    void valuesAreThoseOfStrata(
            @ForAll @Scale(6) @DoubleRange(min = -3, max = 3) double k,
            @ForAll @Scale(6) @DoubleRange(min = 1e-3, max = 3) double s) {
        double known = BlackFormulaRepository.price(1, Math.exp(k), 1, s, k >= 0);
        assertEquals(known, NormalizedBlack.outOfTheMoney(k, s), 1e-12);
    }

    @Property(tries = 2000)
    void theDeviationIsFoundAgainFromItsValue(
            @ForAll @Scale(6) @DoubleRange(min = -3, max = 3) double k,
            @ForAll @Scale(6) @DoubleRange(min = 1e-2, max = 3) double s,
            @ForAll @Scale(6) @DoubleRange(min = 1e-3, max = 5) double guess) {
        double value = NormalizedBlack.outOfTheMoney(k, s);
        if (value > 1e-9) {
            double found = NormalizedBlack.deviation(k, value, guess);
            assertEquals(value, NormalizedBlack.outOfTheMoney(k, found), 1e-12);
            // What a value that is itself good to 1e-15 says of the deviation.
            assertEquals(s, found, 1e-9 + 1e-14 / NormalizedBlack.slope(k, s));
        }
    }

    @Property(tries = 500)
    void theSlopeIsTheValuesDerivative(
            @ForAll @Scale(6) @DoubleRange(min = -1, max = 1) double k,
            @ForAll @Scale(6) @DoubleRange(min = 0.05, max = 2) double s) {
        double h = 1e-5 * s;
        double bumped = NormalizedBlack.outOfTheMoney(k, s + h) - NormalizedBlack.outOfTheMoney(k, s - h);
        assertEquals(bumped / (2 * h), NormalizedBlack.slope(k, s), 1e-7);
    }

    @Property(tries = 500)
    void bothTailsOfTheNormalMakeOne(@ForAll @Scale(6) @DoubleRange(min = -12, max = 12) double x) {
        assertEquals(1, StandardNormal.distribution(x) + StandardNormal.distribution(-x), 1e-15);
    }

    @Example
    void theNormalDistributionIsThatOfTheTables() {
        assertEquals(0.5, StandardNormal.distribution(0), 1e-15);
        assertEquals(0.8413447460685429, StandardNormal.distribution(1), 1e-15);
        assertEquals(1.349898031630095e-3, StandardNormal.distribution(-3), 1e-16);
        assertEquals(6.220960574271785e-16, StandardNormal.distribution(-8), 1e-24);
    }

    @Example
    void noDeviationExplainsAValueOutsideItsBounds() {
        assertTrue(Double.isNaN(NormalizedBlack.deviation(0.1, 0, 0.2)));
        assertTrue(Double.isNaN(NormalizedBlack.deviation(0.1, 1, 0.2)));
        assertTrue(Double.isNaN(NormalizedBlack.deviation(-0.1, Math.exp(-0.1), 0.2)));
        assertTrue(Double.isNaN(NormalizedBlack.deviation(0, Double.NaN, 0.2)));
    }
}
