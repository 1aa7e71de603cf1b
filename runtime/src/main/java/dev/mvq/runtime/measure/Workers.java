package dev.mvq.runtime.measure;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.function.IntConsumer;

/** A few threads that share out numbered work. What is done depends on no order. */
final class Workers implements AutoCloseable {
    private final ExecutorService threads;
    private final Semaphore room;

    Workers(int count) {
        threads = Executors.newFixedThreadPool(
                count, Thread.ofPlatform().daemon().name("mvq-measure-", 0).factory());
        room = new Semaphore(4 * count);
    }

    /** Does the work of every number below {@code count}. */
    void each(int count, IntConsumer work) {
        List<CompletableFuture<Void>> done = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int number = i;
            done.add(CompletableFuture.runAsync(() -> work.accept(number), threads));
        }
        done.forEach(Workers::join);
    }

    /** Begins one piece of work; waits first where many are waiting already, which bounds what they hold. */
    <T> CompletableFuture<T> begin(Callable<T> work) {
        room.acquireUninterruptibly();
        CompletableFuture<T> begun = new CompletableFuture<>();
        threads.execute(() -> {
            try {
                begun.complete(work.call());
            } catch (Exception e) {
                begun.completeExceptionally(e);
            } finally {
                room.release();
            }
        });
        return begun;
    }

    /** Its result; a failure is thrown as it was. */
    static <T> T join(CompletableFuture<T> work) {
        try {
            return work.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw e;
        }
    }

    @Override
    public void close() {
        threads.close();
    }
}
