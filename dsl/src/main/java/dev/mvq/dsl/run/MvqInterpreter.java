package dev.mvq.dsl.run;

import dev.mvq.dsl.Interpreter;
import dev.mvq.dsl.Output;
import dev.mvq.dsl.Surroundings;
import dev.mvq.dsl.diagnostic.Diagnostic;
import dev.mvq.dsl.diagnostic.DiagnosticRenderer;
import dev.mvq.dsl.diagnostic.Source;
import dev.mvq.runtime.engine.Mvq;
import dev.mvq.runtime.engine.Setting;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * The language over one engine: one session, whose results stay from text to text. The whole text, with the files it runs, is checked
 * before its first statement runs. The engine is asked for only when a statement needs it, so that help and syntax errors do not wait for
 * a store to open.
 */
public final class MvqInterpreter implements Interpreter {
    private final Supplier<? extends Mvq> engine;
    private final Surroundings surroundings;
    private final Failures failures;
    private final Session session;

    /** @param engine gives the same engine each time */
    public MvqInterpreter(Supplier<? extends Mvq> engine, Surroundings surroundings) {
        this.engine = engine;
        this.surroundings = surroundings;
        this.failures = new Failures(engine);
        this.session = new Session(surroundings.parameters());
    }

    /** In the process's working folder, without parameters. */
    public MvqInterpreter(Supplier<? extends Mvq> engine) {
        this(engine, Surroundings.of(Path.of("")));
    }

    /** Over an engine that is open. */
    public MvqInterpreter(Mvq engine) {
        this(() -> engine);
    }

    @Override
    public int run(String name, String text, Output output) {
        ScriptReader reader = new ScriptReader(new EngineNames(engine), surroundings.workingFolder(), session.scope());
        Script script;
        try {
            script = reader.read(name, text);
        } catch (ScriptReader.CheckFailure failure) {
            Diagnostic told = failures.of(failure.statement(), failure.failure(), output);
            output.problem(DiagnosticRenderer.render(failure.source(), told));
            return FAILED;
        }
        Map<Source, List<Diagnostic>> problems = reader.problems();
        if (!problems.isEmpty()) {
            return refuse(problems, output);
        }
        return new ScriptRunner(engine, session, surroundings, this::today, failures, output).run(script);
    }

    private static int refuse(Map<Source, List<Diagnostic>> problems, Output output) {
        problems.forEach(
                (source, found) -> DiagnosticRenderer.renderAll(source, found).forEach(output::problem));
        int all = problems.values().stream().mapToInt(List::size).sum();
        if (all > 1) {
            output.message(all + " problems, nothing was run");
        }
        return REFUSED;
    }

    /** The day that was set, or the clock's. */
    private LocalDate today() {
        String set = engine.get().get(Setting.TODAY);
        return set.equals(Setting.TODAY.initial()) ? LocalDate.now(surroundings.clock()) : LocalDate.parse(set);
    }

    @Override
    public boolean isIncomplete(String text) {
        return ReadingStack.read(text, () -> Completeness.isIncomplete(text));
    }

    @Override
    public List<String> complete(String text, int cursor) {
        return ReadingStack.read(text, () -> new Completion(engine, session).complete(text, cursor));
    }
}
