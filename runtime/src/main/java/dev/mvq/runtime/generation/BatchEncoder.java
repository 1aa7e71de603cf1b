package dev.mvq.runtime.generation;

import dev.mvq.runtime.encoder.DayEmbeddings;
import dev.mvq.runtime.encoder.EncoderSet;
import dev.mvq.runtime.feature.FeatureBatch;
import dev.mvq.runtime.feature.FeatureHistory;
import dev.mvq.runtime.feature.FeatureRows;
import dev.mvq.runtime.market.MarketDay;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;

/**
 * Packs rows of days, few or many a day, into batches of one size, and encodes those on a fixed number of workers: networks run over
 * fixed chunks of rows, and days of twenty rows that each filled one of their own would pay six times over. What shares a batch with a
 * row changes nothing of its embedding.
 *
 * <p>Features are extracted on the calling thread, because the next day may not enter the history before; their encoding goes on
 * meanwhile. Two batches a worker wait at most. The first batches are small, so that a run that is soon killed has written something.
 */
final class BatchEncoder implements AutoCloseable {
    /** Batches that may wait, a worker. */
    static final int WAITING = 2;

    private static final int FIRST_BATCH = 128;

    private final EncoderSet encoders;
    private final int batchSize;
    private final ExecutorService workers;
    private final Semaphore room;
    private final StageClock clock;
    private final Pace pace;
    private List<Slice> filling = new ArrayList<>();
    private int filled;
    private int target;

    BatchEncoder(EncoderSet encoders, int batchSize, int maxWorkers, StageClock clock, Pace pace) {
        this.encoders = encoders;
        this.batchSize = batchSize;
        this.clock = clock;
        this.pace = pace;
        this.target = Math.min(FIRST_BATCH, batchSize);
        this.workers = Executors.newFixedThreadPool(
                maxWorkers, Thread.ofPlatform().daemon().name("mvq-encoder-", 0).factory());
        this.room = new Semaphore(WAITING * maxWorkers);
    }

    /** Consecutive rows of a day within a batch. */
    private record Slice(EncodedDay day, int at, FeatureBatch features) {}

    /**
     * Extracts the features of the day's rows and has them encoded in the background.
     *
     * @param source the last day that the history accepted
     * @param rows which of its rows
     * @param day receives the embeddings, in the order of the rows
     */
    void encode(MarketDay source, BitSet rows, FeatureHistory history, EncodedDay day) throws InterruptedException {
        int at = 0;
        for (int from = rows.nextSetBit(0); from >= 0; from = rows.nextSetBit(from)) {
            int to = Math.min(rows.nextClearBit(from), from + target - filled);
            int first = from;
            FeatureBatch features = clock.time(StageClock.Stage.FEATURES, () -> history.extract(source, first, to));
            day.remember(at, features.historySessions());
            filling.add(new Slice(day, at, features));
            at += to - from;
            filled += to - from;
            if (filled == target) {
                flush();
            }
            from = to;
        }
    }

    /** Has the rows encoded that wait for a batch to be filled. */
    void flush() throws InterruptedException {
        if (filling.isEmpty()) {
            return;
        }
        List<Slice> batch = filling;
        filling = new ArrayList<>();
        filled = 0;
        target = Math.min(batchSize, 2 * target);
        room.acquire();
        workers.execute(() -> encode(batch));
    }

    /** Every failure, running out of memory too, belongs to the days of the batch. */
    private void encode(List<Slice> batch) {
        try {
            FeatureBatch features =
                    FeatureRows.concat(batch.stream().map(Slice::features).toList());
            DayEmbeddings embeddings = clock.time(StageClock.Stage.ENCODING, () -> encoders.encode(features));
            int from = 0;
            for (Slice slice : batch) {
                int rows = slice.features().size();
                slice.day().put(slice.at(), embeddings, from, rows);
                pace.encoded(slice.day().market().date(), rows);
                from += rows;
            }
        } catch (Throwable e) {
            batch.forEach(slice -> slice.day().fail(e));
        } finally {
            room.release();
        }
    }

    @Override
    public void close() {
        workers.shutdownNow();
        workers.close();
    }
}
