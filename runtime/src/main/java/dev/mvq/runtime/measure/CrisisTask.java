package dev.mvq.runtime.measure;

import dev.mvq.runtime.market.DateRange;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The nearest rows of other years to rows of a crisis are of days of high volatility: precision among the first 50. A day is one of high
 * volatility where a volatility index of another source closed in the upper tenth of all rows; without an index, where the underlying's
 * own volatility of 20 sessions is. The base rate is the part of such rows in other years.
 */
final class CrisisTask implements Task {
    private static final int NEIGHBOURS = 50;
    private static final int FEWEST = 20;
    private static final int MOST = 500;
    private static final double UPPER = 0.9;

    private final DateRange crisis;

    CrisisTask(DateRange crisis) {
        this.crisis = crisis;
    }

    @Override
    public String name() {
        return "crises";
    }

    @Override
    public Optional<String> lacking(Trial trial) {
        int count = subjects(trial).length;
        if (count < FEWEST) {
            return Optional.of("%d rows within %s, %d wanted".formatted(count, crisis, FEWEST));
        }
        long years = IntStream.of(trial.rows())
                .map(row -> year(trial, row))
                .distinct()
                .count();
        return years < 3 ? Optional.of("rows of %d years, 3 wanted".formatted(years)) : Optional.empty();
    }

    private int[] subjects(Trial trial) {
        double[] stress = stress(trial);
        int[] all = IntStream.of(trial.rows())
                .filter(row -> crisis.contains(trial.pool().places().get(row).date()) && !Double.isNaN(stress[row]))
                .toArray();
        int step = Math.max(1, (all.length + MOST - 1) / MOST);
        return IntStream.range(0, (all.length + step - 1) / step)
                .map(i -> all[i * step])
                .toArray();
    }

    private static double[] stress(Trial trial) {
        Pool pool = trial.pool();
        return pool.known(Quantity.VOLATILITY_INDEX) * 2 > pool.places().size()
                ? pool.of(Quantity.VOLATILITY_INDEX)
                : pool.of(Quantity.VOLATILITY_20);
    }

    private static int year(Trial trial, int row) {
        return trial.pool().places().get(row).date().getYear();
    }

    /** Whether each row of the pool is of a day of high volatility. */
    private static double[] high(Trial trial) {
        double[] stress = stress(trial);
        double[] sorted = IntStream.of(trial.rows())
                .mapToDouble(row -> stress[row])
                .filter(value -> !Double.isNaN(value))
                .sorted()
                .toArray();
        double bound = sorted[(int) (UPPER * (sorted.length - 1))];
        return Arrays.stream(stress)
                .map(value -> Double.isNaN(value) ? Double.NaN : value > bound ? 1 : 0)
                .toArray();
    }

    @Override
    public List<Finding> judge(Trial trial, Judged judged) {
        int[] subjects = subjects(trial);
        double[] high = high(trial);
        int[] moments = trial.moments();
        int[][] near = judged.search()
                .nearest(
                        judged.of(subjects),
                        NEIGHBOURS,
                        (query, row) -> year(trial, row) != year(trial, subjects[query]) && !Double.isNaN(high[row]),
                        row -> moments[row]);
        double[] found = Arrays.stream(near)
                .mapToDouble(rows -> AgreementTask.mean(high, rows))
                .toArray();
        return List.of(new Finding(measure(), judged.method(), Sample.mean(sessions(trial, subjects), found)));
    }

    private String measure() {
        return "precision@50 " + crisis.first().getYear();
    }

    private static int[] sessions(Trial trial, int[] rows) {
        return IntStream.of(rows)
                .map(row -> trial.pool().places().get(row).session())
                .toArray();
    }

    @Override
    public List<Finding> references(Trial trial) {
        int[] subjects = subjects(trial);
        double[] high = high(trial);
        double[] base = IntStream.of(subjects)
                .mapToDouble(subject -> IntStream.of(trial.rows())
                        .filter(row -> year(trial, row) != year(trial, subject))
                        .mapToDouble(row -> high[row])
                        .filter(value -> !Double.isNaN(value))
                        .average()
                        .orElse(Double.NaN))
                .toArray();
        return List.of(new Finding(measure(), "chance", Sample.mean(sessions(trial, subjects), base)));
    }
}
