package dev.mvq.runtime.storage;

import java.sql.SQLException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Runs statements of users where they may nest deep. DuckDB walks an expression by calling itself, and where the thread that asks runs out
 * of stack the whole JVM dies: a thread of ours has 1 MB, enough for some 900 levels. Our own readers walk by calling themselves too, and
 * how much a call takes of the stack depends on what the JVM has compiled.
 */
public final class DeepStack {
    /** Reserved, not used: memory is taken as a stack grows. DuckDB takes about 1 KB a level, several times as much where it plans. */
    private static final long BYTES = 256L << 20;

    private DeepStack() {}

    /** What is done. */
    @FunctionalInterface
    public interface Work<T> {
        /** Does it. */
        T run() throws SQLException;
    }

    /** As {@link #run}, where nothing is asked of DuckDB: reading, checking and compiling what nests deep. */
    public static <T> T get(Supplier<T> work) {
        try {
            return run(work::get);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * Does the work on a thread of its own and waits for it. An interrupt of the caller reaches that thread, and the caller stays interrupted.
     */
    public static <T> T run(Work<T> work) throws SQLException {
        FutureTask<T> task = new FutureTask<>(work::run);
        Thread deep = new Thread(null, task, "mvq-deep", BYTES);
        deep.setDaemon(true);
        deep.start();
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return task.get();
                } catch (InterruptedException e) {
                    interrupted = true;
                    deep.interrupt();
                } catch (ExecutionException e) {
                    throw thrown(e.getCause());
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static SQLException thrown(@Nullable Throwable cause) {
        return switch (cause) {
            case null -> new SQLException("ended without a cause");
            case SQLException failure -> failure;
            case RuntimeException failure -> throw failure;
            case Error failure -> throw failure;
            default -> new SQLException(cause);
        };
    }
}
