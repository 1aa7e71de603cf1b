package dev.mvq.tests.bench.realism;

import java.util.List;

/**
 * One smile through a day's few contracts of several expiries: {@code iv = level + slope z + bend z z + term log(years / month)} with
 * {@code z = log(K/F)/sqrt(years)}, by least squares over the out-of-the-money contracts. For data that have too few contracts an expiry.
 *
 * @param level at the money at 30 days, decimal
 * @param slope relative change of volatility per deviation of moneyness; negative where puts are dearer
 * @param bend relative, per deviation squared
 * @param term relative change of the level per unit of log maturity
 */
record PooledSmile(double level, double slope, double bend, double term) {
    private static final int FEWEST = 8;
    private static final double MONTH = 30.0 / 365;

    static PooledSmile of(ChainDay chain) {
        List<OptionPoint> points = chain.points().filter(OptionPoint::isOnSmile).toList();
        if (points.size() < FEWEST) {
            return new PooledSmile(Double.NaN, Double.NaN, Double.NaN, Double.NaN);
        }
        double[] fit = LeastSquares.fit(
                points.stream()
                        .map(point -> new double[] {
                            1,
                            point.logMoneyness(),
                            point.logMoneyness() * point.logMoneyness(),
                            Math.log(point.market().years() / MONTH)
                        })
                        .toList(),
                points.stream().mapToDouble(OptionPoint::iv).toArray());
        return new PooledSmile(fit[0], fit[1], fit[2] * fit[0], fit[3] / fit[0]);
    }
}
