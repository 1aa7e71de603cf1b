package dev.mvq.runtime.generation;

import dev.mvq.runtime.encoder.DayEmbeddings;
import dev.mvq.runtime.vector.DayInputs;
import dev.mvq.runtime.vector.DayRef;
import dev.mvq.runtime.vector.VectorStore;
import java.time.LocalDate;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;

/**
 * Writes encoded days behind the encoders. Days in hand, from before their first row is encoded until they are safe, hold together no
 * more rows than there is room for, but for two days that are larger than half of it each.
 */
final class DayCommitter implements AutoCloseable {
    private static final int WRITERS = 2;

    private final VectorStore vectors;
    private final StageClock clock;
    private final Pace pace;
    private final int rows;
    private final Semaphore room;
    private final ExecutorService writers = Executors.newFixedThreadPool(
            WRITERS, Thread.ofPlatform().daemon().name("mvq-writer-", 0).factory());
    private final NavigableMap<LocalDate, Future<DayRef>> pending = new TreeMap<>();

    /**
     * @param rows room, at least 2
     * @param pace hears of each day once it is safe
     */
    DayCommitter(VectorStore vectors, int rows, StageClock clock, Pace pace) {
        this.vectors = vectors;
        this.rows = rows;
        this.room = new Semaphore(rows);
        this.clock = clock;
        this.pace = pace;
    }

    /** Whether a day of so many rows can be begun without waiting; then its room is taken. */
    boolean hasRoom(int size) {
        return room.tryAcquire(share(size));
    }

    /** Waits for the room of a day of so many rows, and takes it. */
    void awaitRoom(int size) throws InterruptedException {
        room.acquire(share(size));
    }

    private int share(int size) {
        return Math.clamp(size, 1, rows / 2);
    }

    /** Queues the day, whose room was taken; fails where an earlier one failed. */
    void commit(EncodedDay day, DayInputs inputs) throws InterruptedException {
        failEarly();
        pending.put(day.market().date(), writers.submit(() -> {
            try {
                DayEmbeddings embeddings = day.await();
                DayRef ref = clock.time(
                        StageClock.Stage.WRITING,
                        () -> vectors.write(day.market(), embeddings, day.historySessions(), inputs));
                pace.written(ref);
                return ref;
            } finally {
                room.release(share(day.market().size()));
            }
        }));
    }

    /** The days queued since the last call, once all are safe. */
    NavigableMap<LocalDate, DayRef> await() throws InterruptedException {
        NavigableMap<LocalDate, DayRef> refs = new TreeMap<>();
        for (var day : pending.entrySet()) {
            refs.put(day.getKey(), result(day.getValue()));
        }
        pending.clear();
        return refs;
    }

    /** Of several failures the one of the earliest day is told; the days before a failed one do not wait for later rows. */
    private void failEarly() throws InterruptedException {
        if (pending.values().stream().anyMatch(day -> day.state() == Future.State.FAILED)) {
            for (Future<DayRef> day : pending.values()) {
                result(day);
            }
        }
    }

    /** The day's reference, or the failure that befell it as it was thrown. */
    private static DayRef result(Future<DayRef> day) throws InterruptedException {
        try {
            return day.get();
        } catch (ExecutionException e) {
            Throwable cause = e.getCause();
            while (cause instanceof ExecutionException && cause.getCause() != null) {
                cause = cause.getCause();
            }
            if (cause instanceof RuntimeException failure) {
                throw failure;
            }
            if (cause instanceof Error error) {
                throw error;
            }
            throw new IllegalStateException(cause);
        }
    }

    @Override
    public void close() {
        writers.shutdownNow();
        writers.close();
    }
}
