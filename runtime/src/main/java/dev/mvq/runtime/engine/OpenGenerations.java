package dev.mvq.runtime.engine;

import dev.mvq.runtime.generation.PercentileFiles;
import dev.mvq.runtime.jfaiss.FaissLibrary;
import dev.mvq.runtime.market.TradingCalendar;
import dev.mvq.runtime.vector.Generation;
import dev.mvq.runtime.vector.VectorStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The generations that questions are answered from: the current one, and the earlier one asked for last. Used by one thread at a time. */
final class OpenGenerations implements AutoCloseable {
    /** An earlier generation is opened anew after this: what keeps it from being removed does not last for ever. */
    private static final Duration REOPENED = Duration.ofHours(6);

    private final VectorStore vectors;
    private final TradingCalendar calendar;
    private final FaissLibrary library;
    private final PercentileFiles percentiles;
    private final Clock clock;
    private @Nullable OpenGeneration newest;
    private @Nullable Earlier earlier;

    private record Earlier(String word, OpenGeneration generation, Instant opened) {}

    OpenGenerations(
            VectorStore vectors,
            TradingCalendar calendar,
            FaissLibrary library,
            PercentileFiles percentiles,
            Clock clock) {
        this.vectors = vectors;
        this.calendar = calendar;
        this.library = library;
        this.percentiles = percentiles;
        this.clock = clock;
    }

    /** The newest committed generation, which may be another process's work. */
    Optional<OpenGeneration> current() {
        OpenGeneration opened = newest;
        if (opened != null
                && vectors.root().etag().equals(opened.generation().root().etag())) {
            return Optional.of(opened);
        }
        reopen();
        return Optional.ofNullable(newest);
    }

    /** Reads the current generation anew. */
    void reopen() {
        OpenGeneration before = newest;
        newest = vectors.open().map(this::open).orElse(null);
        if (before != null) {
            before.close();
        }
    }

    /** The generation of that name, number or checkpoint. */
    OpenGeneration asOf(String word) {
        Earlier opened = earlier;
        Instant now = clock.instant();
        if (opened == null
                || !opened.word().equals(word)
                || opened.opened().plus(REOPENED).isBefore(now)) {
            closeEarlier();
            opened = new Earlier(word, open(vectors.open(word)), now);
            earlier = opened;
        }
        return opened.generation();
    }

    private OpenGeneration open(Generation generation) {
        return new OpenGeneration(generation, calendar, library, percentiles);
    }

    /** Names of those that are open. */
    Set<String> names() {
        Set<String> names = new TreeSet<>();
        if (newest != null) {
            names.add(newest.generation().name());
        }
        if (earlier != null) {
            names.add(earlier.generation().generation().name());
        }
        return names;
    }

    private void closeEarlier() {
        Earlier opened = earlier;
        earlier = null;
        if (opened != null) {
            opened.generation().close();
        }
    }

    @Override
    public void close() {
        OpenGeneration opened = newest;
        newest = null;
        if (opened != null) {
            opened.close();
        }
        closeEarlier();
    }
}
