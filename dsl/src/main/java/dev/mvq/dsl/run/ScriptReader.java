package dev.mvq.dsl.run;

import dev.mvq.dsl.check.Names;
import dev.mvq.dsl.check.Plan;
import dev.mvq.dsl.check.Scope;
import dev.mvq.dsl.check.StatementChecker;
import dev.mvq.dsl.diagnostic.Diagnostic;
import dev.mvq.dsl.diagnostic.Problems;
import dev.mvq.dsl.diagnostic.Source;
import dev.mvq.dsl.diagnostic.Span;
import dev.mvq.dsl.diagnostic.Spelling;
import dev.mvq.dsl.parse.Parsed;
import dev.mvq.dsl.parse.StatementReader;
import dev.mvq.dsl.syntax.Statement;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Texts to checked scripts, with the files that they run. Problems are gathered by text. */
final class ScriptReader {
    private final Names names;
    private final Path workingFolder;
    private final Scope scope;
    private final Map<Source, Problems> problems = new LinkedHashMap<>();

    ScriptReader(Names names, Path workingFolder, Scope scope) {
        this.names = names;
        this.workingFolder = workingFolder;
        this.scope = scope;
    }

    /** Problems by the text that has them; texts without problems are left out. */
    Map<Source, List<Diagnostic>> problems() {
        Map<Source, List<Diagnostic>> found = new LinkedHashMap<>();
        problems.forEach((source, of) -> {
            if (!of.isEmpty()) {
                found.put(source, of.list());
            }
        });
        return found;
    }

    /** The text; where its name is that of a file, what it runs is relative to that file's folder. */
    Script read(String name, String text) {
        boolean file = !name.startsWith("<") && !name.equals("-");
        List<Path> files = file ? List.of(real(workingFolder.resolve(name))) : List.of();
        return read(new Source(name, text), text, files);
    }

    private Script read(Source source, String text, List<Path> files) {
        return ReadingStack.read(text, () -> readHere(source, text, files));
    }

    private Script readHere(Source source, String text, List<Path> files) {
        Problems own = new Problems();
        problems.put(source, own);
        StatementChecker checker = new StatementChecker(names, scope, source, own);
        List<Script.Step> steps = new ArrayList<>();
        for (Parsed parsed : StatementReader.read(source, text)) {
            own.addAll(parsed.problems());
            parsed.statement().ifPresent(statement -> steps.add(step(parsed, statement, checker, source, own, files)));
        }
        return new Script(source, files, steps);
    }

    private Script.Step step(
            Parsed parsed,
            Statement statement,
            StatementChecker checker,
            Source source,
            Problems own,
            List<Path> files) {
        Plan plan;
        try {
            plan = checker.check(statement);
        } catch (RuntimeException | StackOverflowError | LinkageError failure) {
            throw new CheckFailure(source, statement, failure);
        }
        boolean runs = plan instanceof Plan.RunFile && !parsed.isBound();
        Optional<Script> file = runs ? file((Plan.RunFile) plan, files, own) : Optional.empty();
        return new Script.Step(parsed, statement, plan, file);
    }

    /** What the file says; what is wrong with the file itself is told at its path. */
    Optional<Script> file(Plan.RunFile run, List<Path> files, Problems callers) {
        Path folder = files.isEmpty() ? workingFolder : folderOf(files.getLast());
        Path path = folder.resolve(run.path());
        if (!Files.isRegularFile(path) && Files.isRegularFile(workingFolder.resolve(run.path()))) {
            path = workingFolder.resolve(run.path());
        }
        Span place = run.place();
        if (Files.isDirectory(path)) {
            callers.add(Diagnostic.of(place, "'" + run.path() + "' is a folder", "RUN takes one file"));
            return Optional.empty();
        }
        if (!Files.isRegularFile(path)) {
            callers.add(new Diagnostic(place, "there is no file '" + run.path() + "'", near(run.path(), path), ""));
            return Optional.empty();
        }
        Path real = real(path);
        if (files.contains(real)) {
            callers.add(Diagnostic.of(place, "'" + run.path() + "' is running already", "a file cannot run itself"));
            return Optional.empty();
        }
        List<Path> chain = new ArrayList<>(files);
        chain.add(real);
        try {
            String text = Files.readString(path);
            return Optional.of(read(new Source(shown(path), text), text, chain));
        } catch (MalformedInputException e) {
            callers.add(
                    Diagnostic.of(place, "'" + run.path() + "' is not UTF-8 text", "convert it first: iconv -t UTF-8"));
        } catch (IOException e) {
            callers.add(Diagnostic.of(place, "'" + run.path() + "' cannot be read: " + e.getMessage()));
        }
        return Optional.empty();
    }

    /** As the user would name it: relative to the working folder where it lies below. */
    private String shown(Path path) {
        Path plain = path.toAbsolutePath().normalize();
        Path home = workingFolder.toAbsolutePath().normalize();
        return plain.startsWith(home) ? home.relativize(plain).toString() : plain.toString();
    }

    private static List<String> near(String written, Path path) {
        String folder = written.substring(0, written.lastIndexOf('/') + 1);
        Path parent = folderOf(path);
        if (!Files.isDirectory(parent)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(parent)) {
            return Spelling.nearest(
                    written,
                    files.map(file -> folder + file.getFileName()).sorted().toList());
        } catch (IOException e) {
            return List.of();
        }
    }

    private static Path folderOf(Path file) {
        Path parent = file.toAbsolutePath().getParent();
        return parent == null ? file : parent;
    }

    private static Path real(Path path) {
        try {
            return path.toRealPath();
        } catch (IOException e) {
            return path.toAbsolutePath().normalize();
        }
    }

    /** A statement could not even be checked, as when the store does not open. */
    static final class CheckFailure extends RuntimeException {
        private static final long serialVersionUID = 1;

        private final transient Source source;
        private final transient Statement statement;
        private final transient Throwable failure;

        CheckFailure(Source source, Statement statement, Throwable failure) {
            super(failure);
            this.failure = failure;
            this.source = source;
            this.statement = statement;
        }

        Throwable failure() {
            return failure;
        }

        Source source() {
            return source;
        }

        Statement statement() {
            return statement;
        }
    }
}
