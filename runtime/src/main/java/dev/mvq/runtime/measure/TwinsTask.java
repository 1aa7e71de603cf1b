package dev.mvq.runtime.measure;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** A noisy view of a contract-day finds that contract-day among all rows, its own chain and days nearby among them. */
final class TwinsTask implements Task {
    private static final int FEWEST = 20;

    @Override
    public String name() {
        return "twins";
    }

    @Override
    public Optional<String> lacking(Trial trial) {
        return trial.views().length < FEWEST
                ? Optional.of("%d rows with a view, %d wanted".formatted(trial.views().length, FEWEST))
                : Optional.empty();
    }

    @Override
    public List<Finding> judge(Trial trial, Judged judged) {
        double[] ranks = judged.search().ranks(judged.seen(trial.views()), trial.subjects());
        int[] blocks = trial.blocks();
        return List.of(
                new Finding("MRR", judged.method(), Sample.mean(blocks, reciprocal(ranks))),
                new Finding("recall@1", judged.method(), Sample.mean(blocks, first(ranks))));
    }

    /** Mean reciprocal rank alone: by what a baseline chooses how to compare. */
    static double meanReciprocal(Trial trial, Search search, float[] seen) {
        return Arrays.stream(reciprocal(search.ranks(seen, trial.subjects())))
                .average()
                .orElse(0);
    }

    private static double[] reciprocal(double[] ranks) {
        return Arrays.stream(ranks).map(rank -> 1 / rank).toArray();
    }

    private static double[] first(double[] ranks) {
        return Arrays.stream(ranks).map(rank -> rank == 1 ? 1 : 0).toArray();
    }

    @Override
    public List<Finding> references(Trial trial) {
        int count = trial.rows().length;
        double harmonic =
                IntStream.rangeClosed(1, count).mapToDouble(rank -> 1.0 / rank).sum();
        return List.of(
                new Finding("MRR", "chance", constant(trial, harmonic / count)),
                new Finding("recall@1", "chance", constant(trial, 1.0 / count)));
    }

    private static Sample constant(Trial trial, double value) {
        double[] values = new double[trial.views().length];
        Arrays.fill(values, value);
        return Sample.mean(trial.blocks(), values);
    }
}
