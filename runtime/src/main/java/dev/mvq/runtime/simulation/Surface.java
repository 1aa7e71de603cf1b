package dev.mvq.runtime.simulation;

import java.time.LocalDate;
import java.util.function.ToIntFunction;

/**
 * The implied variance of a name at one close: SSVI with a power law (Gatheral & Jacquier 2014, "Arbitrage-free SVI volatility
 * surfaces", section 4). Total variance at log-moneyness k = ln(K/F) and at-the-money total variance θ is
 *
 * <pre>w(k, θ) = θ/2 · (1 + ρ φ k + √((φ k + ρ)² + 1 − ρ²)),   φ(θ) = η θ^−γ (1 + θ)^(γ−1)</pre>
 *
 * With 0 &lt; γ ≤ ½ and η (1 + |ρ|) ≤ 2, and θ never falling with maturity, there is neither butterfly nor calendar arbitrage. θ is the
 * integral of a variance that reverts from near to far, plus a lump for each earnings day before expiry: both only grow.
 */
final class Surface {
    private static final double GAMMA = 0.45;
    private static final double REVERSION_A_YEAR = 5;
    private static final double MOST_SLOPE = 1.96;

    /**
     * What the close knows.
     *
     * @param near annual implied variance at the short end
     * @param far annual implied variance at the long end
     * @param skew factor on the smile's slope
     */
    record Outlook(double near, double far, double skew) {}

    private final Outlook outlook;
    private final double rho;
    private final double eta;
    private final double lump;
    private final ToIntFunction<LocalDate> lumps;

    private Surface(Outlook outlook, double rho, double eta, double lump, ToIntFunction<LocalDate> lumps) {
        this.outlook = outlook;
        this.rho = rho;
        this.eta = Math.min(eta, MOST_SLOPE / (1 + Math.abs(rho)));
        this.lump = lump;
        this.lumps = lumps;
    }

    /**
     * A name's surface.
     *
     * @param lumps how many earnings days lie before an expiry
     */
    static Surface of(Roster.Name name, Outlook outlook, ToIntFunction<LocalDate> lumps) {
        double slope = name.fund() ? 0.95 : 0.78;
        double tilt = (name.fund() ? -0.70 : -0.45) * Math.min(outlook.skew, 1.25);
        double lump = name.earningsMove() * name.earningsMove();
        return new Surface(outlook, Math.max(tilt, -0.88), slope * outlook.skew, lump, lumps);
    }

    /** Implied volatility at the short end, decimal. */
    double shortVolatility() {
        return Math.sqrt(outlook.near);
    }

    /** At-the-money total variance θ to an expiry that is {@code years} away. */
    double atTheMoney(LocalDate expiry, double years) {
        double reverted = -Math.expm1(-REVERSION_A_YEAR * years) / REVERSION_A_YEAR;
        double running = outlook.far * years + (outlook.near - outlook.far) * reverted;
        return running + lump * lumps.applyAsInt(expiry);
    }

    /** Total variance w at log-moneyness ln(K/F), for an expiry's θ. */
    double totalVariance(double logMoneyness, double theta) {
        double phi = eta * Math.pow(theta, -GAMMA) * Math.pow(1 + theta, GAMMA - 1);
        double x = phi * logMoneyness;
        return 0.5 * theta * (1 + rho * x + Math.sqrt((x + rho) * (x + rho) + 1 - rho * rho));
    }

    /** Whether the parameters lie within the conditions named above. */
    boolean isFreeOfArbitrage() {
        return eta * (1 + Math.abs(rho)) <= 2 && outlook.near > 0 && outlook.far > 0 && lump >= 0;
    }
}
