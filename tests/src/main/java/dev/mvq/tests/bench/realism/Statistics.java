package dev.mvq.tests.bench.realism;

import java.util.Arrays;
import java.util.stream.IntStream;

/** Statistics of samples. NaN among the values is left out; NaN comes back where too few are left. */
final class Statistics {
    private static final int NEAR_LAGS = 10;
    private static final int FAR_LAG = 31;
    private static final int APART = FAR_LAG - 1;

    private Statistics() {}

    static double mean(double... values) {
        return Arrays.stream(known(values)).average().orElse(Double.NaN);
    }

    /** With n in the denominator. */
    static double deviation(double... values) {
        return Math.sqrt(centralMoment(known(values), 2));
    }

    /** Fourth standardised moment: 3 for a normal distribution. */
    static double kurtosis(double... values) {
        double[] known = known(values);
        double variance = centralMoment(known, 2);
        return variance > 0 ? centralMoment(known, 4) / (variance * variance) : Double.NaN;
    }

    /** Share of values further from the mean than so many standard deviations: 6.3e-5 beyond 4 for a normal distribution. */
    static double shareBeyond(double deviations, double... values) {
        double[] known = known(values);
        double mean = mean(known);
        double limit = deviations * deviation(known);
        return share(
                Arrays.stream(known).filter(v -> Math.abs(v - mean) > limit).count(), known.length);
    }

    static double median(double... values) {
        return quantile(0.5, values);
    }

    /** Linear between order statistics (Hyndman and Fan 1996, type 7). */
    static double quantile(double probability, double... values) {
        double[] sorted = known(values);
        if (sorted.length == 0) {
            return Double.NaN;
        }
        Arrays.sort(sorted);
        double at = probability * (sorted.length - 1);
        int below = (int) at;
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (at - below) * (sorted[above] - sorted[below]);
    }

    /** Pearson's, over the pairs in which both are known. */
    static double correlation(double[] x, double[] y) {
        int[] both = IntStream.range(0, Math.min(x.length, y.length))
                .filter(i -> !Double.isNaN(x[i] + y[i]))
                .toArray();
        double[] a = Arrays.stream(both).mapToDouble(i -> x[i]).toArray();
        double[] b = Arrays.stream(both).mapToDouble(i -> y[i]).toArray();
        double meanA = mean(a);
        double meanB = mean(b);
        double covariance = IntStream.range(0, a.length)
                .mapToDouble(i -> (a[i] - meanA) * (b[i] - meanB))
                .average()
                .orElse(Double.NaN);
        return covariance / (deviation(a) * deviation(b));
    }

    /** Correlation of the values with themselves so many places on, around the one mean of all, as usual. */
    static double autocorrelation(int lag, double... values) {
        double mean = mean(values);
        double sum = 0;
        double square = 0;
        for (int i = 0; i < values.length; i++) {
            double here = values[i] - mean;
            square += Double.isNaN(here) ? 0 : here * here;
            double product = i >= lag ? here * (values[i - lag] - mean) : 0;
            sum += Double.isNaN(product) ? 0 : product;
        }
        return square > 0 ? sum / square : Double.NaN;
    }

    /**
     * Places after which the autocorrelation has halved, as if it fell geometrically: from its mean at lags 1..10 to its mean at lags
     * 31..40. For an AR(1) of coefficient f it is ln 2 / -ln f, also under added white noise. NaN where the correlation is gone by then.
     */
    static double halfLife(double... values) {
        double near = meanAutocorrelation(1, values);
        double far = meanAutocorrelation(FAR_LAG, values);
        return near > far && far > 0 ? APART * Math.log(2) / Math.log(near / far) : Double.NaN;
    }

    private static double meanAutocorrelation(int from, double... values) {
        return IntStream.range(from, from + NEAR_LAGS)
                .mapToDouble(lag -> autocorrelation(lag, values))
                .average()
                .orElse(Double.NaN);
    }

    /** Exponent of the tail by Hill (1975) from the largest share of |values|: 3 to 4 for daily returns of stocks. */
    static double hill(double share, double... values) {
        double[] sizes = Arrays.stream(known(values)).map(Math::abs).sorted().toArray();
        int count = (int) Math.floor(share * sizes.length);
        if (count < 2) {
            return Double.NaN;
        }
        double threshold = sizes[sizes.length - count - 1];
        return 1
                / Arrays.stream(sizes, sizes.length - count, sizes.length)
                        .map(size -> Math.log(size / threshold))
                        .average()
                        .orElse(Double.NaN);
    }

    /** Gini's coefficient of amounts, none negative: 0 where all are equal, near 1 where one has all. */
    static double gini(double... values) {
        double[] sorted = known(values);
        Arrays.sort(sorted);
        double sum = 0;
        double ranked = 0;
        for (int i = 0; i < sorted.length; i++) {
            sum += sorted[i];
            ranked += (2.0 * (i + 1) - sorted.length - 1) * sorted[i];
        }
        return sum > 0 ? ranked / (sorted.length * sum) : Double.NaN;
    }

    /** What the largest share of the amounts (at least one) holds of all. */
    static double topShare(double share, double... values) {
        double[] sorted = known(values);
        Arrays.sort(sorted);
        int count = Math.max(1, (int) Math.round(share * sorted.length));
        double all = Arrays.stream(sorted).sum();
        return all > 0
                ? Arrays.stream(sorted, Math.max(0, sorted.length - count), sorted.length)
                                .sum()
                        / all
                : Double.NaN;
    }

    static double share(long part, long whole) {
        return whole > 0 ? (double) part / whole : Double.NaN;
    }

    static double[] known(double... values) {
        return Arrays.stream(values).filter(v -> !Double.isNaN(v)).toArray();
    }

    private static double centralMoment(double[] known, int power) {
        double mean = mean(known);
        return Arrays.stream(known)
                .map(v -> Math.pow(v - mean, power))
                .average()
                .orElse(Double.NaN);
    }
}
