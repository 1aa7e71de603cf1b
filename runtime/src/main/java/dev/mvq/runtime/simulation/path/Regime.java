package dev.mvq.runtime.simulation.path;

/** States of the market factor. They persist (a Markov chain by session) and drive drift, the level of volatility, jumps, skew and premium. */
public enum Regime {
    CALM(0.06, 0.105, 0.05, new Jumps(1.0, 0.0, 0.010), 1.00, 1.50, 0.000),
    TRENDING(0.16, 0.125, 0.05, new Jumps(1.0, 0.0, 0.010), 0.90, 1.45, 0.000),
    STRESSED(-0.12, 0.230, 0.07, new Jumps(7.0, -0.010, 0.018), 1.20, 1.40, -0.009),
    CRASH(-1.60, 0.420, 0.22, new Jumps(25.0, -0.020, 0.028), 1.35, 1.30, -0.022),
    RECOVERY(0.45, 0.200, 0.06, new Jumps(4.0, 0.006, 0.014), 1.10, 1.45, 0.012);

    /**
     * Jumps of the market factor, overnight.
     *
     * @param aYear how many are expected in a year
     * @param mean mean log size
     * @param deviation standard deviation of the log size
     */
    public record Jumps(double aYear, double mean, double deviation) {
        /** Annual variance that they add. */
        double variance() {
            return aYear * (mean * mean + deviation * deviation);
        }
    }

    private final double drift;
    private final double volatility;
    private final double reversion;
    private final Jumps jumps;
    private final double skew;
    private final double premium;
    private final double news;

    Regime(double drift, double volatility, double reversion, Jumps jumps, double skew, double premium, double news) {
        this.drift = drift;
        this.volatility = volatility;
        this.reversion = reversion;
        this.jumps = jumps;
        this.skew = skew;
        this.premium = premium;
        this.news = news;
    }

    /** Expected log return a year. */
    public double drift() {
        return drift;
    }

    /** Annual volatility that the market factor is drawn to. */
    public double volatility() {
        return volatility;
    }

    /** Log of the annual variance that the market factor is drawn to. */
    double logVariance() {
        return 2 * StrictMath.log(volatility);
    }

    /** Share of the distance to {@link #volatility()} (in logs) that is closed each session. */
    public double reversion() {
        return reversion;
    }

    public Jumps jumps() {
        return jumps;
    }

    /** Factor on the slope of the implied smile. */
    public double skew() {
        return skew;
    }

    /** Implied over expected variance. */
    public double premium() {
        return premium;
    }

    /** Expected log return of the news that the state begins with. */
    public double news() {
        return news;
    }

    /** The state of the next session for a uniform draw in [0, 1). */
    public Regime next(double uniform) {
        double[] moves = moves();
        double sum = 0;
        for (int i = 0; i < moves.length; i++) {
            sum += moves[i];
            if (uniform < sum) {
                return values()[i];
            }
        }
        return this;
    }

    /** Chances to go on to each state, in the order declared; the rest is the chance to stay. */
    private double[] moves() {
        return switch (this) {
            case CALM -> new double[] {0, 0.009, 0.0065, 0.0005, 0};
            case TRENDING -> new double[] {0.009, 0, 0.0055, 0.0005, 0};
            case STRESSED -> new double[] {0.008, 0.002, 0, 0.014, 0.014};
            case CRASH -> new double[] {0, 0, 0.045, 0, 0.080};
            case RECOVERY -> new double[] {0.009, 0.009, 0.003, 0, 0};
        };
    }
}
