package dev.mvq.runtime.encoder;

import ai.djl.ndarray.NDManager;
import dev.mvq.runtime.encoder.EmbeddingMeasure.Figures;
import dev.mvq.runtime.encoder.EmbeddingMeasure.Likeness;
import dev.mvq.runtime.encoder.EmbeddingMeasure.Vectors;
import dev.mvq.runtime.market.MarketDay;
import dev.mvq.runtime.market.Modality;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * Prints what the five encoders are worth beside raw features, principal components and the same networks untrained, as a Markdown
 * table: {@code scripts/bench embeddings}. Measured on real data later than any that was learnt from.
 */
public final class MeasureEmbeddings {
    private static final long SEED = 11;
    private static final int POOL = 20_000;
    private static final int SUBJECTS = 1_000;
    private static final int SPY_SUBJECT_DAY_IN = 3;
    private static final int DIAGNOSED = 2_000;
    private static final LocalDate CHAINS_SUBJECTS_FROM = LocalDate.of(2026, 4, 17);

    private final PrintStream out;

    /** @param out takes the tables */
    public MeasureEmbeddings(PrintStream out) {
        this.out = out;
    }

    /**
     * Measures.
     *
     * @param arguments optional: a folder of parameters in place of the shipped ones
     * @return 0, or 1 where there is no shared data
     */
    public int run(String... arguments) {
        SharedMarkets shared = SharedMarkets.find();
        if (!shared.exist()) {
            out.println("no shared data at " + shared.root() + ": nothing to measure on");
            return 1;
        }
        try (EncoderSet trained = arguments.length > 0
                        ? EncoderSet.load(Path.of(arguments[0]), DeviceChoice.CPU)
                        : EncoderSet.shipped(DeviceChoice.CPU);
                EncoderSet untrained = trained.restarted(SEED);
                NDManager manager = PyTorch.manager(DeviceChoice.CPU)) {
            introduce(trained);
            for (MeasurePool pool : List.of(spy(shared.spy(false)), chains(shared.chains(false)))) {
                measure(manager, pool, trained, untrained);
            }
        }
        return 0;
    }

    /** Only exits. */
    public static void main(String[] arguments) {
        System.exit(new MeasureEmbeddings(System.out).run(arguments));
    }

    private static MeasurePool spy(List<MarketDay> market) {
        List<LocalDate> dates = market.stream().map(MarketDay::date).toList();
        return MeasurePool.draw(
                "SPY-2021",
                market,
                date -> true,
                date -> date.isAfter(SharedMarkets.SPY_LEARNT_THROUGH) && dates.indexOf(date) % SPY_SUBJECT_DAY_IN == 0,
                POOL,
                SUBJECTS,
                SEED);
    }

    private static MeasurePool chains(List<MarketDay> market) {
        return MeasurePool.draw(
                "chains-2026",
                market,
                date -> date.isAfter(SharedMarkets.CHAINS_LEARNT_THROUGH),
                date -> !date.isBefore(CHAINS_SUBJECTS_FROM),
                POOL,
                SUBJECTS,
                SEED);
    }

    private void introduce(EncoderSet trained) {
        out.printf(
                "Encoders %s (%s), seed of the measure %d.%n%n",
                trained.version(), trained.card().name(), SEED);
        out.println("| data | modality | vectors | twins MRR | recall@1 | R² iv | R² delta | R² spread | R² realised "
                + "| rows | subjects | random cosine | effective rank |");
        out.println("|---|---|---|---|---|---|---|---|---|---|---|---|---|");
    }

    private void measure(NDManager manager, MeasurePool pool, EncoderSet trained, EncoderSet untrained) {
        EmbeddingMeasure measure = new EmbeddingMeasure(manager, pool);
        Embedded ours = new Embedded(trained.encode(pool.rows()), trained.encode(pool.views()));
        Embedded started = new Embedded(untrained.encode(pool.rows()), untrained.encode(pool.views()));
        for (Modality modality : Modality.values()) {
            long there = IntStream.range(0, pool.rows().size())
                    .filter(row -> ours.rows.has(row, modality))
                    .count();
            if (there < 2) {
                continue;
            }
            Vectors raw = Baselines.raw(pool, modality);
            Vectors components = Baselines.components(manager, raw, modality.dimension(), SEED);
            Vectors mine = ours.vectors(modality);
            print(manager, pool, modality, "encoder", mine, ours, figures(measure, mine, ours, modality, false));
            Vectors before = started.vectors(modality);
            print(manager, pool, modality, "untrained", before, ours, figures(measure, before, ours, modality, false));
            print(manager, pool, modality, "raw z-scores", raw, ours, figures(measure, raw, ours, modality, true));
            String name = "PCA " + components.width();
            print(manager, pool, modality, name, components, ours, figures(measure, components, ours, modality, true));
        }
    }

    /** Baselines may choose between cosine and distance, by the better twins. */
    private static Figures figures(
            EmbeddingMeasure measure, Vectors vectors, Embedded present, Modality modality, boolean choose) {
        Figures cosine = figures(measure, vectors, present, modality, Likeness.COSINE);
        if (!choose) {
            return cosine;
        }
        Figures distance = figures(measure, vectors, present, modality, Likeness.EUCLIDEAN);
        return distance.reciprocalRank() > cosine.reciprocalRank() ? distance : cosine;
    }

    private static Figures figures(
            EmbeddingMeasure measure, Vectors vectors, Embedded present, Modality modality, Likeness likeness) {
        return measure.of(
                vectors, likeness, row -> present.rows.has(row, modality), view -> present.views.has(view, modality));
    }

    private void print(
            NDManager manager,
            MeasurePool pool,
            Modality modality,
            String method,
            Vectors vectors,
            Embedded present,
            Figures figures) {
        double[] spread = spread(
                manager,
                vectors,
                row -> present.rows.has(row, modality),
                pool.rows().size());
        StringBuilder line = new StringBuilder("| %s | %s | %s | %.3f | %.3f |"
                .formatted(pool.name(), modality.word(), method, figures.reciprocalRank(), figures.first()));
        for (double agreement : figures.agreement()) {
            line.append(Double.isNaN(agreement) ? " – |" : String.format(Locale.ROOT, " %.3f |", agreement));
        }
        out.println(line.append(
                " %d | %d | %.3f | %.1f |".formatted(figures.rows(), figures.subjects(), spread[0], spread[1])));
    }

    /** {@link Diagnosis} of a sample. */
    private static double[] spread(NDManager manager, Vectors vectors, IntPredicate isThere, int count) {
        int[] rows = IntStream.range(0, count).filter(isThere).toArray();
        int step = Math.max(1, rows.length / DIAGNOSED);
        int[] sample =
                IntStream.range(0, rows.length / step).map(i -> rows[i * step]).toArray();
        return Diagnosis.of(manager, Targets.rows(vectors.pool(), vectors.width(), sample), vectors.width());
    }

    /** Embeddings of a pool and its views. */
    private record Embedded(DayEmbeddings rows, DayEmbeddings views) {
        Vectors vectors(Modality modality) {
            return new Vectors(modality.dimension(), rows.of(modality), views.of(modality));
        }
    }
}
