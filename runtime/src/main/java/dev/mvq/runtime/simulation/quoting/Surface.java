package dev.mvq.runtime.simulation.quoting;

import dev.mvq.runtime.simulation.path.Roster;
import dev.mvq.runtime.simulation.path.VarianceOutlook;

/**
 * The implied variance of a name at one time: SSVI with a power law (Gatheral & Jacquier 2014, "Arbitrage-free SVI volatility
 * surfaces", section 4). Total variance at log-moneyness k = ln(K/F) and at-the-money total variance θ is
 *
 * <pre>w(k, θ) = θ/2 · (1 + ρ φ k + √((φ k + ρ)² + 1 − ρ²)),   φ(θ) = η θ^−γ (1 + θ)^(γ−1)</pre>
 *
 * With 0 &lt; γ ≤ ½ and η (1 + |ρ|) ≤ 2, and θ never falling with maturity, there is neither butterfly nor calendar arbitrage. θ is
 * {@link VarianceOutlook#atTheMoney}.
 */
public final class Surface {
    private static final double GAMMA = 0.45;
    private static final double MOST_SLOPE = 1.96;
    // Fitted to the median smile of real chains (31 US names, April 2026) over that at the money: at 2, 1 deviations
    // below and 1, 2 above,
    // 1.45, 1.20, 0.86, 0.89 of funds and 1.23, 1.07, 0.98, 1.07 of stocks.
    private static final double FUND_CURVATURE = 1.28;
    private static final double FUND_TILT = -0.47;
    private static final double STOCK_CURVATURE = 0.78;
    private static final double STOCK_TILT = -0.20;
    private static final double STEEPEST_TILT = -0.88;
    private static final double MOST_TILT = 0.40;

    private final VarianceOutlook outlook;
    private final double rho;
    private final double eta;

    private Surface(VarianceOutlook outlook, double rho, double eta) {
        this.outlook = outlook;
        this.rho = rho;
        this.eta = Math.min(eta, MOST_SLOPE / (1 + Math.abs(rho)));
    }

    /** A name's surface as an outlook has it. */
    public static Surface of(Roster.Name name, VarianceOutlook outlook) {
        double curvature = name.fund() ? FUND_CURVATURE : STOCK_CURVATURE;
        double tilt = (name.fund() ? FUND_TILT : STOCK_TILT) * outlook.skew() + outlook.lean();
        return new Surface(outlook, Math.clamp(tilt, STEEPEST_TILT, MOST_TILT), curvature * outlook.skew());
    }

    /**
     * One maturity of the surface.
     *
     * @param theta at-the-money total variance θ
     * @param rho ρ of the formula
     * @param phi φ(θ)
     */
    record Smile(double theta, double rho, double phi) {
        /** Total variance at log-moneyness ln(K/F). */
        double totalVariance(double k) {
            double x = phi * k;
            return 0.5 * theta * (1 + rho * x + Math.sqrt((x + rho) * (x + rho) + 1 - rho * rho));
        }

        /** Its derivative by log-moneyness. */
        double slope(double k) {
            double x = phi * k + rho;
            return 0.5 * theta * phi * (rho + x / Math.sqrt(x * x + 1 - rho * rho));
        }
    }

    /** The smile of the maturity whose at-the-money total variance is θ. */
    Smile smile(double theta) {
        double phi = eta * StrictMath.pow(theta, -GAMMA) * StrictMath.pow(1 + theta, GAMMA - 1);
        return new Smile(theta, rho, phi);
    }

    /** Total variance w at log-moneyness ln(K/F), for an expiry's θ. */
    public double totalVariance(double logMoneyness, double theta) {
        return smile(theta).totalVariance(logMoneyness);
    }

    /** Whether the parameters lie within the conditions named above. */
    public boolean isFreeOfArbitrage() {
        return eta * (1 + Math.abs(rho)) <= 2 && outlook.near() > 0 && outlook.far() > 0 && outlook.lump() >= 0;
    }
}
