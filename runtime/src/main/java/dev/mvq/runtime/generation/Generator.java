package dev.mvq.runtime.generation;

import dev.mvq.runtime.encoder.EncoderSet;
import dev.mvq.runtime.market.Progress;
import dev.mvq.runtime.market.TradingCalendar;
import dev.mvq.runtime.storage.MarketArchive;
import dev.mvq.runtime.vector.VectorStore;
import java.util.Optional;

/** Encodes the days of a period, in order, and makes of all encoded days the store's next generation. */
public final class Generator {
    private final MarketArchive archive;
    private final VectorStore vectors;
    private final Indexing indexing;
    private final TradingCalendar calendar;
    private final Progress progress;

    /** A generator from {@code archive} into {@code vectors}. */
    public Generator(
            MarketArchive archive,
            VectorStore vectors,
            Indexing indexing,
            TradingCalendar calendar,
            Progress progress) {
        this.archive = archive;
        this.vectors = vectors;
        this.indexing = indexing;
        this.calendar = calendar;
        this.progress = progress;
    }

    /**
     * Does what is not done yet. Interrupting the thread ends the run at the days in hand; what was written stays.
     *
     * @param test judges every year before the next one is begun, where there is one
     * @throws dev.mvq.runtime.market.MvqException where there is nothing to encode, a year fails its test, memory does not suffice, or the
     *     store cannot be read or written
     */
    public GenerationReport generate(GenerationOptions options, EncoderSet encoders, Optional<YearTest> test) {
        MemoryNeed need = new MemoryNeed(
                options.batchSize(), options.maxWorkers(), Runtime.getRuntime().maxMemory());
        need.check();
        try {
            return new GenerationRun(archive, vectors, indexing, calendar, progress, options, encoders, test, need)
                    .run();
        } catch (OutOfMemoryError e) {
            throw need.exhausted(e);
        }
    }
}
