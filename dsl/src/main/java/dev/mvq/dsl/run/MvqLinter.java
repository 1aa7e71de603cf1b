package dev.mvq.dsl.run;

import dev.mvq.dsl.Linter;
import dev.mvq.dsl.check.Names;
import dev.mvq.dsl.check.Scope;
import dev.mvq.dsl.diagnostic.Diagnostic;
import dev.mvq.dsl.diagnostic.DiagnosticRenderer;
import dev.mvq.dsl.diagnostic.Source;
import dev.mvq.dsl.diagnostic.Spelling;
import dev.mvq.dsl.syntax.Clause;
import dev.mvq.dsl.syntax.Statement;
import dev.mvq.dsl.syntax.Subject;
import dev.mvq.runtime.engine.Mvq;
import dev.mvq.runtime.market.Contract;
import dev.mvq.runtime.market.Instrument;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The checks that come before a run, and, over a store, whether it knows the contracts and tickers that are named. */
public final class MvqLinter implements Linter {
    private static final int NEAR = 50;

    private final Optional<Mvq> engine;
    private final Names names;
    private final Path workingFolder;

    private MvqLinter(Optional<Mvq> engine, Names names, Path workingFolder) {
        this.engine = engine;
        this.names = names;
        this.workingFolder = workingFolder;
    }

    /** Looks at no store. */
    public static MvqLinter ofSyntax(Path workingFolder) {
        return new MvqLinter(Optional.empty(), FixedNames.read(), workingFolder);
    }

    /** Over a store. */
    public static MvqLinter over(Mvq engine, Path workingFolder) {
        return new MvqLinter(Optional.of(engine), new EngineNames(() -> engine), workingFolder);
    }

    @Override
    public List<Problem> check(String name, String text) {
        ScriptReader reader = new ScriptReader(names, workingFolder, new Scope());
        Script script = reader.read(name, text);
        List<Problem> problems = new ArrayList<>();
        reader.problems()
                .forEach((source, found) ->
                        found.stream().map(problem -> problem(source, problem)).forEach(problems::add));
        problems.addAll(unknown(script));
        return problems.stream()
                .sorted(Comparator.comparing(Problem::file)
                        .thenComparingInt(Problem::line)
                        .thenComparingInt(Problem::column))
                .toList();
    }

    private static Problem problem(Source source, Diagnostic diagnostic) {
        int start = Math.min(diagnostic.span().start(), source.length());
        int end = Math.min(diagnostic.span().end(), source.length());
        return new Problem(
                source.name(),
                source.line(start),
                source.column(start),
                end - start,
                diagnostic,
                DiagnosticRenderer.render(source, diagnostic));
    }

    /** A store without data knows nothing, which says nothing of the text. */
    private List<Problem> unknown(Script script) {
        List<Problem> problems = new ArrayList<>();
        if (engine.isPresent() && !engine.get().days().isEmpty()) {
            for (Script.Step step : script.steps()) {
                subjects(step.statement())
                        .flatMap(subject -> unknown(engine.get(), subject).stream())
                        .forEach(problem -> problems.add(problem(script.source(), problem)));
                step.file().ifPresent(file -> problems.addAll(unknown(file)));
            }
        }
        return problems;
    }

    private static Optional<Diagnostic> unknown(Mvq engine, Subject subject) {
        if (!(subject instanceof Subject.Named(Instrument instrument, var span))) {
            return Optional.empty();
        }
        String name = instrument.name();
        List<String> listed = engine.complete(name, 1);
        if (!listed.isEmpty() && listed.getFirst().equals(name)) {
            return Optional.empty();
        }
        boolean contract = instrument instanceof Contract;
        String start = contract ? name.substring(0, name.indexOf('_') + 1) : name.substring(0, 1);
        return Optional.of(new Diagnostic(
                span,
                (contract ? "unknown contract " : "unknown ticker ") + name,
                Spelling.nearest(name, engine.complete(start, NEAR)),
                "the store has no data of it"));
    }

    private static Stream<Subject> subjects(Statement statement) {
        Stream<Subject> own = switch (statement) {
            case Statement.SimilarTo s -> s.subjects().stream();
            case Statement.Describe s -> Stream.of(s.subject());
            case Statement.Compare s -> Stream.concat(s.left().subjects().stream(), s.right().subjects().stream());
            case Statement.Explain s -> subjects(s.explained());
            case Statement.Let s -> subjects(s.statement());
            case Statement.Piped s -> subjects(s.source());
            default -> Stream.of();
        };
        Stream<Subject> listed = statement.clauses().stream().flatMap(clause -> switch (clause) {
            case Clause.In in -> in.tickers().stream();
            case Clause.OfTickers of -> of.tickers().stream();
            case Clause.For each -> each.subjects().stream();
            default -> Stream.of();
        });
        return Stream.concat(own, listed);
    }
}
