package dev.mvq.runtime.index;

import dev.mvq.runtime.encoder.DayEmbeddings;
import dev.mvq.runtime.jfaiss.FaissLibrary;
import dev.mvq.runtime.market.Bar;
import dev.mvq.runtime.market.Contract;
import dev.mvq.runtime.market.DayRows;
import dev.mvq.runtime.market.Greeks;
import dev.mvq.runtime.market.MarketDay;
import dev.mvq.runtime.market.Modality;
import dev.mvq.runtime.market.OptionQuote;
import dev.mvq.runtime.market.Progress;
import dev.mvq.runtime.market.Provenance;
import dev.mvq.runtime.market.Right;
import dev.mvq.runtime.market.TradingCalendar;
import dev.mvq.runtime.storage.LocalObjectStore;
import dev.mvq.runtime.vector.DayInputs;
import dev.mvq.runtime.vector.DayRef;
import dev.mvq.runtime.vector.Generation;
import dev.mvq.runtime.vector.IndexFile;
import dev.mvq.runtime.vector.Manifest;
import dev.mvq.runtime.vector.Segment;
import dev.mvq.runtime.vector.SegmentDraft;
import dev.mvq.runtime.vector.VectorStore;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;

/**
 * A real store of random days: contracts of two names in one lineage, a renamed underlying, absent modalities, and many rows with
 * the same vectors, so that ties are common.
 */
final class SearchFixture implements AutoCloseable {
    static final LocalDate FIRST = LocalDate.of(2024, 1, 2);
    static final TradingCalendar CALENDAR = TradingCalendar.newYork();

    /** What the tests know of a row without asking the store. */
    record Row(
            int segment,
            int ordinal,
            LocalDate date,
            String name,
            String underlyingId,
            String lineage,
            char type,
            double strike,
            int present) {}

    private static final int CENTRES = 40;

    private final Path folder;
    private final LocalObjectStore objects;
    private final VectorStore store;
    private final List<Row> rows = new ArrayList<>();
    private final Generation generation;

    /**
     * @param days trading days in all
     * @param daysOfSegment days of a segment
     * @param options options of a day
     * @param prototypes distinct vectors half of the rows share; 0: none do
     */
    SearchFixture(
            Path folder, int days, int daysOfSegment, int options, int prototypes, Map<Modality, String> indices) {
        this.folder = folder;
        this.objects = new LocalObjectStore(folder.resolve("store"));
        this.store = new VectorStore(objects);
        Random random = new Random(11);
        List<float[]> shared = new ArrayList<>();
        for (int i = 0; i < prototypes; i++) {
            shared.add(numbers(random, 640));
        }
        List<SegmentDraft> drafts = new ArrayList<>();
        LocalDate date = FIRST;
        for (int from = 0; from < days; from += daysOfSegment) {
            List<DayRef> refs = new ArrayList<>();
            int ordinal = 0;
            for (int i = from; i < Math.min(days, from + daysOfSegment); i++, date = CALENDAR.next(date)) {
                MarketDay day = day(date, options, random);
                DayEmbeddings embeddings = embeddings(day.size(), shared, random);
                refs.add(store.write(day, embeddings, new short[day.size()], new DayInputs("etag", "encoder")));
                ordinal = remember(drafts.size(), ordinal, day, embeddings);
            }
            drafts.add(store.draft(refs));
        }
        commit(drafts, indices);
        this.generation = store.open().orElseThrow();
    }

    List<Row> rows() {
        return rows;
    }

    Generation generation() {
        return generation;
    }

    Segment segment(int number) {
        return generation.segments().get(number);
    }

    LocalObjectStore objects() {
        return objects;
    }

    /** The row's own vector as a subject's. */
    SubjectVector vector(Row row, Modality modality, double weight) {
        float[] vector = new float[modality.dimension()];
        segment(row.segment()).matrix(modality).read(row.ordinal(), vector);
        return new SubjectVector(new WeightedModality(modality, weight), vector);
    }

    static SubjectRow subject(Row row) {
        return new SubjectRow(row.underlyingId(), row.lineage(), row.date());
    }

    private int remember(int segment, int first, MarketDay day, DayEmbeddings embeddings) {
        DayRows of = DayRows.of(day);
        for (int i = 0; i < of.size(); i++) {
            OptionQuote option = of.option(i);
            rows.add(new Row(
                    segment,
                    first + i,
                    day.date(),
                    of.instrument(i).name(),
                    of.underlyingId(i),
                    option == null ? of.underlyingId(i) : option.lineage(),
                    option == null ? 'S' : option.contract().right().letter(),
                    option == null ? Double.NaN : option.contract().strike(),
                    embeddings.present()[i]));
        }
        return first + of.size();
    }

    private void commit(List<SegmentDraft> drafts, Map<Modality, String> types) {
        List<Manifest> manifests = new ArrayList<>();
        for (SegmentDraft draft : drafts) {
            List<IndexFile> files = new ArrayList<>();
            if (!types.isEmpty()) {
                try (Segment segment = store.open(draft)) {
                    types.forEach((modality, type) -> files.add(
                            build(segment, modality, type).storeIn(objects, draft.indexKey("g0001", modality))));
                }
            }
            manifests.add(store.attach(draft, files));
        }
        store.commit(store.root(), "g0001", manifests);
    }

    BuiltIndex build(Segment segment, Modality modality, String type) {
        return new IndexBuilder(FaissLibrary.system())
                .build(segment, List.of(modality), Optional.of(type), folder, 1, Progress.SILENT)
                .getFirst();
    }

    private static MarketDay day(LocalDate date, int options, Random random) {
        List<Bar> bars = new ArrayList<>();
        for (String id : List.of("AAPL", "META", "SPY", "TLT")) {
            if (random.nextInt(10) > 0) {
                bars.add(new Bar(ticker(id, date), id, date, 1, 1, 1, 1, 1, 0, 1, "test", 0));
            }
        }
        Map<Contract, OptionQuote> quotes = new LinkedHashMap<>();
        for (int i = 0; i < options; i++) {
            String id = List.of("AAPL", "META", "SPY").get(random.nextInt(3));
            boolean adjusted = id.equals("AAPL") && random.nextInt(4) == 0;
            long strike = 1_000L * (100 + 4 * random.nextInt(Math.max(10, options / 6)));
            Contract contract = new Contract(
                    adjusted ? "AAPL1" : ticker(id, date),
                    LocalDate.of(2024, 6, 21),
                    adjusted ? strike / 4 : strike,
                    random.nextBoolean() ? Right.CALL : Right.PUT);
            quotes.put(
                    contract, quote(contract, id, id + strike + contract.right().letter(), date));
        }
        return new MarketDay(date, bars, List.copyOf(quotes.values()));
    }

    private static String ticker(String id, LocalDate date) {
        return id.equals("META") && date.isBefore(FIRST.plusDays(8)) ? "FB" : id;
    }

    private static OptionQuote quote(Contract contract, String id, String lineage, LocalDate date) {
        return new OptionQuote(
                contract,
                id,
                lineage,
                date,
                1,
                2,
                1,
                1,
                1,
                1,
                1,
                100,
                100,
                0.2,
                new Greeks(0, 0, 0, 0, 0),
                Provenance.VENDOR,
                Provenance.VENDOR,
                100,
                "test",
                0);
    }

    private static DayEmbeddings embeddings(int rows, List<float[]> shared, Random random) {
        byte[] present = new byte[rows];
        EnumMap<Modality, float[]> vectors = new EnumMap<>(Modality.class);
        for (Modality modality : Modality.values()) {
            vectors.put(modality, new float[rows * modality.dimension()]);
        }
        for (int row = 0; row < rows; row++) {
            present[row] = (byte) (random.nextInt(5) == 0 ? random.nextInt(32) : 31);
            float[] numbers = !shared.isEmpty() && random.nextBoolean()
                    ? shared.get(random.nextInt(shared.size()))
                    : numbers(random, 640);
            int at = 0;
            for (Modality modality : Modality.values()) {
                float[] vector = Arrays.copyOfRange(numbers, at, at + modality.dimension());
                float[] unit = modality.in(present[row]) ? unit(vector) : absent(modality);
                System.arraycopy(unit, 0, of(vectors, modality), row * unit.length, unit.length);
                at += modality.dimension();
            }
        }
        return new DayEmbeddings(rows, vectors, present);
    }

    private static float[] of(Map<Modality, float[]> vectors, Modality modality) {
        return Objects.requireNonNull(vectors.get(modality));
    }

    private static float[] absent(Modality modality) {
        float[] vector = new float[modality.dimension()];
        Arrays.fill(vector, Float.NaN);
        return vector;
    }

    private static float[] unit(float[] vector) {
        return new SubjectVector(new WeightedModality(ofLength(vector.length), 1), vector).vector();
    }

    private static Modality ofLength(int length) {
        return Arrays.stream(Modality.values())
                .filter(modality -> modality.dimension() == length)
                .findFirst()
                .orElseThrow();
    }

    /** Around one of some centres, as embeddings of alike things are. */
    private static float[] numbers(Random random, int count) {
        Random centre = new Random(random.nextInt(CENTRES));
        float[] numbers = new float[count];
        for (int i = 0; i < count; i++) {
            numbers[i] = (float) (centre.nextGaussian() + 0.6 * random.nextGaussian());
        }
        return numbers;
    }

    @Override
    public void close() {
        generation.close();
        store.close();
        objects.close();
    }
}
