package dev.mvq.runtime.generation;

import dev.mvq.runtime.encoder.DayEmbeddings;
import dev.mvq.runtime.index.Hit;
import dev.mvq.runtime.index.IndexBuilder;
import dev.mvq.runtime.index.IndexChoice;
import dev.mvq.runtime.index.SearchParameters;
import dev.mvq.runtime.index.SearchRequest;
import dev.mvq.runtime.index.SearchResult;
import dev.mvq.runtime.index.Searcher;
import dev.mvq.runtime.index.SubjectRow;
import dev.mvq.runtime.index.SubjectVector;
import dev.mvq.runtime.index.WeightedModality;
import dev.mvq.runtime.jfaiss.FaissLibrary;
import dev.mvq.runtime.market.DateRange;
import dev.mvq.runtime.market.DayRows;
import dev.mvq.runtime.market.MarketDay;
import dev.mvq.runtime.market.Modality;
import dev.mvq.runtime.market.Progress;
import dev.mvq.runtime.market.TradingCalendar;
import dev.mvq.runtime.storage.LocalObjectStore;
import dev.mvq.runtime.storage.SampleDays;
import dev.mvq.runtime.vector.DayRef;
import dev.mvq.runtime.vector.Generation;
import dev.mvq.runtime.vector.RowPredicate;
import dev.mvq.runtime.vector.SampleStore;
import dev.mvq.runtime.vector.SegmentSizes;
import dev.mvq.runtime.vector.VectorStore;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A store whose days are added and corrected, and what a naive reading of those days answers. Every modality is present or missing by row. */
final class ChangingStore implements AutoCloseable {
    static final LocalDate FIRST = LocalDate.of(2024, 1, 2);
    static final String ENCODER = "encoder-1";

    private final LocalObjectStore objects;
    private final WatchedStore watched;
    private final VectorStore vectors;
    private final PercentileFiles percentiles;
    private final Indexing indexing;
    private final int options;
    private final NavigableMap<LocalDate, DayRef> refs = new TreeMap<>();
    private final NavigableMap<LocalDate, Integer> versions = new TreeMap<>();
    private final Map<String, DayEmbeddings> made = new HashMap<>();
    private @Nullable Opened opened;
    private Runnable meanwhile = () -> {};

    /** @param options contracts of a day, beside its three stocks */
    ChangingStore(Path folder, int options, SegmentSizes sizes) {
        this.options = options;
        this.objects = new LocalObjectStore(folder);
        this.watched = new WatchedStore(objects);
        this.vectors = new VectorStore(watched);
        this.percentiles = new PercentileFiles(watched);
        this.indexing = new Indexing(
                watched,
                vectors,
                new IndexBuilder(FaissLibrary.system()),
                percentiles,
                () -> {
                    meanwhile.run();
                    return sizes;
                },
                Progress.SILENT);
    }

    /** What happens whenever segments are cut, after the root was read that they follow. */
    ChangingStore meanwhile(Runnable happens) {
        meanwhile = happens;
        return this;
    }

    VectorStore vectors() {
        return vectors;
    }

    WatchedStore watched() {
        return watched;
    }

    /** Takes in a version of the day number {@code day}, counted from {@link #FIRST}. */
    ChangingStore day(int day, int version) {
        LocalDate date = FIRST.plusDays(day);
        refs.put(date, SampleStore.write(vectors, market(date), version, ENCODER));
        versions.put(date, version);
        return this;
    }

    ChangingStore days(int from, int to) {
        for (int day = from; day < to; day++) {
            day(day, 0);
        }
        return this;
    }

    Indexing.Outcome commit() {
        return commit(List.copyOf(refs.values()));
    }

    /** Commits other days than those taken in. */
    Indexing.Outcome commit(List<DayRef> days) {
        Indexing.Base base = indexing.base(days.getFirst().inputs().encoderVersion());
        return indexing.commit(indexing.prepare(base, days, Indexing.Shape.chosen(1), false));
    }

    Indexing.Outcome build(Optional<String> type) {
        return indexing.rebuild(new Indexing.Shape(EnumSet.allOf(Modality.class), type, 1));
    }

    Indexing.Outcome build(Modality modality, String type) {
        return indexing.rebuild(new Indexing.Shape(List.of(modality), Optional.of(type), 1));
    }

    MarketDay market(LocalDate date) {
        return SampleDays.day(date, options);
    }

    /** A question without a subject of the store. */
    record Question(
            Modality modality,
            IndexChoice using,
            int k,
            Optional<DateRange> during,
            boolean calls,
            Optional<String> across,
            long seed) {
        static Question of(Modality modality, IndexChoice using, int k, long seed) {
            return new Question(modality, using, k, Optional.empty(), false, Optional.empty(), seed);
        }

        float[] vector() {
            return SampleStore.unit(new Random(seed), modality.dimension());
        }

        SearchRequest request() {
            return new SearchRequest(
                    List.of(new SubjectVector(new WeightedModality(modality, 1), vector())),
                    List.of(new SubjectRow(across.orElse("NONE"), "NONE", LocalDate.of(2000, 1, 3))),
                    false,
                    OptionalInt.of(k),
                    OptionalDouble.empty(),
                    during,
                    calls ? Optional.of(new RowPredicate("type = ?", List.of("C"), "calls")) : Optional.empty(),
                    Optional.empty(),
                    true,
                    false,
                    across.isPresent(),
                    OptionalInt.empty(),
                    using,
                    SearchParameters.DEFAULT);
        }
    }

    /**
     * What was found.
     *
     * @param rows date and name of each, best first
     * @param similarities of each
     * @param certified whether every row was looked at
     */
    record Found(List<String> rows, List<Double> similarities, boolean certified) {}

    /** Asks the current generation, which stays open until there is another. */
    Found ask(Question question) {
        Opened now = opened;
        if (now == null || !now.generation().root().etag().equals(vectors.root().etag())) {
            closeOpened();
            Generation generation = vectors.open().orElseThrow();
            now = new Opened(generation, new Searcher(generation, TradingCalendar.newYork(), FaissLibrary.system()));
            opened = now;
        }
        SearchResult result = now.searcher().search(question.request());
        return new Found(
                result.hits().stream().map(hit -> hit.date() + " " + hit.name()).toList(),
                result.hits().stream().map(Hit::similarity).toList(),
                result.statistics().certified());
    }

    private record Opened(Generation generation, Searcher searcher) {}

    private void closeOpened() {
        Opened before = opened;
        opened = null;
        if (before != null) {
            before.searcher().close();
            before.generation().close();
        }
    }

    private record Scored(LocalDate date, String name, double similarity) {}

    /** What the days as they now are answer, looked at one by one. */
    Found naive(Question question) {
        List<Scored> scored = new ArrayList<>();
        float[] query = question.request().on().getFirst().vector();
        versions.forEach((date, version) -> {
            DayRows rows = DayRows.of(market(date));
            DayEmbeddings embeddings = made.computeIfAbsent(
                    date + " " + version, unseen -> SampleStore.embeddings(date, rows.size(), version));
            float[] all = Objects.requireNonNull(embeddings.vectors().get(question.modality()));
            for (int row = 0; row < rows.size(); row++) {
                if (embeddings.has(row, question.modality()) && eligible(question, rows, row, date)) {
                    int at = row * query.length;
                    scored.add(new Scored(
                            date,
                            rows.instrument(row).name(),
                            dot(Arrays.copyOfRange(all, at, at + query.length), query)));
                }
            }
        });
        List<Scored> best = scored.stream()
                .sorted(Comparator.comparingDouble(row -> -row.similarity()))
                .limit(question.k())
                .toList();
        return new Found(
                best.stream().map(row -> row.date() + " " + row.name()).toList(),
                best.stream().map(Scored::similarity).toList(),
                true);
    }

    private static boolean eligible(Question question, DayRows rows, int row, LocalDate date) {
        var option = rows.option(row);
        return option != null
                && question.during().map(period -> period.contains(date)).orElse(true)
                && (!question.calls() || option.contract().right().letter() == 'C')
                && question.across()
                        .map(id -> !rows.underlyingId(row).equals(id))
                        .orElse(true);
    }

    /** In the half precision that is stored. */
    private static double dot(float[] stored, float[] query) {
        float sum = 0;
        for (int i = 0; i < query.length; i++) {
            sum += Float.float16ToFloat(Float.floatToFloat16(stored[i])) * query[i];
        }
        return sum;
    }

    @Override
    public void close() {
        closeOpened();
        percentiles.close();
        vectors.close();
        objects.close();
    }
}
