package dev.mvq.repl.console;

import dev.mvq.dsl.Consent;
import dev.mvq.dsl.Interpreter;
import dev.mvq.repl.output.Format;
import dev.mvq.repl.output.Page;
import dev.mvq.repl.output.PrintedOutput;
import dev.mvq.repl.output.ProgressLine;
import dev.mvq.repl.output.TableRenderer;
import dev.mvq.runtime.market.MvqException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jline.reader.Candidate;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.ParsedLine;
import org.jline.reader.UserInterruptException;
import org.jline.terminal.Terminal;

/** Reads cells at a prompt and runs them until the user leaves. */
public final class Console {
    private static final String PROMPT = "mvq> ";
    private static final String NEXT_LINE = "   > ";

    private final Terminal terminal;
    private final Supplier<Interpreter> interpreter;
    private final ProgressLine progress;
    private final PrintStream screen;
    private final LineReader reader;
    private Format format;

    /**
     * @param terminal where the user types; not closed here
     * @param interpreter the language over the open store; may be slow the first time, and may throw {@link MvqException}
     * @param progress the line that must make room for output
     * @param historyFolder where earlier statements are kept
     * @param format how rows are written at first
     */
    public Console(
            Terminal terminal,
            Supplier<Interpreter> interpreter,
            ProgressLine progress,
            Path historyFolder,
            Format format) {
        this.terminal = terminal;
        this.interpreter = interpreter;
        this.progress = progress;
        this.format = format;
        screen = new PrintStream(terminal.output(), true, StandardCharsets.UTF_8);
        reader = reader(terminal, new CellParser(interpreter), historyFolder);
    }

    private LineReader reader(Terminal terminal, CellParser parser, Path historyFolder) {
        LineReaderBuilder builder = LineReaderBuilder.builder()
                .appName("mvq")
                .terminal(terminal)
                .parser(parser)
                .completer((in, line, candidates) -> candidates.addAll(candidates(line)))
                .variable(LineReader.SECONDARY_PROMPT_PATTERN, NEXT_LINE)
                .variable(LineReader.HISTORY_FILE_SIZE, 20_000)
                .option(LineReader.Option.DISABLE_EVENT_EXPANSION, true)
                .option(LineReader.Option.CASE_INSENSITIVE, true)
                .option(LineReader.Option.INSERT_TAB, false)
                .option(LineReader.Option.HISTORY_TIMESTAMPED, false);
        HistoryFile.in(historyFolder).ifPresent(file -> builder.variable(LineReader.HISTORY_FILE, file));
        return builder.build();
    }

    /**
     * Runs until the user leaves.
     *
     * @param greeting shown first
     * @return {@link Interpreter#OK}
     */
    public int run(String greeting) {
        output().text(greeting);
        while (true) {
            try {
                if (!handled(reader.readLine(PROMPT))) {
                    return Interpreter.OK;
                }
            } catch (UserInterruptException e) {
                // The line is forgotten, and the next one read.
            } catch (EndOfFileException e) {
                return Interpreter.OK;
            } catch (MvqException e) {
                output().problem(e.getMessage() + (e.remedy().isEmpty() ? "" : "\n  " + e.remedy()));
            }
        }
    }

    /** Asks between two prompts; Ctrl-C and Ctrl-D mean no. */
    public Consent.Answer ask(String question) {
        progress.clear();
        LineReader asking = LineReaderBuilder.builder().terminal(terminal).build();
        try {
            String typed = asking.readLine(question + " [y/N] ");
            return Consent.isYes(typed) ? Consent.Answer.YES : Consent.Answer.NO;
        } catch (UserInterruptException | EndOfFileException e) {
            return Consent.Answer.NO;
        }
    }

    /** Whether the console goes on after this cell. */
    private boolean handled(String cell) {
        if (!ConsoleCommand.isOne(cell)) {
            run(cell, output());
            return true;
        }
        switch (ConsoleCommand.of(cell)) {
            case ConsoleCommand.Leave leave -> {
                return false;
            }
            case ConsoleCommand.Help help -> output().text(ConsoleCommand.HELP);
            case ConsoleCommand.ChangeFormat change -> format = change.format();
            case ConsoleCommand.Unknown unknown -> output().problem(unknown.problem());
        }
        return true;
    }

    /** Here Java cells will part from the language. */
    private void run(String cell, PrintedOutput output) {
        if (cell.isBlank()) {
            return;
        }
        Thread running = Thread.currentThread();
        Terminal.SignalHandler before = terminal.handle(Terminal.Signal.INT, signal -> running.interrupt());
        try {
            interpreter.get().run("<console>", cell, output);
        } catch (MvqException e) {
            throw e;
        } catch (RuntimeException e) {
            output.problem(Thread.interrupted() ? "interrupted" : "internal error: " + e);
        } finally {
            progress.end();
            terminal.handle(Terminal.Signal.INT, before);
            Thread.interrupted(); // an interrupt that came too late must not end the next line
        }
    }

    private PrintedOutput output() {
        TableRenderer renderer = TableRenderer.of(format, () -> Page.terminal(terminal.getColumns()));
        return new PrintedOutput(screen, screen, renderer, progress::clear);
    }

    private List<Candidate> candidates(ParsedLine line) {
        // Names come from data; one with control characters would be typed at the terminal.
        List<String> words = interpreter.get().complete(line.line(), line.cursor()).stream()
                .filter(word -> word.chars().noneMatch(Character::isISOControl))
                .toList();
        return IntStream.range(0, words.size())
                .mapToObj(i -> new Candidate(words.get(i), words.get(i), null, null, null, null, true, i))
                .toList();
    }
}
