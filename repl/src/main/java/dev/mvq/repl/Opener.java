package dev.mvq.repl;

/** Opens stores; the one place where the ways in meet the engine. */
@FunctionalInterface
public interface Opener {
    /**
     * Opens the store of the request, with an interpreter over it.
     *
     * @throws dev.mvq.runtime.market.MvqException if it cannot be opened
     */
    OpenStore open(OpenRequest request);
}
