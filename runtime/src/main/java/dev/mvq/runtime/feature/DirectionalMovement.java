package dev.mvq.runtime.feature;

/**
 * Wilder's true range and directional movement (New Concepts in Technical Trading Systems, 1978) of a series, smoothed from its first
 * session on.
 *
 * @param trueRange average true range, currency
 * @param plus +DI, 0..100
 * @param minus -DI, 0..100
 * @param average ADX, 0..100
 */
record DirectionalMovement(double trueRange, double plus, double minus, double average) {
    static DirectionalMovement of(double[] high, double[] low, double[] close, int sessions) {
        int length = close.length;
        double[] range = new double[length];
        double[] up = new double[length];
        double[] down = new double[length];
        range[0] = high[0] - low[0];
        for (int i = 1; i < length; i++) {
            range[i] = Math.max(high[i], close[i - 1]) - Math.min(low[i], close[i - 1]);
            double rise = high[i] - high[i - 1];
            double fall = low[i - 1] - low[i];
            up[i] = rise > fall && rise > 0 ? rise : 0;
            down[i] = fall > rise && fall > 0 ? fall : 0;
        }
        double[] ranges = Averages.wilder(range, sessions);
        double[] ups = Averages.wilder(up, sessions);
        double[] downs = Averages.wilder(down, sessions);
        double[] spread = new double[length];
        for (int i = 0; i < length; i++) {
            double both = ups[i] + downs[i];
            spread[i] = both > 0 ? 100 * Math.abs(ups[i] - downs[i]) / both : 0;
        }
        double last = Averages.last(ranges);
        return new DirectionalMovement(
                last,
                Scaling.ratio(100 * Averages.last(ups), last),
                Scaling.ratio(100 * Averages.last(downs), last),
                Averages.last(Averages.wilder(spread, sessions)));
    }
}
