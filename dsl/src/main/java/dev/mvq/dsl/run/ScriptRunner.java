package dev.mvq.dsl.run;

import dev.mvq.dsl.Interpreter;
import dev.mvq.dsl.Output;
import dev.mvq.dsl.Surroundings;
import dev.mvq.dsl.check.Names;
import dev.mvq.dsl.check.Plan;
import dev.mvq.dsl.check.StatementChecker;
import dev.mvq.dsl.diagnostic.Diagnostic;
import dev.mvq.dsl.diagnostic.DiagnosticRenderer;
import dev.mvq.dsl.diagnostic.Problems;
import dev.mvq.dsl.diagnostic.Source;
import dev.mvq.dsl.parse.Parsed;
import dev.mvq.dsl.parse.StatementReader;
import dev.mvq.dsl.syntax.Statement;
import dev.mvq.dsl.syntax.SyntaxPrinter;
import dev.mvq.dsl.syntax.Value;
import dev.mvq.runtime.engine.Mvq;
import dev.mvq.runtime.storage.DeepStack;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Runs checked scripts, statement by statement. The first that fails ends them all; what ran before stays done. */
final class ScriptRunner {
    private static final String PLAIN_WORDS = "<plain words>";

    private final Session session;
    private final Names names;
    private final Surroundings surroundings;
    private final Failures failures;
    private final Output output;
    private final StatementRunner statements;
    private final PlainWordsRunner words;

    ScriptRunner(
            Supplier<? extends Mvq> engine,
            Session session,
            Surroundings surroundings,
            Supplier<LocalDate> today,
            Failures failures,
            Output output) {
        this.session = session;
        this.names = new EngineNames(engine);
        this.surroundings = surroundings;
        this.failures = failures;
        this.output = output;
        DayResolver days = new DayResolver(() -> engine.get().days(), today, output::message);
        this.statements = new StatementRunner(engine, session, surroundings, days, output);
        this.words = new PlainWordsRunner(engine, surroundings, today, output);
    }

    /** {@link Interpreter#OK} or {@link Interpreter#FAILED}. */
    int run(Script script) {
        for (Script.Step step : script.steps()) {
            if (Thread.currentThread().isInterrupted()) {
                tell(
                        script.source(),
                        List.of(Diagnostic.of(step.statement().span(), "interrupted before this statement")));
                return Interpreter.FAILED;
            }
            if (!ran(script, step)) {
                return Interpreter.FAILED;
            }
        }
        return Interpreter.OK;
    }

    private boolean ran(Script script, Script.Step step) {
        List<Diagnostic> told = failures.of(step.statement(), () -> turn(script, step), output);
        tell(script.source(), told);
        return told.isEmpty();
    }

    private void tell(Source source, List<Diagnostic> problems) {
        DiagnosticRenderer.renderAll(source, problems).forEach(output::problem);
    }

    private void turn(Script script, Script.Step step) {
        Script.Step now = step.isBound() ? DeepStack.get(() -> again(script, step)) : step;
        Optional<Plan.Ask> asked = asked(now.plan());
        if (asked.isPresent()) {
            ask(asked.get(), now);
        } else if (now.plan() instanceof Plan.RunFile run) {
            runFile(script, now, run);
        } else {
            statements.run(now.plan(), now.statement());
        }
        session.ran(step.statement());
    }

    /** The statement with what its parameters and results are now. */
    private Script.Step again(Script script, Script.Step step) {
        Parsed parsed = StatementReader.again(script.source(), step.parsed(), session);
        Problems problems = new Problems();
        problems.addAll(parsed.problems());
        Optional<Plan> plan = parsed.statement()
                .map(statement ->
                        new StatementChecker(names, session.scope(), script.source(), problems).check(statement));
        if (!problems.isEmpty() || plan.isEmpty()) {
            throw new RefusedAtTurn(problems.list());
        }
        return new Script.Step(parsed, parsed.statement().orElseThrow(), plan.get(), step.file());
    }

    private void runFile(Script script, Script.Step step, Plan.RunFile run) {
        Script file = step.file().orElseGet(() -> read(script, run));
        if (run(file) != Interpreter.OK) {
            throw new RefusedAtTurn(List.of());
        }
    }

    /** A file whose path was a parameter: checked whole before its first statement runs. */
    private Script read(Script script, Plan.RunFile run) {
        ScriptReader reader = new ScriptReader(names, surroundings.workingFolder(), session.scope());
        Problems own = new Problems();
        Optional<Script> file = reader.file(run, script.files(), own);
        if (file.isEmpty()) {
            throw new RefusedAtTurn(own.list());
        }
        Map<Source, List<Diagnostic>> problems = reader.problems();
        problems.forEach(this::tell);
        if (!problems.isEmpty()) {
            throw new RefusedAtTurn(List.of());
        }
        return file.get();
    }

    /** Plain words, alone or in another statement. */
    private static Optional<Plan.Ask> asked(Plan plan) {
        return switch (plan) {
            case Plan.Ask ask -> Optional.of(ask);
            case Plan.Piped piped -> asked(piped.source());
            case Plan.Let let -> asked(let.value());
            case Plan.Explain explain -> asked(explain.explained());
            default -> Optional.empty();
        };
    }

    /** The statement that the words mean takes their place; it is shown and, unless it is only explained, run. */
    private void ask(Plan.Ask ask, Script.Step step) {
        String understood = words.understand(ask);
        boolean only = step.plan() instanceof Plan.Explain(boolean analyze, Plan explained, Statement _)
                && !analyze
                && explained instanceof Plan.Ask;
        if (only) {
            output.text(understood);
            return;
        }
        output.message(understood);
        String words = SyntaxPrinter.print(
                new Statement.Ask(new Value(ask.words(), Value.Kind.TEXT, ask.place()), ask.place()));
        String text = SyntaxPrinter.print(step.statement()).replace(words, understood);
        ScriptReader reader = new ScriptReader(names, surroundings.workingFolder(), session.scope());
        Script script = reader.read(PLAIN_WORDS, text);
        reader.problems().forEach(this::tell);
        if (!reader.problems().isEmpty() || run(script) != Interpreter.OK) {
            throw new RefusedAtTurn(List.of());
        }
    }

    /** What was found when a statement's turn had come; told already where the list is empty. */
    static final class RefusedAtTurn extends RuntimeException {
        private static final long serialVersionUID = 1;

        private final transient List<Diagnostic> problems;

        RefusedAtTurn(List<Diagnostic> problems) {
            super("refused at its turn", null, false, false);
            this.problems = List.copyOf(problems);
        }

        List<Diagnostic> problems() {
            return problems;
        }
    }
}
