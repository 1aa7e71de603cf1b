package dev.mvq.runtime.measure;

import dev.mvq.runtime.market.Modality;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What was measured.
 *
 * @param lines one a figure
 * @param notes a sentence each: what could not be judged and why, and what limits the rest
 */
public record MeasureReport(List<Line> lines, List<String> notes) {
    /** The column of the encoders that are judged. */
    public static final String OURS = "encoder";

    /** What rows drawn at random, or always the most frequent answer, would give. */
    public static final String CHANCE = "chance";

    /** The best of all fixed weights of modalities. */
    public static final String FIXED = "best_fixed";

    /** The one modality that a measure of the fused embedding names. */
    public static final String SINGLE = "single";

    /** Every method, in the order of columns: ours, baselines, what is had without vectors, then fixed weights of our modalities. */
    public static final List<String> METHODS = List.of(
            OURS,
            "untrained",
            "raw",
            "pca",
            "convolutions",
            CHANCE,
            "last",
            "ewma",
            "har",
            "balanced",
            "path",
            "risk",
            "liquidity",
            FIXED,
            SINGLE);

    private static final List<String> OF_VECTORS = METHODS.subList(0, 5);

    /** Copies. */
    public MeasureReport {
        lines = List.copyOf(lines);
        notes = List.copyOf(notes);
    }

    /**
     * A figure.
     *
     * @param value mean over the seeds
     * @param reach half the width of its interval of 95 per cent
     */
    public record Figure(double value, double reach) {}

    /**
     * One measure of one modality on one market, by all methods.
     *
     * @param market what was measured on
     * @param task twins, agreement, outcome, crises, latent, probe, auto fusion or fused beside
     * @param measure what of it; with a final {@code ↓} where less is better
     * @param figures by method: {@link #OURS}, {@code untrained raw pca convolutions}, and {@code chance last ewma har} where there are;
     *     of auto fusion, where ours are weights for the subject, {@code balanced path risk liquidity best_fixed}; of fused beside
     *     {@code single}
     * @param bestRival the best of the others but for chance
     * @param lead ours less the best rival's, over the same subjects and resamples
     * @param subjects judged, a seed
     * @param rows searched, a seed
     * @param inTraining part of the subjects dated within the encoders' training, 0..1
     */
    public record Line(
            String market,
            String task,
            String measure,
            Modality modality,
            Map<String, Figure> figures,
            String bestRival,
            Figure lead,
            int subjects,
            int rows,
            double inTraining) {
        /** Copies. */
        public Line {
            figures = new LinkedHashMap<>(figures);
        }

        /** The method's figure, where it has one. */
        public Optional<Figure> of(String method) {
            return Optional.ofNullable(figures.get(method));
        }
    }

    /** The lines as a Markdown table, and the notes as a list. */
    public String markdown() {
        List<String> columns = OF_VECTORS;
        StringBuilder text = new StringBuilder("| data | modality | task | measure |");
        columns.forEach(column -> text.append(' ').append(column).append(" |"));
        text.append(" reference | lead over the best other | subjects | rows | in training |\n|---|---|---|---|");
        columns.forEach(column -> text.append("---:|"));
        text.append("---|---|---:|---:|---:|\n");
        for (Line line : lines) {
            text.append("| %s | %s | %s | %s |".formatted(line.market, line.modality.word(), line.task, line.measure));
            columns.forEach(column -> text.append(' ')
                    .append(line.of(column).map(MeasureReport::cell).orElse("–"))
                    .append(" |"));
            text.append(" %s | %s | %d | %d | %.0f%% |%n"
                    .formatted(references(line, columns), lead(line), line.subjects, line.rows, 100 * line.inTraining));
        }
        text.append('\n');
        notes.forEach(note -> text.append("- ").append(note).append('\n'));
        return text.toString();
    }

    private static String references(Line line, List<String> columns) {
        List<String> others = METHODS.stream()
                .filter(name -> !columns.contains(name))
                .flatMap(name -> line.of(name).map(figure -> name + " " + number(figure.value)).stream())
                .toList();
        return others.isEmpty() ? "–" : String.join(", ", others);
    }

    private static String lead(Line line) {
        return line.bestRival.isEmpty()
                ? "–"
                : "%+.3f ±%.3f (%s)".formatted(line.lead.value, line.lead.reach, line.bestRival);
    }

    private static String cell(Figure figure) {
        return number(figure.value) + (Double.isNaN(figure.reach) ? "" : " ±" + number(figure.reach));
    }

    private static String number(double value) {
        return Double.isNaN(value) ? "–" : String.format(Locale.ROOT, "%.3f", value);
    }

    /** The lines in the order of markets, tasks and modalities. */
    static List<Line> ordered(List<Line> lines, List<String> markets, List<String> tasks) {
        return lines.stream()
                .sorted(Comparator.comparingInt((Line line) -> markets.indexOf(line.market))
                        .thenComparingInt(line -> tasks.indexOf(line.task))
                        .thenComparing(Line::modality))
                .toList();
    }
}
