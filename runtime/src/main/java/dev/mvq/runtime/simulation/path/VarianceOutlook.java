package dev.mvq.runtime.simulation.path;

import java.time.LocalDate;
import java.util.function.ToIntFunction;

/**
 * What the close of a session knows of a name's variance to come. At-the-money total variance is the integral of a variance that
 * reverts from near to far, plus a lump for each earnings day before expiry: it never falls with maturity.
 *
 * @param near annual implied variance at the short end
 * @param far annual implied variance at the long end
 * @param skew factor on the smile's slope, 1 in calm times
 * @param lean what is added to the smile's slope, in units of SSVI's ρ: a taste of the name's, and of the weeks
 * @param lump variance added by one earnings day
 * @param lumps how many earnings days lie before an expiry
 */
public record VarianceOutlook(
        double near, double far, double skew, double lean, double lump, ToIntFunction<LocalDate> lumps) {
    private static final double REVERSION_A_YEAR = 5;

    /** An outlook without a lean. */
    public VarianceOutlook(double near, double far, double skew, double lump, ToIntFunction<LocalDate> lumps) {
        this(near, far, skew, 0, lump, lumps);
    }

    /** Implied volatility at the short end, decimal. */
    public double shortVolatility() {
        return Math.sqrt(near);
    }

    /** At-the-money total variance to an expiry that is {@code years} away. */
    public double atTheMoney(LocalDate expiry, double years) {
        double reverted = -Math.expm1(-REVERSION_A_YEAR * years) / REVERSION_A_YEAR;
        return far * years + (near - far) * reverted + lump * lumps.applyAsInt(expiry);
    }
}
