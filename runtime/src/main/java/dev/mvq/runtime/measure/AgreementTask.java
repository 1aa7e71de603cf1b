package dev.mvq.runtime.measure;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The nearest rows elsewhere, of other underlyings and other sessions, agree with the subject on what was withheld from the encoder:
 * part of its variance that their mean explains.
 */
final class AgreementTask implements Task {
    private static final int FEWEST = 50;

    /** An underlying's quantities are the same for a whole chain: fewer sessions say nothing of them. */
    private static final int FEWEST_SESSIONS = 5;

    @Override
    public String name() {
        return "agreement";
    }

    @Override
    public Optional<String> lacking(Trial trial) {
        if (!trial.manyUnderlyings() && !trial.longEnough()) {
            return Optional.of("one underlying over %d sessions: nothing is elsewhere"
                    .formatted(trial.pool().span() + 1));
        }
        return quantities(trial).isEmpty()
                ? Optional.of("no withheld quantity is known of %d subjects".formatted(FEWEST))
                : Optional.empty();
    }

    private static List<Quantity> quantities(Trial trial) {
        int[] subjects = trial.subjects();
        return Arrays.stream(Quantity.values())
                .filter(quantity -> quantity.withheldFrom().contains(trial.modality()))
                .filter(quantity -> {
                    double[] values = trial.pool().of(quantity);
                    int[] known = Arrays.stream(subjects)
                            .filter(row -> !Double.isNaN(values[row]))
                            .toArray();
                    long moments = Arrays.stream(known)
                            .mapToLong(row -> trial.pool().places().get(row).session())
                            .distinct()
                            .count();
                    return known.length >= FEWEST && (moments >= FEWEST_SESSIONS || !trial.longEnough());
                })
                .toList();
    }

    @Override
    public List<Finding> judge(Trial trial, Judged judged) {
        int[] subjects = trial.subjects();
        int[][] near =
                judged.search().nearest(judged.of(subjects), trial.options().neighbours(), trial.elsewhere());
        int[] blocks = trial.blocks();
        return quantities(trial).stream()
                .map(quantity -> {
                    double[] values = trial.pool().of(quantity);
                    double[] truth = Arrays.stream(subjects)
                            .mapToDouble(row -> values[row])
                            .toArray();
                    double[] found = Arrays.stream(near)
                            .mapToDouble(rows -> mean(values, rows))
                            .toArray();
                    return new Finding(
                            "R² " + quantity.word(), judged.method(), Sample.explained(blocks, truth, found));
                })
                .toList();
    }

    /** Of what is known. */
    static double mean(double[] values, int[] rows) {
        return Arrays.stream(rows)
                .mapToDouble(row -> values[row])
                .filter(value -> !Double.isNaN(value))
                .average()
                .orElse(Double.NaN);
    }

    @Override
    public List<Finding> references(Trial trial) {
        return List.of();
    }
}
