package dev.mvq.runtime.engine;

import dev.mvq.runtime.encoder.EncoderSet;
import dev.mvq.runtime.generation.YearTest;
import dev.mvq.runtime.market.DateRange;
import dev.mvq.runtime.market.Modality;
import dev.mvq.runtime.measure.MeasureOptions;
import dev.mvq.runtime.measure.MeasureReport;
import dev.mvq.runtime.measure.MeasureReport.Figure;
import dev.mvq.runtime.measure.MeasureReport.Line;
import dev.mvq.runtime.vector.Generation;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * {@code TEST AFTER YEAR}: the year's TEST EMBEDDINGS with one seed and few rows, of which fused twins must be found clearly better than
 * by chance; and a check that indices find what a scan finds. Both are far below what good encoders and indices reach: it is to stop a
 * run that goes wrong, not to judge one that goes well.
 */
final class EmbeddingYearTest implements YearTest {
    /** Part of the exact neighbours that indices must find. */
    static final double LEAST_RECALL = 0.9;

    private final EmbeddingTest embeddings;
    private final RetrievalCheck retrieval;
    private final EncoderSet encoders;

    EmbeddingYearTest(EmbeddingTest embeddings, RetrievalCheck retrieval, EncoderSet encoders) {
        this.embeddings = embeddings;
        this.retrieval = retrieval;
        this.encoders = encoders;
    }

    @Override
    public Verdict test(int year, Generation candidate) {
        DateRange period = new DateRange(LocalDate.of(year, 1, 1), LocalDate.of(year, 12, 31));
        MeasureReport report = embeddings.report(
                new TestEmbeddingsQuery(Optional.of(period), MeasureOptions.QUICK), encoders, new ArrayList<>());
        return verdict(report.lines(), retrieval.check(candidate, period));
    }

    static Verdict verdict(List<Line> lines, RetrievalCheck.Found found) {
        Optional<Line> twins = lines.stream()
                .filter(line -> line.task().equals("twins")
                        && line.measure().equals("MRR")
                        && line.modality() == Modality.FUSED)
                .findFirst();
        boolean told = twins.map(EmbeddingYearTest::isBetterThanChance).orElse(true);
        boolean retrieved = found.subjects() == 0 || found.recall() >= LEAST_RECALL;
        String words = twins.map(EmbeddingYearTest::words).orElse("too few rows for twins") + ", "
                + (found.subjects() == 0
                        ? "no row with a fused embedding to search for"
                        : "%.0f%% of the exact %d neighbours of %d rows%s"
                                .formatted(
                                        Math.floor(100 * found.recall()),
                                        RetrievalCheck.K,
                                        found.subjects(),
                                        retrieved ? "" : ", and %.0f%% are wanted".formatted(100 * LEAST_RECALL)));
        return new Verdict(told && retrieved, words);
    }

    private static boolean isBetterThanChance(Line line) {
        Figure ours = line.of(MeasureReport.OURS).orElse(new Figure(Double.NaN, 0));
        double reach = Double.isNaN(ours.reach()) ? 0 : ours.reach();
        return ours.value() - reach > chance(line);
    }

    private static double chance(Line line) {
        return line.of(MeasureReport.CHANCE).map(Figure::value).orElse(0.0);
    }

    private static String words(Line line) {
        Figure ours = line.of(MeasureReport.OURS).orElse(new Figure(Double.NaN, Double.NaN));
        return "fused twins %.3f ±%.3f (chance %.3f)%s"
                .formatted(
                        ours.value(),
                        ours.reach(),
                        chance(line),
                        isBetterThanChance(line) ? "" : ", which is not clearly above chance");
    }
}
