package dev.mvq.repl;

import dev.mvq.dsl.Interpreter;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

/** A store that is being opened on a thread of its own; whoever needs it first waits for it. */
final class OpeningStore implements AutoCloseable {
    private final CompletableFuture<OpenStore> opening = new CompletableFuture<>();

    OpeningStore(Supplier<OpenStore> open) {
        Thread.ofPlatform().daemon().name("opening").start(() -> {
            try {
                opening.complete(open.get());
            } catch (RuntimeException | LinkageError e) {
                opening.completeExceptionally(e);
            }
        });
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
