package dev.mvq.tests.bench;

import dev.mvq.dsl.Linter;
import dev.mvq.dsl.PlainWords.Question;
import dev.mvq.dsl.ask.PlainEnglish;
import dev.mvq.dsl.run.MvqLinter;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/** How long the language itself takes: text to a checked plan with its conditions as SQL, without running anything. */
public final class LanguageBench {
    private static final int WARM_UP = 20_000;
    private static final int ASKED = 5_000;
    private static final int STATEMENTS = 10_000;
    private static final String CARD = "SIMILAR TO AAPL_20240119_150_C AT 2024-01-15 ON fused,greeks K 20";
    private static final String CONDITIONS = CARD
            + " WHERE type = 'call' AND dte BETWEEN 20 AND 40 AND abs(delta) < 0.3 AND underlying IN ('SPY', 'QQQ')";
    private static final String PIPELINE =
            "FROM contracts DURING 2024 WHERE dte < 30 | DERIVE width = (ask - bid) / mid"
                    + " | STATS avg(iv), median(width) AS width, count BY underlying | SORT BY count DESC | LIMIT 20";

    private static final String ASKED_WORDS =
            "similar to msft jun24 400c, puts excluded, at least 1000 oi, from 2015 to 2019, twelve of them";
    private static final LocalDate TODAY = LocalDate.of(2024, 1, 8);

    private final PlainEnglish english = new PlainEnglish();
    private final Linter linter = MvqLinter.ofSyntax(Path.of(""));
    private final PrintStream out;

    private LanguageBench(PrintStream out) {
        this.out = out;
    }

    /** Prints a Markdown table to stdout. */
    public static void main(String[] arguments) {
        new LanguageBench(System.out).run();
    }

    private void run() {
        out.println("| text | p50 µs | p99 µs |\n|---|---:|---:|");
        List.of(CARD, CONDITIONS, PIPELINE).forEach(text -> measure(text, this::check));
        measure("EXPLAIN ASK '" + ASKED_WORDS + "'", text -> ask());
        String text = (CONDITIONS + ";\n").repeat(STATEMENTS);
        check(text);
        long start = System.nanoTime();
        check(text);
        out.printf(
                Locale.ROOT,
                "%n%,d statements, %,d characters: %.2f s%n",
                STATEMENTS,
                text.length(),
                (System.nanoTime() - start) / 1e9);
    }

    private void measure(String text, Consumer<String> read) {
        for (int at = 0; at < WARM_UP; at++) {
            read.accept(text);
        }
        long[] nanos = new long[ASKED];
        for (int at = 0; at < ASKED; at++) {
            long start = System.nanoTime();
            read.accept(text);
            nanos[at] = System.nanoTime() - start;
        }
        Arrays.sort(nanos);
        out.printf(
                Locale.ROOT,
                "| `%s` | %.0f | %.0f |%n",
                text.replace("|", "\\|"),
                nanos[ASKED / 2] / 1e3,
                nanos[ASKED * 99 / 100] / 1e3);
    }

    private void ask() {
        Question question = new Question(ASKED_WORDS, TODAY, List::of, List::of);
        if (english.read(question).readings().size() != 1) {
            throw new IllegalStateException("the benchmark's words are not understood");
        }
    }

    private void check(String text) {
        if (!linter.check("<bench>", text).isEmpty()) {
            throw new IllegalStateException("the benchmark's text is wrong");
        }
    }
}
