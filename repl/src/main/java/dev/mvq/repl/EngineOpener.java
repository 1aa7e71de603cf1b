package dev.mvq.repl;

import dev.mvq.runtime.market.MvqException;

/** Opens the engine over a store, and the language over the engine. */
final class EngineOpener implements Opener {
    @Override
    public OpenStore open(OpenRequest request) {
        throw new MvqException("the engine is not wired in yet", "");
    }
}
