package dev.mvq.runtime.measure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * On a made market, the nearest rows elsewhere share what the market was made from and no row says: the regime, and whether order flow
 * sells, buys or does neither (thirds of all rows). Precision among the first 20, with what rows drawn at random would share.
 */
final class LatentTask implements Task {
    private static final int FEWEST = 50;
    private static final int STATES = 3;

    @Override
    public String name() {
        return "latent";
    }

    @Override
    public Optional<String> lacking(Trial trial) {
        double[] regime = trial.pool().of(Quantity.REGIME);
        long known = Arrays.stream(trial.subjects())
                .filter(row -> !Double.isNaN(regime[row]))
                .count();
        return known < FEWEST ? Optional.of("latent states are known of made markets only") : Optional.empty();
    }

    @Override
    public List<Finding> judge(Trial trial, Judged judged) {
        int[] subjects = trial.subjects();
        int[][] near =
                judged.search().nearest(judged.of(subjects), trial.options().neighbours(), trial.elsewhere());
        return findings(trial, judged.method(), near);
    }

    @Override
    public List<Finding> references(Trial trial) {
        int[] subjects = trial.subjects();
        Search.Eligible elsewhere = trial.elsewhere();
        int[][] all = new int[subjects.length][];
        for (int i = 0; i < subjects.length; i++) {
            int query = i;
            IntPredicate eligible = row -> elsewhere.test(query, row);
            all[i] = IntStream.of(trial.rows()).filter(eligible).toArray();
        }
        return findings(trial, "chance", all);
    }

    private static List<Finding> findings(Trial trial, String method, int[][] near) {
        List<Finding> findings = new ArrayList<>();
        findings.add(shared(trial, "precision@20 regime", method, trial.pool().of(Quantity.REGIME), near));
        findings.add(shared(trial, "precision@20 flow", method, thirds(trial), near));
        return findings;
    }

    private static Finding shared(Trial trial, String measure, String method, double[] states, int[][] near) {
        int[] subjects = trial.subjects();
        double[] shared = new double[subjects.length];
        for (int i = 0; i < subjects.length; i++) {
            double own = states[subjects[i]];
            shared[i] = Double.isNaN(own)
                    ? Double.NaN
                    : Arrays.stream(near[i])
                            .mapToDouble(row -> states[row] == own ? 1 : 0)
                            .average()
                            .orElse(Double.NaN);
        }
        return new Finding(measure, method, Sample.mean(trial.blocks(), shared));
    }

    private static double[] thirds(Trial trial) {
        double[] flow = trial.pool().of(Quantity.FLOW);
        double[] sorted = Arrays.stream(flow)
                .filter(value -> !Double.isNaN(value))
                .sorted()
                .toArray();
        return Arrays.stream(flow)
                .map(value -> {
                    if (Double.isNaN(value)) {
                        return value;
                    }
                    int state = 0;
                    while (state < STATES - 1 && value > sorted[sorted.length * (state + 1) / STATES]) {
                        state++;
                    }
                    return state;
                })
                .toArray();
    }
}
