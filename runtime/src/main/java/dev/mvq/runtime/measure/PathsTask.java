package dev.mvq.runtime.measure;

import dev.mvq.runtime.feature.PriceFeatures;
import dev.mvq.runtime.market.Modality;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * The nearest rows elsewhere, of other underlyings and other sessions, went the same way: correlation of the underlyings' price paths
 * over the window, each the sum of its returns in units of volatility. What rows drawn at random give is told beside it.
 */
final class PathsTask implements Task {
    private static final int FEWEST = 50;
    private static final int FEWEST_SESSIONS = 30;
    private static final long SEED = 97;

    @Override
    public String name() {
        return "paths";
    }

    @Override
    public Optional<String> lacking(Trial trial) {
        if (trial.modality() != Modality.PRICE && trial.modality() != Modality.FUSED) {
            return Optional.of("only price and fused look at paths");
        }
        if (!trial.manyUnderlyings() && !trial.longEnough()) {
            return Optional.of("one underlying over %d sessions: nothing is elsewhere"
                    .formatted(trial.pool().span() + 1));
        }
        long known = IntStream.of(trial.subjects())
                .filter(row -> path(trial, row).isPresent())
                .count();
        return known < FEWEST
                ? Optional.of("%d sessions of returns are known of %d subjects only".formatted(FEWEST_SESSIONS, known))
                : Optional.empty();
    }

    @Override
    public List<Finding> judge(Trial trial, Judged judged) {
        int[][] near = judged.search()
                .nearest(judged.of(trial.subjects()), trial.options().neighbours(), trial.elsewhere());
        return findings(trial, judged.method(), near);
    }

    @Override
    public List<Finding> references(Trial trial) {
        SplittableRandom random = new SplittableRandom(SEED);
        int[] rows = trial.rows();
        int[][] drawn = IntStream.range(0, trial.subjects().length)
                .mapToObj(subject -> IntStream.range(0, trial.options().neighbours())
                        .map(i -> rows[random.nextInt(rows.length)])
                        .toArray())
                .toArray(int[][]::new);
        return findings(trial, "chance", drawn);
    }

    private static List<Finding> findings(Trial trial, String method, int[][] near) {
        int[] subjects = trial.subjects();
        double[] alike = IntStream.range(0, subjects.length)
                .mapToDouble(i -> path(trial, subjects[i])
                        .map(own -> Arrays.stream(near[i])
                                .mapToObj(row -> path(trial, row))
                                .flatMap(Optional::stream)
                                .mapToDouble(other -> correlation(own, other))
                                .filter(Double::isFinite)
                                .average()
                                .orElse(Double.NaN))
                        .orElse(Double.NaN))
                .toArray();
        return List.of(new Finding("correlation", method, Sample.mean(trial.blocks(), alike)));
    }

    /** The sum of the row's returns so far, {@code [60]}: NaN before the first; unknown returns add nothing. */
    private static Optional<double[]> path(Trial trial, int row) {
        float[] price = trial.pool().rows().price();
        int at = row * PriceFeatures.SESSIONS * PriceFeatures.COUNT
                + PriceFeatures.names().indexOf("underlying_return");
        if (price.length == 0) {
            return Optional.empty();
        }
        double[] path = new double[PriceFeatures.SESSIONS];
        double sum = Double.NaN;
        int known = 0;
        for (int session = 0; session < path.length; session++, at += PriceFeatures.COUNT) {
            if (Float.isFinite(price[at])) {
                // The feature is the asinh of the return: taken back, or a jump would count too little.
                sum = (known == 0 ? 0 : sum) + Math.sinh(price[at]);
                known++;
            }
            path[session] = sum;
        }
        return known < FEWEST_SESSIONS ? Optional.empty() : Optional.of(path);
    }

    /** Over the sessions that both have; NaN where one does not move. */
    static double correlation(double[] a, double[] b) {
        double[] sums = new double[5];
        int both = 0;
        for (int i = 0; i < a.length; i++) {
            if (!Double.isNaN(a[i]) && !Double.isNaN(b[i])) {
                sums[0] += a[i];
                sums[1] += b[i];
                sums[2] += a[i] * a[i];
                sums[3] += b[i] * b[i];
                sums[4] += a[i] * b[i];
                both++;
            }
        }
        double covariance = sums[4] - sums[0] * sums[1] / both;
        double variances = (sums[2] - sums[0] * sums[0] / both) * (sums[3] - sums[1] * sums[1] / both);
        return both < FEWEST_SESSIONS || !(variances > 0) ? Double.NaN : covariance / Math.sqrt(variances);
    }
}
