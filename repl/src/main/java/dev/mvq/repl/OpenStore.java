package dev.mvq.repl;

import dev.mvq.dsl.Interpreter;

/**
 * A store with the language over it.
 *
 * @param interpreter runs statements
 * @param engine closed when the way in is left
 */
public record OpenStore(Interpreter interpreter, Runnable engine) implements AutoCloseable {
    @Override
    public void close() {
        engine.run();
    }
}
