package dev.mvq.runtime.measure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * What followed the nearest rows of earlier times says something of what follows the subject: the volatility of its underlying's next
 * 5 and 21 sessions. Neighbours are at least 30 sessions older, so that their outcome was known, and an underlying's session counts
 * once. Judged on the log volatility (R²) and the variance (QLIKE, {@code x / h - log(x / h) - 1}: Patton 2011, equation 3).
 */
final class OutcomeTask implements Task {
    private static final Map<String, Quantity> HORIZONS =
            Map.of("5d", Quantity.NEXT_VARIANCE_5, "21d", Quantity.NEXT_VARIANCE_21);
    private static final int FEWEST = 50;

    @Override
    public String name() {
        return "outcome";
    }

    @Override
    public Optional<String> lacking(Trial trial) {
        int[] subjects = asked(trial);
        return subjects.length < FEWEST
                ? Optional.of("%d subjects have 30 sessions of rows before them and 21 sessions after, %d wanted"
                        .formatted(subjects.length, FEWEST))
                : Optional.empty();
    }

    /** Views whose outcome is known and that are forecast by all: the same for every method. */
    private static int[] asked(Trial trial) {
        Pool pool = trial.pool();
        int first = IntStream.of(trial.rows())
                .map(row -> pool.places().get(row).session())
                .min()
                .orElse(0);
        double[] month = pool.of(Quantity.NEXT_VARIANCE_21);
        double[] har = VolatilityForecasts.heterogeneous(pool, Quantity.NEXT_VARIANCE_21, trial.moments())
                .logs();
        double[] weighted = pool.of(Quantity.EWMA_VARIANCE);
        return IntStream.of(trial.views())
                .filter(view -> {
                    int row = pool.subjects()[view];
                    return !Double.isNaN(month[row] + har[row] + weighted[row])
                            && pool.places().get(row).session() - first >= 2 * VolatilityForecasts.KNOWN_AFTER;
                })
                .toArray();
    }

    @Override
    public List<Finding> judge(Trial trial, Judged judged) {
        Pool pool = trial.pool();
        int[] rows =
                IntStream.of(asked(trial)).map(view -> pool.subjects()[view]).toArray();
        int[] moments = trial.moments();
        double[] outcome = pool.of(Quantity.NEXT_VARIANCE_21);
        int[][] near = judged.search()
                .nearest(
                        judged.of(rows),
                        trial.options().neighbours(),
                        (query, row) -> isOlder(pool, rows[query], row) && !Double.isNaN(outcome[row]),
                        row -> moments[row]);
        List<Finding> findings = new ArrayList<>();
        HORIZONS.forEach((word, quantity) -> {
            double[] values = pool.of(quantity);
            double[] logs =
                    Arrays.stream(values).map(value -> Math.log(value) / 2).toArray();
            findings.addAll(findings(
                    trial,
                    word,
                    judged.method(),
                    values,
                    Arrays.stream(near)
                            .mapToDouble(found -> AgreementTask.mean(logs, found))
                            .toArray(),
                    Arrays.stream(near)
                            .mapToDouble(found -> AgreementTask.mean(values, found))
                            .toArray()));
        });
        return findings;
    }

    private static boolean isOlder(Pool pool, int subject, int row) {
        return pool.places().get(subject).session() - pool.places().get(row).session()
                >= VolatilityForecasts.KNOWN_AFTER;
    }

    private static List<Finding> findings(
            Trial trial, String word, String method, double[] truth, double[] logs, double[] variances) {
        int[] asked = asked(trial);
        int[] blocks =
                IntStream.of(asked).map(view -> trial.pool().blocks()[view]).toArray();
        double[] so = IntStream.of(asked)
                .mapToDouble(view -> truth[trial.pool().subjects()[view]])
                .toArray();
        double[] losses = new double[so.length];
        Arrays.setAll(losses, i -> so[i] / variances[i] - Math.log(so[i] / variances[i]) - 1);
        double[] logTruth = Arrays.stream(so).map(value -> Math.log(value) / 2).toArray();
        return List.of(
                new Finding("R² volatility " + word, method, Sample.explained(blocks, logTruth, logs)),
                new Finding("QLIKE " + word + " ↓", method, Sample.mean(blocks, losses)));
    }

    @Override
    public List<Finding> references(Trial trial) {
        Pool pool = trial.pool();
        int[] asked = asked(trial);
        List<Finding> findings = new ArrayList<>();
        Map<String, Quantity> last = Map.of("5d", Quantity.PAST_VARIANCE_5, "21d", Quantity.PAST_VARIANCE_21);
        HORIZONS.forEach((word, quantity) -> {
            double[] values = pool.of(quantity);
            VolatilityForecasts.Forecast har = VolatilityForecasts.heterogeneous(pool, quantity, trial.moments());
            Quantity before = last.getOrDefault(word, quantity);
            findings.addAll(naive(trial, asked, word, "last", values, pool.of(before)));
            findings.addAll(naive(trial, asked, word, "ewma", values, pool.of(Quantity.EWMA_VARIANCE)));
            findings.addAll(findings(
                    trial, word, "har", values, picked(pool, asked, har.logs()), picked(pool, asked, har.variances())));
        });
        return findings;
    }

    private static List<Finding> naive(
            Trial trial, int[] asked, String word, String name, double[] truth, double[] forecast) {
        double[] variances = picked(trial.pool(), asked, forecast);
        double[] logs =
                Arrays.stream(variances).map(value -> Math.log(value) / 2).toArray();
        return findings(trial, word, name, truth, logs, variances);
    }

    private static double[] picked(Pool pool, int[] views, double[] values) {
        return IntStream.of(views)
                .mapToDouble(view -> values[pool.subjects()[view]])
                .toArray();
    }
}
