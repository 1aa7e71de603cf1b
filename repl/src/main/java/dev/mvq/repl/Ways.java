package dev.mvq.repl;

import dev.mvq.dsl.Consent;
import dev.mvq.dsl.Interpreter;
import dev.mvq.dsl.Linter;
import dev.mvq.dsl.Output;
import dev.mvq.dsl.run.MvqLinter;
import dev.mvq.repl.console.Console;
import dev.mvq.repl.output.Format;
import dev.mvq.repl.output.JsonLog;
import dev.mvq.repl.output.LogFormat;
import dev.mvq.repl.output.Page;
import dev.mvq.repl.output.PrintedOutput;
import dev.mvq.repl.output.ProgressLine;
import dev.mvq.repl.output.TableRenderer;
import dev.mvq.runtime.engine.Answer;
import dev.mvq.runtime.engine.CollectQuery;
import dev.mvq.runtime.market.MvqException;
import dev.mvq.runtime.market.Progress;
import dev.mvq.runtime.storage.ObjectStore;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.jspecify.annotations.Nullable;

/** The ways in that run text and end: statements of the command line, of a file, of standard input. */
final class Ways {
    private final Streams streams;
    private final Folders folders;
    private final Opener opener;
    private final ProgressLine line;
    private final JsonLog log;
    private List<String> given = List.of();
    private LogFormat logFormat = LogFormat.TEXT;
    private boolean agreed;

    Ways(Streams streams, Folders folders, Opener opener) {
        this.streams = streams;
        this.folders = folders;
        this.opener = opener;
        line = new ProgressLine(streams.err(), streams::errPage, System::nanoTime);
        log = new JsonLog(streams.err(), Clock.systemUTC(), System::nanoTime);
    }

    Streams streams() {
        return streams;
    }

    Folders folders() {
        return folders;
    }

    Output output(Format format) {
        PrintedOutput printed = new PrintedOutput(
                streams.out(), streams.err(), TableRenderer.of(format, streams::outPage), line::clear);
        return logFormat == LogFormat.JSON ? log.of(printed) : printed;
    }

    /**
     * Takes what every command may be given.
     *
     * @param nameAndValue of {@code --param}
     * @param agreesBeforehand whether what would be asked is agreed to
     */
    void given(List<String> nameAndValue, LogFormat format, boolean agreesBeforehand) {
        given = List.copyOf(nameAndValue);
        logFormat = format;
        agreed = agreesBeforehand;
    }

    /** What is to be known of the store before it is opened. */
    private List<String> notices(@Nullable String store) {
        return folders.store(store).notices(folders.environment());
    }

    private OpenStore open(@Nullable String store) {
        return open(store, logFormat == LogFormat.JSON ? log : line, agreed ? Consent.GIVEN : this::ask);
    }

    /** Asks on the terminal, if a person is there to read and to answer. */
    private Consent.Answer ask(String question) {
        if (logFormat == LogFormat.JSON
                || !streams.inIsTerminal()
                || !streams.errPage().terminal()) {
            return Consent.Answer.NOBODY;
        }
        streams.err().print(question + " [y/N] ");
        streams.err().flush();
        return Consent.isYes(inputLine()) ? Consent.Answer.YES : Consent.Answer.NO;
    }

    private OpenStore open(@Nullable String store, Progress progress, Consent consent) {
        return opener.open(new OpenRequest(
                folders.store(store),
                folders.workingFolder(),
                folders.environment(),
                GivenParameters.of(given),
                progress,
                consent));
    }

    /** A prompt, at once; the store is opened while the user begins to type. */
    int runConsole(@Nullable String store, Format format) {
        try (Terminal terminal = TerminalBuilder.builder()
                .system(true)
                .provider("jni")
                .dumb(true)
                .graphemeCluster(false)
                .encoding(StandardCharsets.UTF_8)
                .build()) {
            ProgressLine shown =
                    new ProgressLine(streams.err(), () -> Page.terminal(terminal.getColumns()), System::nanoTime);
            AtomicReference<Consent> console = new AtomicReference<>(Consent.OF_NOBODY);
            Consent consent = agreed ? Consent.GIVEN : question -> console.get().ask(question);
            try (OpeningStore opening = new OpeningStore(() -> open(store, shown, consent))) {
                List<String> greeting = new ArrayList<>();
                greeting.add("mvq %s, store %s".formatted(Version.number(), folders.store(store)));
                greeting.addAll(notices(store));
                greeting.add("HELP shows the language, \\? what the console does, Ctrl-D leaves.");
                Console typed = new Console(terminal, opening::interpreter, shown, folders.data(), format);
                console.set(typed::ask);
                return typed.run(String.join(System.lineSeparator(), greeting));
            }
        } catch (IOException e) {
            throw new MvqException("the terminal cannot be used: " + e.getMessage(), "give statements by -c", e);
        }
    }

    int runText(String name, String text, @Nullable String store, Format format) {
        notices(store).forEach(output(format)::message);
        try (OpenStore open = open(store)) {
            return open.interpreter().run(name, text, output(format));
        }
    }

    int runFile(String file, @Nullable String store, Format format) {
        return runText(file, decoded(file, bytesOf(file)), store, format);
    }

    /** Says what is wrong with the files, and runs nothing. */
    int checkFiles(List<String> files, boolean syntaxOnly, @Nullable String store, Format format) {
        Map<String, String> texts = new LinkedHashMap<>();
        files.forEach(file -> texts.put(file, decoded(file, bytesOf(file))));
        if (syntaxOnly) {
            return check(MvqLinter.ofSyntax(folders.workingFolder()), texts, format);
        }
        try (OpenStore open = open(store)) {
            return check(open.linter(), texts, format);
        }
    }

    private int check(Linter linter, Map<String, String> texts, Format format) {
        List<Linter.Problem> problems = texts.entrySet().stream()
                .flatMap(entry -> linter.check(entry.getKey(), entry.getValue()).stream())
                .toList();
        if (format == Format.JSON) {
            streams.out().print(ProblemJson.of(problems));
        } else {
            Output output = output(format);
            problems.forEach(problem -> output.problem(problem.rendered()));
        }
        return problems.isEmpty() ? Interpreter.OK : Interpreter.REFUSED;
    }

    int runInput(@Nullable String store, Format format) {
        String text = decoded("standard input", inputBytes());
        if (text.isBlank()) {
            throw new UsageException("no statements on standard input; '%s --help' shows what else there is"
                    .formatted(folders.program()));
        }
        return runText("<stdin>", text, store, format);
    }

    /** The demo, on this store. */
    int runDemo(@Nullable String store, Format format) {
        notices(store).forEach(output(format)::message);
        try (ObjectStore objects = folders.store(store).open(folders.environment());
                OpenStore open = open(store)) {
            return new Demo(open.interpreter(), output(format), objects, againBy(store)).run();
        }
    }

    /** Removes what the store no longer needs, or says what would go. */
    int runCollection(String grace, boolean dryRun, @Nullable String store, Format format) {
        CollectQuery query = new CollectQuery(Grace.parse(grace), dryRun);
        notices(store).forEach(output(format)::message);
        try (OpenStore open = open(store)) {
            Output output = output(format);
            Answer answer = open.collector().apply(query);
            answer.messages().forEach(output::message);
            output.rows(answer.rows());
            return Interpreter.OK;
        }
    }

    /** How the user gets to the same store once more. */
    private String againBy(@Nullable String store) {
        return store == null ? folders.program() : folders.program() + " --store " + store;
    }

    /** Says a problem that has no place in a statement. */
    void complain(String problem) {
        output(Format.TABLE).problem("mvq: " + problem);
    }

    /** Says why an invocation ended early. */
    int failed(Exception failure) {
        if (failure instanceof UsageException usage) {
            complain(usage.getMessage());
            return Interpreter.REFUSED;
        }
        if (failure instanceof MvqException known) {
            complain(known.getMessage() + (known.remedy().isEmpty() ? "" : "\n  " + known.remedy()));
            return Interpreter.FAILED;
        }
        complain("internal error: " + failure);
        if (folders.environment().containsKey("MVQ_DEBUG")) {
            failure.printStackTrace(streams.err());
        } else {
            complain("MVQ_DEBUG=1 in the environment shows where it happened");
        }
        return Interpreter.FAILED;
    }

    /** The exit code, or failure when not all of the output could be written. */
    int finish(int code) {
        if (!streams.out().checkError()) {
            return code;
        }
        if (!streams.outIsPipe()) {
            complain("not all of the output could be written; is the disk full?");
        }
        return Math.max(code, Interpreter.FAILED);
    }

    private byte[] bytesOf(String file) {
        if (file.equals("-")) {
            return inputBytes();
        }
        Path path = folders.workingFolder().resolve(file);
        if (Files.isDirectory(path)) {
            throw new UsageException("'%s' is a folder, not a file of statements".formatted(file));
        }
        if (!Files.exists(path)) {
            throw new UsageException(
                    "there is no file '%s'%s".formatted(file, Nearest.hint(file, neighbours(file, path))));
        }
        try {
            return Files.readAllBytes(path);
        } catch (IOException e) {
            throw new MvqException("'%s' cannot be read: %s".formatted(file, e.getMessage()), "", e);
        }
    }

    /** Files beside the one that was named, spelled as the user spelled its folder. */
    private static List<String> neighbours(String file, Path path) {
        String folder = file.substring(0, file.lastIndexOf('/') + 1);
        Path parent = path.getParent();
        if (parent == null || !Files.isDirectory(parent)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(parent)) {
            return files.filter(Files::isRegularFile)
                    .map(neighbour -> folder + neighbour.getFileName())
                    .toList();
        } catch (IOException e) {
            return List.of();
        }
    }

    /** A line of the terminal, which goes on being read from behind it; empty at its end. */
    private String inputLine() {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        try {
            for (int b = streams.in().read();
                    b >= 0 && b != '\n';
                    b = streams.in().read()) {
                line.write(b);
            }
        } catch (IOException e) {
            throw new MvqException("the terminal cannot be read: " + e.getMessage(), "agree beforehand with --yes", e);
        }
        return line.toString(StandardCharsets.UTF_8);
    }

    private byte[] inputBytes() {
        try (InputStream in = streams.in()) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new MvqException("standard input cannot be read: " + e.getMessage(), "", e);
        }
    }

    private static String decoded(String name, byte[] bytes) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            throw new MvqException(name + " is not UTF-8 text", "convert it first: iconv -t UTF-8", e);
        }
    }
}
