package dev.mvq.repl;

import dev.mvq.dsl.Interpreter;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import tech.tablesaw.api.Table;

/** A store that is being opened on a thread of its own; whoever needs it first waits for it. */
final class OpeningStore implements AutoCloseable {
    private final CompletableFuture<OpenStore> opening = new CompletableFuture<>();

    OpeningStore(Supplier<OpenStore> open) {
        Thread.ofPlatform().daemon().name("opening").start(() -> {
            try {
                warm();
                opening.complete(open.get());
            } catch (RuntimeException | LinkageError e) {
                opening.completeExceptionally(e);
            }
        });
    }

    /**
     * Tablesaw scans the class path when its first table is made. Here no Ctrl-C can interrupt that: a class whose initialisation was
     * interrupted stays unusable until the process ends.
     */
    private static void warm() {
        Table.create();
    }

    /** The language over the store; throws what opening threw. */
    Interpreter interpreter() {
        try {
            return opening.join().interpreter();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw e;
        }
    }

    /** Closes the store if it was opened; one that is still being opened is left to the end of the process. */
    @Override
    public void close() {
        if (opening.isDone() && !opening.isCompletedExceptionally()) {
            opening.join().close();
        }
    }
}
