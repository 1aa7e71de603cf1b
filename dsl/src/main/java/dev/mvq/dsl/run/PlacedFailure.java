package dev.mvq.dsl.run;

import dev.mvq.dsl.diagnostic.Diagnostic;

/** A failure at a statement's turn whose place in the text is known. */
final class PlacedFailure extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient Diagnostic diagnostic;

    PlacedFailure(Diagnostic diagnostic) {
        super(diagnostic.message());
        this.diagnostic = diagnostic;
    }

    Diagnostic diagnostic() {
        return diagnostic;
    }
}
