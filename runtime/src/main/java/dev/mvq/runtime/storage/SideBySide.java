package dev.mvq.runtime.storage;

import dev.mvq.runtime.market.MvqException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The same work on many things, several at a time: each waits for answers of a store that is far away, or reads a file of its own. */
public final class SideBySide {
    private SideBySide() {}

    /**
     * What the work gives for each thing, in their order. Of several failures the one of the earliest thing is thrown, as it was, and what
     * is not begun by then is not done.
     *
     * @param atOnce how many at a time; where it is one, or there is one thing, the calling thread does it
     * @param doing for whoever interrupts it, such as {@code reading from FOLDER}
     */
    public static <T, R> List<R> of(Collection<T> things, int atOnce, String doing, Function<T, R> work) {
        if (atOnce <= 1 || things.size() <= 1) {
            return things.stream().map(work).toList();
        }
        try (ExecutorService workers = Executors.newFixedThreadPool(
                Math.min(things.size(), atOnce),
                Thread.ofPlatform().daemon().name("mvq-store-", 0).factory())) {
            try {
                List<Future<R>> coming = new ArrayList<>();
                things.forEach(thing -> coming.add(workers.submit(() -> work.apply(thing))));
                List<R> results = new ArrayList<>();
                for (Future<R> result : coming) {
                    results.add(result.get());
                }
                return results;
            } finally {
                workers.shutdownNow();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new MvqException("interrupted while " + doing, "", e);
        } catch (ExecutionException e) {
            throw thrown(e.getCause());
        }
    }

    private static RuntimeException thrown(@Nullable Throwable failure) {
        if (failure instanceof Error error) {
            throw error;
        }
        return failure instanceof RuntimeException known ? known : new IllegalStateException(failure);
    }
}
