package dev.mvq.runtime.simulation;

import dev.mvq.runtime.market.MvqException;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Makes things on several threads and hands them on in order on the caller's. At most so many are made ahead, however slow the taker: that
 * bounds the memory. The first failure, of making or of taking, or an interrupt ends it.
 *
 * @param threads makers
 * @param ahead how many are made or being made beside the one that is being taken, at least 1
 */
public record InOrder(int threads, int ahead) {
    /** Rows held at a time, at about 400 bytes each, as an import of files holds them. */
    private static final long ROWS_HELD = 1_000_000;

    /** As many makers as there are processors, as long as the things of so many rows that they hold are not too much. */
    public static InOrder holding(long rowsEach) {
        long fit = Math.max(1, ROWS_HELD / Math.max(1, rowsEach) - 1);
        int makers = (int) Math.min(Runtime.getRuntime().availableProcessors(), fit);
        return new InOrder(makers, makers);
    }

    /** Makes one thing of each item and gives them to the taker in the items' order. */
    public <I, T> void each(List<I> items, Function<I, T> make, Consumer<T> take) {
        try (ExecutorService makers = Executors.newFixedThreadPool(
                threads, Thread.ofPlatform().daemon().name("mvq-made-", 0).factory())) {
            Queue<Future<T>> begun = new ArrayDeque<>();
            Iterator<I> rest = items.iterator();
            try {
                while (rest.hasNext() || !begun.isEmpty()) {
                    while (rest.hasNext() && begun.size() < ahead) {
                        I item = rest.next();
                        begun.add(makers.submit(() -> make.apply(item)));
                    }
                    take.accept(result(begun.remove()));
                }
            } finally {
                makers.shutdownNow(); // nothing is left to do unless something failed
            }
        }
    }

    private static <T> T result(Future<T> made) {
        try {
            return made.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new MvqException("making days was interrupted; those written are whole", "", e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException known ? known : new IllegalStateException(e.getCause());
        }
    }
}
