package dev.mvq.repl;

import dev.mvq.dsl.Interpreter;
import dev.mvq.dsl.Linter;
import dev.mvq.runtime.engine.Answer;
import dev.mvq.runtime.engine.CollectQuery;
import java.util.function.Function;

/**
 * A store with the language over it.
 *
 * @param interpreter runs statements
 * @param linter finds what is wrong with texts
 * @param collector removes what the store no longer needs
 * @param engine closed when the way in is left
 */
public record OpenStore(
        Interpreter interpreter, Linter linter, Function<CollectQuery, Answer> collector, Runnable engine)
        implements AutoCloseable {
    @Override
    public void close() {
        engine.run();
    }
}
