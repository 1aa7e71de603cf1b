package dev.mvq.tests.bench;

import dev.mvq.runtime.encoder.DayEmbeddings;
import dev.mvq.runtime.encoder.DeviceChoice;
import dev.mvq.runtime.encoder.EncoderSet;
import dev.mvq.runtime.feature.FeatureBatch;
import dev.mvq.runtime.feature.FeatureHistory;
import dev.mvq.runtime.index.BuiltIndex;
import dev.mvq.runtime.index.IndexBuilder;
import dev.mvq.runtime.index.RandomPairs;
import dev.mvq.runtime.jfaiss.FaissIndex;
import dev.mvq.runtime.jfaiss.FaissLibrary;
import dev.mvq.runtime.market.MarketDay;
import dev.mvq.runtime.market.Modality;
import dev.mvq.runtime.market.Progress;
import dev.mvq.runtime.simulation.MadeMarket;
import dev.mvq.runtime.simulation.SimulationOptions;
import dev.mvq.runtime.storage.LocalObjectStore;
import dev.mvq.runtime.storage.MarketArchive;
import dev.mvq.runtime.vector.DayInputs;
import dev.mvq.runtime.vector.DayRef;
import dev.mvq.runtime.vector.Segment;
import dev.mvq.runtime.vector.SegmentDraft;
import dev.mvq.runtime.vector.VectorMatrix;
import dev.mvq.runtime.vector.VectorStore;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * What a contract-day costs outside the encoders, stage by stage on one thread: the days of a made market read, put through windows
 * and features, written with their embeddings, and added to the five indices. The bars before the first option day warm up the history
 * and are not counted; neither is what the encoders do in between.
 */
final class StageBench {
    private static final String READING = "reading (Parquet to quotes)";
    private static final String WINDOWS = "windows (history)";
    private static final String FEATURES = "features";
    private static final String ENCODERS = "encoders";
    private static final String WRITING = "writing (rows, vectors, checksums)";
    private static final String SEGMENT = "segment (filters, value ranges)";
    private static final String PAIRS = "random pairs";
    private static final String FLAT = "index adding, five of Flat";
    private static final String TRAINING = "index training, five of IVF1024,PQ64np";
    private static final String ADDING = "index adding, five of IVF1024,PQ64np";
    private static final String LARGE = "IVF1024,PQ64np";

    /** What IVF1024,PQ64np learns from, and how many rows that serves where that type is the default. */
    private static final int TRAINING_ROWS = 65_536;

    private static final double SEGMENT_ROWS = SegmentDraft.MAX_ROWS;
    private static final int BATCH = 1024;
    private static final int INDEX_BATCH = 8192;
    private static final int WARM_UP_DAYS = 8;

    private final SimulationOptions options;
    private final StageCosts costs = new StageCosts();
    private final PrintStream out;

    StageBench(SimulationOptions options, PrintStream out) {
        this.options = options;
        this.out = out;
    }

    /** Prints a Markdown table. */
    void run() {
        try (BenchFolder folder = new BenchFolder();
                LocalObjectStore store = new LocalObjectStore(folder.path());
                MarketArchive archive = new MarketArchive(store);
                VectorStore vectors = new VectorStore(store);
                EncoderSet encoders = EncoderSet.shipped(DeviceChoice.CPU)) {
            new MadeMarket(options).days().forEach(archive::write);
            List<DayRef> written = walk(archive, vectors, encoders);
            index(vectors, written, folder.path());
        }
    }

    private List<DayRef> walk(MarketArchive archive, VectorStore vectors, EncoderSet encoders) {
        FeatureHistory history = new FeatureHistory();
        List<DayRef> written = new ArrayList<>();
        int optionDays = 0;
        for (LocalDate date : archive.days()) {
            MarketDay day = costs.time(READING, () -> archive.read(date).orElseThrow());
            costs.time(WINDOWS, () -> {
                history.accept(day);
                return day;
            });
            if (!day.options().isEmpty()) {
                if (++optionDays == WARM_UP_DAYS) {
                    costs.clear();
                }
                written.add(write(day, history, vectors, encoders));
            } else {
                costs.clear();
            }
        }
        return written;
    }

    private DayRef write(MarketDay day, FeatureHistory history, VectorStore vectors, EncoderSet encoders) {
        short[] sessions = new short[day.size()];
        List<DayEmbeddings> parts = new ArrayList<>();
        for (int from = 0; from < day.size(); from += BATCH) {
            int first = from;
            int to = Math.min(day.size(), from + BATCH);
            FeatureBatch batch = costs.time(FEATURES, () -> history.extract(day, first, to));
            System.arraycopy(batch.historySessions(), 0, sessions, from, to - from);
            parts.add(costs.time(ENCODERS, () -> encoders.encode(batch)));
        }
        DayInputs inputs = new DayInputs("0", encoders.version());
        return costs.time(WRITING, () -> vectors.write(day, DayEmbeddings.concat(parts), sessions, inputs));
    }

    private void index(VectorStore vectors, List<DayRef> days, Path folder) {
        long counted =
                days.stream().skip(WARM_UP_DAYS - 1L).mapToLong(DayRef::rows).sum();
        out.println("| stage | µs of one core a contract-day | µs of wall clock |\n|---|---:|---:|");
        long walked = List.of(READING, WINDOWS, FEATURES, WRITING).stream()
                .mapToLong(costs::processor)
                .sum();
        costs.print(out, counted);
        costs.clear();
        long rows = days.stream().mapToLong(DayRef::rows).sum();
        SegmentDraft draft = costs.time(SEGMENT, () -> vectors.draft(days));
        try (Segment segment = vectors.open(draft)) {
            build(segment, folder); // the first of a process loads the library and warms up
            costs.timeAll(FLAT, () -> build(segment, folder));
            if (rows >= TRAINING_ROWS) {
                for (Modality modality : Modality.values()) {
                    train(segment.matrix(modality), (int) rows);
                }
            }
            costs.time(PAIRS, () -> RandomPairs.draw(List.of(segment), 1));
        }
        costs.print(out, rows);
        double shared = (double) walked / counted + (double) costs.processor(SEGMENT) / rows;
        total("Flat", shared + (double) costs.processor(FLAT) / rows);
        if (rows >= TRAINING_ROWS) {
            total(
                    LARGE + ", learnt once for 5M rows",
                    shared + (double) costs.processor(ADDING) / rows + costs.processor(TRAINING) / SEGMENT_ROWS);
        }
        out.printf(
                Locale.ROOT,
                "%n%,d contract-days, %,.0f a day of %d underlyings; random pairs are drawn once a commit (%.2f s)%n",
                counted,
                (double) rows / days.size(),
                options.underlyings(),
                costs.processor(PAIRS) / 1e9);
    }

    private void total(String type, double nanos) {
        out.printf(Locale.ROOT, "| **in all, with %s** | **%.1f** | |%n", type, nanos / 1e3);
    }

    private static List<BuiltIndex> build(Segment segment, Path folder) {
        Set<Modality> all = EnumSet.allOf(Modality.class);
        return new IndexBuilder(FaissLibrary.system())
                .build(segment, all, Optional.of("Flat"), folder, 1, Progress.SILENT);
    }

    /** Learning apart from adding: the first is done once a segment, however many rows it has. */
    private void train(VectorMatrix matrix, int rows) {
        try (FaissIndex index = FaissIndex.create(FaissLibrary.system(), matrix.dimension(), LARGE)) {
            float[] sample = read(matrix, 0, TRAINING_ROWS);
            costs.timeAll(TRAINING, () -> {
                index.train(sample);
                return index;
            });
            for (int from = 0; from < rows; from += INDEX_BATCH) {
                int first = from;
                int to = Math.min(rows, from + INDEX_BATCH);
                costs.timeAll(ADDING, () -> {
                    index.addWithIds(
                            read(matrix, first, to),
                            IntStream.range(first, to).asLongStream().toArray());
                    return index;
                });
            }
        }
    }

    private static float[] read(VectorMatrix matrix, int from, int to) {
        float[] vectors = new float[(to - from) * matrix.dimension()];
        matrix.read(IntStream.range(from, to).toArray(), vectors);
        for (int i = 0; i < vectors.length; i++) {
            // A row without the modality; the builder leaves such out.
            vectors[i] = Float.isNaN(vectors[i]) ? 0 : vectors[i];
        }
        return vectors;
    }
}
