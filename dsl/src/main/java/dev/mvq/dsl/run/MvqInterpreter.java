package dev.mvq.dsl.run;

import dev.mvq.dsl.Interpreter;
import dev.mvq.dsl.Output;
import dev.mvq.dsl.check.Plan;
import dev.mvq.dsl.check.StatementChecker;
import dev.mvq.dsl.diagnostic.Diagnostic;
import dev.mvq.dsl.diagnostic.DiagnosticRenderer;
import dev.mvq.dsl.diagnostic.Problems;
import dev.mvq.dsl.diagnostic.Source;
import dev.mvq.dsl.diagnostic.Span;
import dev.mvq.dsl.parse.Parsed;
import dev.mvq.dsl.parse.StatementReader;
import dev.mvq.dsl.syntax.Statement;
import dev.mvq.runtime.engine.Mvq;
import dev.mvq.runtime.engine.Setting;
import dev.mvq.runtime.market.MvqException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The language over one engine. The whole text is checked before its first statement runs. The engine is asked for only when a statement
 * needs it, so that help and syntax errors do not wait for a store to open.
 */
public final class MvqInterpreter implements Interpreter {
    private final Supplier<? extends Mvq> engine;
    private final Clock clock;

    /** @param engine gives the same engine each time */
    public MvqInterpreter(Supplier<? extends Mvq> engine, Clock clock) {
        this.engine = engine;
        this.clock = clock;
    }

    /** With the machine's clock; today is today in New York, where the sessions are. */
    public MvqInterpreter(Supplier<? extends Mvq> engine) {
        this(engine, Clock.system(ZoneId.of("America/New_York")));
    }

    /** Over an engine that is open. */
    public MvqInterpreter(Mvq engine) {
        this(() -> engine);
    }

    private record Step(Statement statement, Plan plan) {}

    @Override
    public int run(String name, String text, Output output) {
        Source source = new Source(name, text);
        Problems problems = new Problems();
        List<Step> steps = new ArrayList<>();
        for (Parsed parsed : StatementReader.read(source, text)) {
            problems.addAll(parsed.problems());
            if (parsed.statement().isPresent()) {
                Statement statement = parsed.statement().get();
                Diagnostic failure = attempt(
                        statement, () -> steps.add(new Step(statement, plan(statement, source, problems))), output);
                if (failure != null) {
                    output.problem(DiagnosticRenderer.render(source, failure));
                    return FAILED;
                }
            }
        }
        return problems.isEmpty() ? run(source, steps, output) : refuse(source, problems.list(), output);
    }

    private Plan plan(Statement statement, Source source, Problems problems) {
        return new StatementChecker(new EngineNames(engine), source, problems).check(statement);
    }

    private static int refuse(Source source, List<Diagnostic> problems, Output output) {
        DiagnosticRenderer.renderAll(source, problems).forEach(output::problem);
        if (problems.size() > 1) {
            output.message(problems.size() + " problems, nothing was run");
        }
        return REFUSED;
    }

    private int run(Source source, List<Step> steps, Output output) {
        StatementRunner runner = new StatementRunner(engine, LocalDate.now(clock), output);
        for (Step step : steps) {
            if (Thread.currentThread().isInterrupted()) {
                output.problem(DiagnosticRenderer.render(
                        source, Diagnostic.of(step.statement.span(), "interrupted before this statement")));
                return FAILED;
            }
            Diagnostic failure = attempt(step.statement, () -> runner.run(step.plan), output);
            if (failure != null) {
                output.problem(DiagnosticRenderer.render(source, failure));
                return FAILED;
            }
        }
        return OK;
    }

    /** Runs it; what goes wrong comes back as a problem with a place, never as a stack trace. */
    private @Nullable Diagnostic attempt(Statement statement, Runnable action, Output output) {
        try {
            action.run();
            return null;
        } catch (PlacedFailure failure) {
            return failure.diagnostic();
        } catch (MvqException failure) {
            trace(failure, output);
            return Diagnostic.of(FailurePlace.of(failure, statement), failure.getMessage(), failure.remedy());
        } catch (OutOfMemoryError error) {
            return failed(statement, "there is not enough memory for this", "give the JVM more by -Xmx");
        } catch (RuntimeException | StackOverflowError | LinkageError error) {
            trace(error, output);
            String what = error.getMessage() == null
                    ? ""
                    : ": " + error.getMessage().lines().findFirst().orElse("");
            return failed(
                    statement,
                    "this failed by a fault of mvq (" + error.getClass().getSimpleName() + what + ")",
                    "SET debug = true shows where");
        }
    }

    private static Diagnostic failed(Statement statement, String message, String remedy) {
        Span span = statement.span();
        return Diagnostic.of(span, message, remedy);
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

    @Override
    public boolean isIncomplete(String text) {
        return Completeness.isIncomplete(text);
    }

    @Override
    public List<String> complete(String text, int cursor) {
        return new Completion(engine).complete(text, cursor);
    }
}
