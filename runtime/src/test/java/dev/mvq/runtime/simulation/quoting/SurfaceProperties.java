package dev.mvq.runtime.simulation.quoting;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mvq.runtime.simulation.path.Roster;
import dev.mvq.runtime.simulation.path.VarianceOutlook;
import java.time.LocalDate;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Scale;

/** The surface itself has no static arbitrage, whatever the market's mood. */
class SurfaceProperties {
    private static final LocalDate TODAY = LocalDate.of(2024, 1, 12);

    @Property(tries = 200)
    void densityIsNowhereNegative(
            @ForAll @IntRange(min = 0, max = 30) int name,
            @ForAll @Scale(4) @DoubleRange(min = 1e-4, max = 2) double near,
            @ForAll @Scale(4) @DoubleRange(min = 1e-4, max = 1) double far,
            @ForAll @DoubleRange(min = 0.8, max = 1.4) double skew,
            @ForAll @IntRange(min = 1, max = 900) int days) {
        VarianceOutlook outlook = outlook(name, near, far, skew);
        Surface surface = Surface.of(name(name), outlook);
        double theta = outlook.atTheMoney(TODAY.plusDays(days), days / 365.0);
        double deviation = Math.sqrt(theta);
        for (double x = -6; x <= 6; x += 0.25) {
            double density = density(surface, theta, x * deviation, 0.01 * deviation);
            assertTrue(density >= -1e-6, "at " + x + " deviations: " + density);
        }
        assertTrue(surface.isFreeOfArbitrage());
    }

    @Property(tries = 200)
    void totalVarianceNeverFallsWithMaturity(
            @ForAll @IntRange(min = 0, max = 30) int name,
            @ForAll @Scale(4) @DoubleRange(min = 1e-4, max = 2) double near,
            @ForAll @Scale(4) @DoubleRange(min = 1e-4, max = 1) double far,
            @ForAll @DoubleRange(min = 0.8, max = 1.4) double skew,
            @ForAll @DoubleRange(min = -1.5, max = 1.5) double logMoneyness) {
        VarianceOutlook outlook = outlook(name, near, far, skew);
        Surface surface = Surface.of(name(name), outlook);
        double before = 0;
        for (int days = 1; days < 900; days += 3) {
            double theta = outlook.atTheMoney(TODAY.plusDays(days), days / 365.0);
            double variance = surface.totalVariance(logMoneyness, theta);
            assertTrue(variance >= before - 1e-12, "falls at " + days + " days");
            before = variance;
        }
    }

    /** Durrleman's g, which has the sign of the density (Gatheral & Jacquier 2014, equation 2.1), by central differences. */
    private static double density(Surface surface, double theta, double k, double h) {
        double w = surface.totalVariance(k, theta);
        double up = surface.totalVariance(k + h, theta);
        double down = surface.totalVariance(k - h, theta);
        double slope = (up - down) / (2 * h);
        double bend = (up - 2 * w + down) / (h * h);
        double first = 1 - k * slope / (2 * w);
        return first * first - slope * slope / 4 * (1 / w + 0.25) + bend / 2;
    }

    private static Roster.Name name(int name) {
        return Roster.first(Roster.SIZE).get(name);
    }

    private static VarianceOutlook outlook(int name, double near, double far, double skew) {
        double move = name(name).earningsMove();
        return new VarianceOutlook(
                near, far, skew, move * move, day -> (int) ((day.toEpochDay() - TODAY.toEpochDay()) / 91));
    }
}
