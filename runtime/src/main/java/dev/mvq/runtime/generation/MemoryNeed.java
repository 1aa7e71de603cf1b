package dev.mvq.runtime.generation;

import dev.mvq.runtime.feature.FeatureSchema;
import dev.mvq.runtime.market.Modality;
import dev.mvq.runtime.market.MvqException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Locale;

/**
 * What a run needs of the heap, by its settings and by the days it meets, and which setting to lower where that is too much. Bytes are
 * estimates from the sizes of the arrays involved; none of them includes what the JVM has not yet given back.
 */
final class MemoryNeed {
    /** The chunk that networks run over: a smaller batch saves nothing. */
    private static final int LEAST_BATCH = 128;

    private static final int NUMBERS =
            Arrays.stream(Modality.values()).mapToInt(FeatureSchema::length).sum();
    private static final int DIMENSIONS =
            Arrays.stream(Modality.values()).mapToInt(Modality::dimension).sum();

    /** A row in a batch: its features as extracted and as joined with others, its embeddings. */
    private static final long OF_BATCH = 4L * (2 * NUMBERS + DIMENSIONS);

    /** A row of a day in hand: its quote, its embeddings, and a share of the file that is being written. */
    private static final long OF_DAY = 1_000 + 4L * DIMENSIONS + 2L * DIMENSIONS / 2;

    /** A contract that is remembered with its last 60 sessions. */
    private static final long OF_CONTRACT = 2_800;

    /** Everything else: the engine, a catalogue, buffers. */
    private static final long OF_ENGINE = 100_000_000;

    private static final int DAYS_IN_HAND = 2;
    private static final int DAYS_AHEAD = 2;

    private final int batchSize;
    private final int maxWorkers;
    private final long heap;

    /** @param heap the most bytes the heap may take */
    MemoryNeed(int batchSize, int maxWorkers, long heap) {
        this.batchSize = batchSize;
        this.maxWorkers = maxWorkers;
        this.heap = heap;
    }

    /** Rows that may be in hand, from their features to their files. */
    int rowsInHand() {
        return (int) Math.min(Integer.MAX_VALUE, (long) batchSize * (BatchEncoder.WAITING * maxWorkers + 2));
    }

    /** @throws MvqException where the batches alone cannot fit */
    void check() {
        check(OF_ENGINE, "");
    }

    /**
     * Before a day is begun.
     *
     * @param rows of the day
     * @param contracts remembered
     * @throws MvqException where it cannot fit beside what is there
     */
    void check(LocalDate day, int rows, int contracts) {
        check(ofDays(rows) + contracts * OF_CONTRACT, String.format(Locale.ROOT, " for the %,d rows of %s", rows, day));
    }

    private static long ofDays(int rows) {
        return OF_ENGINE + rows * (DAYS_IN_HAND * OF_DAY + DAYS_AHEAD * 1_000L);
    }

    private void check(long beside, String what) {
        long need = beside + batches(batchSize, maxWorkers);
        if (need > heap) {
            throw new MvqException(
                    "batch_size = %d and max_workers = %d need about %s of memory%s, and there are %s"
                            .formatted(batchSize, maxWorkers, gigabytes(need), what, gigabytes(heap)),
                    fitting(beside, need));
        }
    }

    /** The batches in hand: those that wait or are encoded, and the one that is being filled. */
    private static long batches(long batch, long workers) {
        return batch * (BatchEncoder.WAITING * workers + 1) * OF_BATCH;
    }

    /** The largest settings that fit, of which one is lowered; else what heap would do. */
    private String fitting(long beside, long need) {
        for (int batch = Integer.highestOneBit(Math.max(1, batchSize - 1)); batch >= LEAST_BATCH; batch /= 2) {
            if (beside + batches(batch, maxWorkers) <= heap) {
                return "lower batch_size to " + batch;
            }
        }
        for (int workers = maxWorkers / 2; workers >= 1; workers /= 2) {
            if (beside + batches(LEAST_BATCH, workers) <= heap) {
                return "lower max_workers to %d and batch_size to %d".formatted(workers, LEAST_BATCH);
            }
        }
        return "give the JVM more: " + option(need + need / 4);
    }

    /** What to say when memory did run out. */
    MvqException exhausted(Throwable cause) {
        String message =
                "memory ran out with batch_size = %d, max_workers = %d and %s of it; days already encoded stay encoded"
                        .formatted(batchSize, maxWorkers, gigabytes(heap));
        String more = "give the JVM more: " + option(2 * heap);
        boolean batchesMatter = batches(batchSize, maxWorkers) > heap / 8;
        if (batchSize > LEAST_BATCH && (batchesMatter || maxWorkers == 1)) {
            int lower = Math.max(LEAST_BATCH, Integer.highestOneBit(Math.max(1, batchSize / 2)));
            return new MvqException(message, "lower batch_size to " + lower + ", or " + more, cause);
        }
        return maxWorkers > 1
                ? new MvqException(message, "lower max_workers to " + maxWorkers / 2 + ", or " + more, cause)
                : new MvqException(message, more, cause);
    }

    private static String option(long bytes) {
        return "MVQ_JAVA_OPTS=-Xmx" + Math.max(1, (bytes + 999_999_999) / 1_000_000_000) + "g";
    }

    private static String gigabytes(long bytes) {
        return bytes < 1_000_000_000
                ? String.format(Locale.ROOT, "%,d MB", bytes / 1_000_000)
                : String.format(Locale.ROOT, "%.1f GB", bytes / 1e9);
    }
}
