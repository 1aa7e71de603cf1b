package dev.mvq.runtime.engine;

import dev.mvq.runtime.generation.PercentileFiles;
import dev.mvq.runtime.index.RandomPairs;
import dev.mvq.runtime.index.Searcher;
import dev.mvq.runtime.jfaiss.FaissLibrary;
import dev.mvq.runtime.market.TradingCalendar;
import dev.mvq.runtime.vector.Generation;
import org.jspecify.annotations.Nullable;

/** A generation with what answers questions on it. */
final class OpenGeneration implements AutoCloseable {
    private final Generation generation;
    private final Searcher searcher;
    private final PercentileFiles percentiles;
    private @Nullable RandomPairs pairs;

    OpenGeneration(Generation generation, TradingCalendar calendar, FaissLibrary library, PercentileFiles percentiles) {
        this.generation = generation;
        this.percentiles = percentiles;
        this.searcher = new Searcher(generation, calendar, library);
    }

    Generation generation() {
        return generation;
    }

    Searcher searcher() {
        return searcher;
    }

    synchronized RandomPairs pairs() {
        RandomPairs read = pairs;
        if (read == null) {
            read = percentiles.read(generation.head());
            pairs = read;
        }
        return read;
    }

    /** Which one it is, for whoever asked by number or checkpoint. */
    String words() {
        return "as of generation %s, of encoder %s, committed %s"
                .formatted(
                        generation.name(),
                        generation.encoderVersion(),
                        generation.head().created());
    }

    @Override
    public void close() {
        searcher.close();
        generation.close();
    }
}
