package dev.mvq.repl;

import dev.mvq.dsl.Interpreter;
import dev.mvq.dsl.Linter;

/**
 * A store with the language over it.
 *
 * @param interpreter runs statements
 * @param linter finds what is wrong with texts
 * @param engine closed when the way in is left
 */
public record OpenStore(Interpreter interpreter, Linter linter, Runnable engine) implements AutoCloseable {
    @Override
    public void close() {
        engine.run();
    }
}
