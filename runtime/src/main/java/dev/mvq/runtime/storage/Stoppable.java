package dev.mvq.runtime.storage;

import dev.mvq.runtime.market.MvqException;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Lets the interrupt of a thread reach the statement that DuckDB runs for it: DuckDB looks at no thread's interrupt by itself.
 * While work goes on, a second thread looks whether the first is interrupted, and cancels the statement when it is. The
 * thread stays interrupted.
 */
public final class Stoppable {
    private static final long EVERY_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    private Stoppable() {}

    /** What is done by a statement. */
    @FunctionalInterface
    public interface Work<T> {
        /** Does it. */
        T run() throws SQLException;
    }

    /**
     * Does the work, or as much of it as was done when the thread was interrupted.
     *
     * @param statement by which it is done
     * @throws MvqException where the thread was interrupted
     */
    public static <T> T run(Statement statement, Work<T> work) throws SQLException {
        Thread worker = Thread.currentThread();
        Thread watch = Thread.ofVirtual().name("mvq-watch").start(() -> watch(worker, statement));
        try {
            return work.run();
        } catch (SQLException e) {
            if (worker.isInterrupted()) {
                throw stopped(e);
            }
            throw e;
        } finally {
            watch.interrupt();
        }
    }

    /** Ends what goes on without a statement, such as taking rows over, where the thread was interrupted. */
    public static void check() {
        if (Thread.currentThread().isInterrupted()) {
            throw stopped(null);
        }
    }

    private static MvqException stopped(@Nullable Throwable cause) {
        return new MvqException("this was stopped before it was done", "", cause);
    }

    private static void watch(Thread worker, Statement statement) {
        while (!Thread.currentThread().isInterrupted()) {
            if (worker.isInterrupted()) {
                cancel(statement);
            }
            LockSupport.parkNanos(EVERY_NANOS);
        }
    }

    /** Again and again: before a statement has begun, there is nothing that could be cancelled. */
    private static void cancel(Statement statement) {
        try {
            statement.cancel();
        } catch (SQLException e) {
            // It was closed meanwhile, and so is done.
        }
    }
}
