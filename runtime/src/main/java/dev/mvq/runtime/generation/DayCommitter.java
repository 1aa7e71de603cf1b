package dev.mvq.runtime.generation;

import dev.mvq.runtime.encoder.DayEmbeddings;
import dev.mvq.runtime.vector.DayInputs;
import dev.mvq.runtime.vector.DayRef;
import dev.mvq.runtime.vector.VectorStore;
import java.time.LocalDate;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;

/** Writes encoded days behind the encoders, one at a time in order of dates; at most two wait, which bounds memory. */
final class DayCommitter implements AutoCloseable {
    private static final int WAITING = 2;

    private final VectorStore vectors;
    private final StageClock clock;
    private final Consumer<DayRef> written;
    private final ExecutorService writer = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().daemon().name("mvq-writer").factory());
    private final Semaphore room = new Semaphore(WAITING);
    private final NavigableMap<LocalDate, Future<DayRef>> pending = new TreeMap<>();

    /** @param written hears of each day once it is safe */
    DayCommitter(VectorStore vectors, StageClock clock, Consumer<DayRef> written) {
        this.vectors = vectors;
        this.clock = clock;
        this.written = written;
    }

    /** Queues the day; waits where two are queued already, and fails where one of them failed. */
    void commit(DayEncoder.Encoded day, DayInputs inputs) throws InterruptedException {
        room.acquire();
        failEarly();
        pending.put(day.day().date(), writer.submit(() -> {
            try {
                DayEmbeddings embeddings = day.embeddings().join();
                DayRef ref = clock.time(
                        StageClock.Stage.WRITING,
                        () -> vectors.write(day.day(), embeddings, day.historySessions(), inputs));
                written.accept(ref);
                return ref;
            } finally {
                room.release();
            }
        }));
    }

    /** The days queued, once all are written. */
    NavigableMap<LocalDate, DayRef> await() throws InterruptedException {
        NavigableMap<LocalDate, DayRef> refs = new TreeMap<>();
        for (var day : pending.entrySet()) {
            refs.put(day.getKey(), result(day.getValue()));
        }
        return refs;
    }

    private void failEarly() throws InterruptedException {
        for (Future<DayRef> day : pending.values()) {
            if (day.state() == Future.State.FAILED) {
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
            while (cause instanceof CompletionException && cause.getCause() != null) {
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
        writer.shutdownNow();
        writer.close();
    }
}
