package dev.mvq.dsl.run;

import dev.mvq.dsl.Output;
import dev.mvq.dsl.diagnostic.Diagnostic;
import dev.mvq.dsl.syntax.Statement;
import dev.mvq.runtime.engine.Mvq;
import dev.mvq.runtime.engine.Setting;
import dev.mvq.runtime.market.MvqException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.function.Supplier;

/** Turns what goes wrong into problems with a place, never a stack trace unless one was asked for. */
final class Failures {
    private final Supplier<? extends Mvq> engine;

    Failures(Supplier<? extends Mvq> engine) {
        this.engine = engine;
    }

    /** Does it; what went wrong, if anything did. */
    List<Diagnostic> of(Statement statement, Runnable action, Output output) {
        try {
            action.run();
            return List.of();
        } catch (ScriptRunner.RefusedAtTurn refused) {
            // Told already where it says nothing itself; something must stop the text all the same.
            return refused.problems().isEmpty()
                    ? List.of(Diagnostic.of(statement.span(), "this stopped here"))
                    : refused.problems();
        } catch (RuntimeException | StackOverflowError | OutOfMemoryError | LinkageError failure) {
            return List.of(of(statement, failure, output));
        }
    }

    /** The problem that a failure is. */
    Diagnostic of(Statement statement, Throwable failure, Output output) {
        return switch (failure) {
            case PlacedFailure placed -> placed.diagnostic();
            case MvqException known -> {
                trace(known, output);
                yield Diagnostic.of(FailurePlace.of(known, statement), known.getMessage(), known.remedy());
            }
            case OutOfMemoryError error ->
                Diagnostic.of(statement.span(), "there is not enough memory for this", "give the JVM more by -Xmx");
            default -> {
                trace(failure, output);
                String what = failure.getMessage() == null
                        ? ""
                        : ": " + failure.getMessage().lines().findFirst().orElse("");
                yield Diagnostic.of(
                        statement.span(),
                        "this failed by a fault of mvq (" + failure.getClass().getSimpleName() + what + ")",
                        "SET debug = true shows where");
            }
        };
    }

    private void trace(Throwable failure, Output output) {
        if (debugging()) {
            StringWriter trace = new StringWriter();
            failure.printStackTrace(new PrintWriter(trace));
            output.message(trace.toString().stripTrailing());
        }
    }

    /** A store that does not open has no settings. */
    private boolean debugging() {
        try {
            return engine.get().get(Setting.DEBUG).equals("true");
        } catch (RuntimeException | LinkageError unopened) {
            return false;
        }
    }
}
