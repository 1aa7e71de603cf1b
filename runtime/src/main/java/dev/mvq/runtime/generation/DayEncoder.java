package dev.mvq.runtime.generation;

import dev.mvq.runtime.encoder.DayEmbeddings;
import dev.mvq.runtime.encoder.EncoderSet;
import dev.mvq.runtime.feature.FeatureBatch;
import dev.mvq.runtime.feature.FeatureHistory;
import dev.mvq.runtime.market.DayRows;
import dev.mvq.runtime.market.MarketDay;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;

/**
 * Encodes days on a fixed number of workers. Features are extracted on the calling thread, because the next day may not enter the
 * history before; their encoding goes on while the caller reads the next day. At most two batches per worker wait, which bounds memory.
 */
final class DayEncoder implements AutoCloseable {
    private final EncoderSet encoders;
    private final int batchSize;
    private final ExecutorService workers;
    private final Semaphore room;
    private final StageClock clock;

    DayEncoder(EncoderSet encoders, int batchSize, int maxWorkers, StageClock clock) {
        this.clock = clock;
        this.encoders = encoders;
        this.batchSize = batchSize;
        this.workers = Executors.newFixedThreadPool(
                maxWorkers, Thread.ofPlatform().daemon().name("mvq-encoder-", 0).factory());
        this.room = new Semaphore(2 * maxWorkers);
    }

    /** The day's embeddings to come, and what is needed to store them. */
    record Encoded(MarketDay day, short[] historySessions, CompletableFuture<DayEmbeddings> embeddings) {}

    /** Extracts the day's features now and encodes them in the background. The day is the last the history accepted. */
    Encoded encode(MarketDay day, FeatureHistory history) throws InterruptedException {
        int rows = DayRows.of(day).size();
        short[] sessions = new short[rows];
        List<CompletableFuture<DayEmbeddings>> parts = new ArrayList<>();
        for (int from = 0; from < rows; from += batchSize) {
            int to = Math.min(rows, from + batchSize);
            room.acquire();
            int first = from;
            FeatureBatch batch = clock.time(StageClock.Stage.FEATURES, () -> history.extract(day, first, to));
            System.arraycopy(batch.historySessions(), 0, sessions, from, to - from);
            parts.add(CompletableFuture.supplyAsync(() -> encodeAndRelease(batch), workers));
        }
        CompletableFuture<DayEmbeddings> whole = CompletableFuture.allOf(parts.toArray(CompletableFuture[]::new))
                .thenApply(done -> DayEmbeddings.concat(
                        parts.stream().map(CompletableFuture::join).toList()));
        return new Encoded(day, sessions, whole);
    }

    private DayEmbeddings encodeAndRelease(FeatureBatch batch) {
        try {
            return clock.time(StageClock.Stage.ENCODING, () -> encoders.encode(batch));
        } finally {
            room.release();
        }
    }

    @Override
    public void close() {
        workers.close();
    }
}
