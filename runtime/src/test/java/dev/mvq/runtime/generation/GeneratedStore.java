package dev.mvq.runtime.generation;

import dev.mvq.runtime.encoder.EncoderSet;
import dev.mvq.runtime.index.IndexBuilder;
import dev.mvq.runtime.jfaiss.FaissLibrary;
import dev.mvq.runtime.market.DateRange;
import dev.mvq.runtime.market.MarketDay;
import dev.mvq.runtime.market.Progress;
import dev.mvq.runtime.market.TradingCalendar;
import dev.mvq.runtime.storage.LocalObjectStore;
import dev.mvq.runtime.storage.MarketArchive;
import dev.mvq.runtime.storage.ObjectStore;
import dev.mvq.runtime.storage.SampleDays;
import dev.mvq.runtime.vector.DayRef;
import dev.mvq.runtime.vector.Generation;
import dev.mvq.runtime.vector.SegmentDay;
import dev.mvq.runtime.vector.SegmentSizes;
import dev.mvq.runtime.vector.VectorStore;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/** A real store with small market days of several years, and everything that GENERATE works with. */
final class GeneratedStore implements AutoCloseable {
    /** Days of three years around a checkpoint, with gaps: 5 of 2004, 6 of 2005, 3 of 2006. */
    static final List<DateRange> PERIODS = List.of(
            new DateRange(LocalDate.of(2004, 12, 1), LocalDate.of(2004, 12, 7)),
            new DateRange(LocalDate.of(2005, 12, 22), LocalDate.of(2005, 12, 30)),
            new DateRange(LocalDate.of(2006, 1, 3), LocalDate.of(2006, 1, 5)));

    static final int DAYS = 14;
    static final GenerationOptions ALL =
            new GenerationOptions(Optional.empty(), Selection.EVERY_ROW, false, false, 1024, 2);

    final ObjectStore store;
    final MarketArchive archive;
    final VectorStore vectors;
    final PercentileFiles percentiles;
    final Indexing indexing;
    final Generator generator;

    GeneratedStore(Path folder) {
        this(folder, store -> store, Progress.SILENT);
    }

    /** @param around what the generator sees of the store */
    GeneratedStore(Path folder, UnaryOperator<ObjectStore> around, Progress progress) {
        store = around.apply(new LocalObjectStore(folder));
        archive = new MarketArchive(store);
        vectors = new VectorStore(store);
        percentiles = new PercentileFiles(store);
        indexing = new Indexing(
                store,
                vectors,
                new IndexBuilder(FaissLibrary.system()),
                percentiles,
                () -> SegmentSizes.upTo(5_000_000),
                progress);
        generator = new Generator(archive, vectors, indexing, TradingCalendar.newYork(), progress);
    }

    /** A store with the sample days of {@link #PERIODS}. */
    static GeneratedStore withDays(Path folder) {
        GeneratedStore made = new GeneratedStore(folder);
        PERIODS.stream()
                .flatMap(period -> TradingCalendar.newYork().sessions(period).stream())
                .forEach(date -> made.archive.write(day(date)));
        return made;
    }

    /** Three stocks and eight options, two of each underlying. */
    static MarketDay day(LocalDate date) {
        return SampleDays.day(date, 8);
    }

    static GenerationOptions during(String first, String last) {
        return new GenerationOptions(
                Optional.of(new DateRange(LocalDate.parse(first), LocalDate.parse(last))),
                Selection.EVERY_ROW,
                false,
                false,
                1024,
                2);
    }

    static GenerationOptions with(int batchSize, int maxWorkers) {
        return new GenerationOptions(Optional.empty(), Selection.EVERY_ROW, false, false, batchSize, maxWorkers);
    }

    static GenerationOptions restarted() {
        return new GenerationOptions(Optional.empty(), Selection.EVERY_ROW, true, false, 1024, 2);
    }

    static GenerationOptions of(Selection rows) {
        return new GenerationOptions(Optional.empty(), rows, false, false, 1024, 2);
    }

    GenerationReport generate(GenerationOptions options, EncoderSet encoders) {
        return generator.generate(options, encoders, Optional.empty());
    }

    GenerationReport generate(GenerationOptions options, EncoderSet encoders, YearTest test) {
        return generator.generate(options, encoders, Optional.of(test));
    }

    /** The days of the present generation; its folders' names say what is in them. */
    NavigableMap<LocalDate, DayRef> days() {
        try (Generation generation = vectors.open().orElseThrow()) {
            return days(generation);
        }
    }

    static NavigableMap<LocalDate, DayRef> days(Generation generation) {
        NavigableMap<LocalDate, DayRef> days = new TreeMap<>();
        generation.segments().stream()
                .flatMap(segment -> segment.liveDays().stream())
                .map(SegmentDay::day)
                .forEach(day -> days.put(day.date(), day));
        return days;
    }

    String generation() {
        return vectors.root().generation().orElseThrow().name();
    }

    @Override
    public void close() {
        percentiles.close();
        vectors.close();
        archive.close();
        store.close();
    }
}
