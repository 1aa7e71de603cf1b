package dev.mvq.dsl.golden;

import dev.mvq.runtime.encoder.DayEmbeddings;
import dev.mvq.runtime.index.RandomPairs;
import dev.mvq.runtime.market.DayRows;
import dev.mvq.runtime.market.MarketDay;
import dev.mvq.runtime.market.Modality;
import dev.mvq.runtime.market.OptionQuote;
import dev.mvq.runtime.storage.DuckDatabase;
import dev.mvq.runtime.storage.LocalObjectStore;
import dev.mvq.runtime.storage.MarketArchive;
import dev.mvq.runtime.storage.ParquetTables;
import dev.mvq.runtime.storage.Precondition;
import dev.mvq.runtime.storage.ScratchFile;
import dev.mvq.runtime.vector.DayInputs;
import dev.mvq.runtime.vector.DayRef;
import dev.mvq.runtime.vector.Manifest;
import dev.mvq.runtime.vector.Root;
import dev.mvq.runtime.vector.Segment;
import dev.mvq.runtime.vector.SegmentDraft;
import dev.mvq.runtime.vector.Tombstones;
import dev.mvq.runtime.vector.VectorStore;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Random;

/**
 * Generations of the handmade market: the first two days; all three; all three with the second one corrected, so that its first version
 * lies under tombstones; and a day by an encoder that was retrained. A checkpoint points to the first.
 */
final class HandmadeGenerations implements AutoCloseable {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2024-01-17T09:30:00Z"), ZoneOffset.UTC);

    private final LocalObjectStore objects;
    private final MarketArchive archive;
    private final VectorStore vectors;
    private final DuckDatabase duck = DuckDatabase.ordered();

    private HandmadeGenerations(Path folder) {
        this.objects = new LocalObjectStore(folder);
        this.archive = new MarketArchive(objects);
        this.vectors = new VectorStore(objects, CLOCK);
    }

    static void write(Path folder) {
        try (HandmadeGenerations made = new HandmadeGenerations(folder)) {
            made.write();
        }
    }

    private void write() {
        List<DayRef> days = new ArrayList<>();
        for (LocalDate date : archive.days()) {
            days.add(day(date, 0, "encoder-a"));
        }
        commit("g0001_11111111", List.of(whole(days.subList(0, 2))));
        Manifest all = whole(days);
        commit("g0002_22222222", List.of(all));
        SegmentDraft segment = all.segment();
        Tombstones corrected = Tombstones.NONE.with(
                segment.days().get(1).firstOrdinal(), segment.days().get(1).endOrdinal());
        commit(
                "g0003_33333333",
                List.of(
                        vectors.attach(segment, List.of(), corrected),
                        whole(List.of(day(segment.days().get(1).date(), 1, "encoder-a")))));
        commit("g0004_44444444", List.of(whole(List.of(day(days.getLast().date(), 2, "encoder-b")))));
        objects.put(
                "comprehensive_vectors/checkpoints/checkpoint_2005.json",
                "{\"generation\": \"g0001_11111111\"}".getBytes(StandardCharsets.UTF_8),
                Precondition.NONE);
    }

    private Manifest whole(List<DayRef> days) {
        return vectors.attach(vectors.draft(days), List.of());
    }

    private DayRef day(LocalDate date, int version, String encoder) {
        MarketDay market = archive.read(date).orElseThrow();
        Random random = new Random(31L * version + date.getDayOfYear());
        int rows = market.size();
        byte[] present = new byte[rows];
        EnumMap<Modality, float[]> of = new EnumMap<>(Modality.class);
        for (Modality modality : Modality.values()) {
            float[] vectors = new float[rows * modality.dimension()];
            for (int row = 0; row < rows; row++) {
                float[] vector = unit(random, modality.dimension());
                if (modality.in(present(market, row))) {
                    present[row] |= (byte) modality.bit();
                } else {
                    Arrays.fill(vector, Float.NaN);
                }
                System.arraycopy(vector, 0, vectors, row * modality.dimension(), modality.dimension());
            }
            of.put(modality, vectors);
        }
        return vectors.write(
                market,
                new DayEmbeddings(rows, of, present),
                new short[rows],
                new DayInputs("source-" + version, encoder));
    }

    /** Stocks have no Greeks and no quotes, and what was not traded has no microstructure. */
    private static int present(MarketDay market, int row) {
        int all = 31;
        OptionQuote quote = DayRows.of(market).option(row);
        if (quote == null) {
            return all & ~Modality.GREEKS.bit() & ~Modality.MICROSTRUCTURE.bit();
        }
        return quote.volume() > 0 ? all : all & ~Modality.MICROSTRUCTURE.bit();
    }

    private static float[] unit(Random random, int dimension) {
        float[] vector = new float[dimension];
        double squares = 0;
        for (int i = 0; i < dimension; i++) {
            vector[i] = random.nextFloat() - 0.25f;
            squares += vector[i] * vector[i];
        }
        for (int i = 0; i < dimension; i++) {
            vector[i] /= (float) Math.sqrt(squares);
        }
        return vector;
    }

    private void commit(String name, List<Manifest> manifests) {
        Root root = vectors.root();
        vectors.commit(root, name, manifests);
        String key =
                Root.Pairs.drawn(name, 0).key(manifests.getFirst().segment().encoderVersion());
        List<Segment> segments = manifests.stream().map(vectors::open).toList();
        RandomPairs pairs = RandomPairs.draw(segments, 1);
        segments.forEach(Segment::close);
        ScratchFile.parquet(new ParquetTables(duck), pairs.table(), file -> objects.put(key, file, Precondition.NONE));
    }

    @Override
    public void close() {
        duck.close();
        vectors.close();
        archive.close();
        objects.close();
    }
}
