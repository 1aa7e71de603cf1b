package dev.mvq.runtime.measure;

import dev.mvq.runtime.market.Modality;
import dev.mvq.runtime.measure.MeasureReport.Figure;
import dev.mvq.runtime.measure.MeasureReport.Line;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Collects what was found, seed by seed, and makes the report's lines of it. */
final class Tally {
    private static final String LESS_IS_BETTER = "↓";

    private final Map<Key, Map<String, Seeds>> found = new LinkedHashMap<>();
    private final Map<Key, Counts> counts = new LinkedHashMap<>();
    private final Set<String> notes = new LinkedHashSet<>();

    /** What a line is about. */
    private record Key(String market, String task, String measure, Modality modality) {}

    /** What a line rests on. */
    private record Counts(int subjects, int rows, double inTraining) {}

    /** One method's figures, a seed each. */
    private record Seeds(List<Double> figures, List<double[]> resampled) {
        Estimate estimate() {
            double[] mean = new double[resampled.getFirst().length];
            for (double[] one : resampled) {
                Matrices.add(mean, 1.0 / resampled.size(), one);
            }
            return new Estimate(
                    figures.stream().mapToDouble(Double::doubleValue).toArray(), mean);
        }
    }

    void add(Trial trial, String task, Task.Finding finding, Bootstrap bootstrap, double inTraining) {
        if (finding.sample().size() == 0) {
            return;
        }
        Key key = new Key(trial.pool().market(), task, finding.measure(), trial.modality());
        Seeds seeds = found.computeIfAbsent(key, each -> new LinkedHashMap<>())
                .computeIfAbsent(finding.method(), each -> new Seeds(new ArrayList<>(), new ArrayList<>()));
        seeds.figures.add(finding.sample().figure());
        seeds.resampled.add(bootstrap.figures(finding.sample()));
        counts.put(key, new Counts(finding.sample().size(), trial.rows().length, inTraining));
    }

    void note(String sentence) {
        notes.add(sentence);
    }

    MeasureReport report(List<String> markets, List<String> tasks) {
        List<Line> lines = new ArrayList<>();
        found.forEach((key, methods) -> {
            Map<String, Estimate> estimates = new LinkedHashMap<>();
            methods.forEach((method, seeds) -> estimates.put(method, seeds.estimate()));
            Counts counted = counts.getOrDefault(key, new Counts(0, 0, 0));
            String rival = rival(key, estimates);
            Estimate ours = estimates.get(MeasureReport.OURS);
            Estimate best = estimates.get(rival);
            Map<String, Figure> figures = new LinkedHashMap<>();
            estimates.forEach((method, estimate) -> figures.put(method, figure(estimate)));
            lines.add(new Line(
                    key.market,
                    key.task,
                    key.measure,
                    key.modality,
                    figures,
                    rival,
                    ours == null || best == null ? new Figure(Double.NaN, Double.NaN) : figure(ours.minus(best)),
                    counted.subjects,
                    counted.rows,
                    counted.inTraining));
        });
        return new MeasureReport(MeasureReport.ordered(lines, markets, tasks), List.copyOf(notes));
    }

    private static Figure figure(Estimate estimate) {
        return new Figure(estimate.mean(), estimate.reach());
    }

    private static String rival(Key key, Map<String, Estimate> estimates) {
        double sign = key.measure.endsWith(LESS_IS_BETTER) ? -1 : 1;
        String best = "";
        double most = Double.NEGATIVE_INFINITY;
        for (Map.Entry<String, Estimate> each : estimates.entrySet()) {
            boolean rival =
                    !each.getKey().equals(MeasureReport.OURS) && !each.getKey().equals(MeasureReport.CHANCE);
            double value = sign * each.getValue().mean();
            if (rival && value > most) {
                most = value;
                best = each.getKey();
            }
        }
        return best;
    }

    /** Part of the subjects dated on or before a day, 0..1. */
    static double dated(Trial trial, LocalDate through) {
        return Arrays.stream(trial.subjects())
                .mapToObj(row -> trial.pool().places().get(row).date())
                .mapToDouble(date -> date.isAfter(through) ? 0 : 1)
                .average()
                .orElse(0);
    }
}
