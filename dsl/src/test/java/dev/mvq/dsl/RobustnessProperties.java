package dev.mvq.dsl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mvq.dsl.diagnostic.Diagnostic;
import dev.mvq.dsl.diagnostic.Source;
import dev.mvq.dsl.parse.Parsed;
import dev.mvq.dsl.parse.StatementReader;
import dev.mvq.dsl.run.MvqInterpreter;
import dev.mvq.dsl.syntax.Statement;
import dev.mvq.dsl.syntax.SyntaxPrinter;
import dev.mvq.grammar.Keywords;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever is typed is answered or refused, and a refusal points into the text. */
class RobustnessProperties {
    private static void isAnsweredOrRefused(String text) {
        Heard heard = Heard.of(text);
        assertFalse(heard.problem().contains("fault of mvq"), () -> text + "\n" + heard.problem());
        assertEquals(heard.exitCode == Interpreter.OK, heard.problems.isEmpty(), text);
        assertFalse(heard.problem().contains("Exception"), () -> text + "\n" + heard.problem());
        Source source = new Source("a.mvq", text);
        for (Parsed parsed : StatementReader.read(source, text)) {
            if (parsed.problems().isEmpty()) {
                parsed.statement().ifPresent(RobustnessProperties::printsAndReadsBackEqual);
            }
            for (Diagnostic problem : parsed.problems()) {
                assertTrue(problem.span().end() <= source.length(), () -> text + "\n" + problem);
            }
        }
    }

    private static void printsAndReadsBackEqual(Statement statement) {
        String printed = SyntaxPrinter.print(statement);
        Statement read = SyntaxTrees.read(printed);
        assertEquals(SyntaxTrees.withoutPlaces(statement), SyntaxTrees.withoutPlaces(read), printed);
    }

    @Property(tries = 250)
    void random_text_is_answered_or_refused(@ForAll String text) {
        isAnsweredOrRefused(text);
    }

    @Property(tries = 250)
    void random_words_are_answered_or_refused(@ForAll("words") String text) {
        isAnsweredOrRefused(text);
    }

    @Property(tries = 150)
    void what_is_left_after_a_cut_is_answered_or_refused(@ForAll("statements") Statement statement, @ForAll int at) {
        String text = SyntaxPrinter.print(statement);
        isAnsweredOrRefused(text.substring(0, Math.floorMod(at, text.length() + 1)));
    }

    @Property(tries = 150)
    void a_mutated_statement_is_answered_or_refused(
            @ForAll("statements") Statement statement, @ForAll int at, @ForAll("words") String inserted) {
        String text = SyntaxPrinter.print(statement);
        int place = Math.floorMod(at, text.length() + 1);
        isAnsweredOrRefused(text.substring(0, place) + inserted + text.substring(Math.min(text.length(), place + 1)));
    }

    @Property(tries = 150)
    void the_cursor_may_be_anywhere(@ForAll("words") String text, @ForAll int cursor) {
        MvqInterpreter interpreter = new MvqInterpreter(new RecordingMvq());
        List<String> completed = interpreter.complete(text, Math.floorMod(cursor, text.length() + 1));
        boolean incomplete = interpreter.isIncomplete(text);
        assertEquals(incomplete, interpreter.isIncomplete(text));
        assertEquals(completed, interpreter.complete(text, Math.floorMod(cursor, text.length() + 1)));
    }

    @Provide
    Arbitrary<Statement> statements() {
        return RandomStatements.statements();
    }

    @Provide
    Arbitrary<String> words() {
        return Arbitraries.oneOf(
                        Arbitraries.of(Keywords.all()),
                        Arbitraries.of(
                                "SIMILAR TO",
                                "FROM contracts",
                                "SHOW FORMATS",
                                "LET x =",
                                "count(*)",
                                "| STATS",
                                "| DERIVE",
                                "SPY",
                                "AAPL_20240119_150_C",
                                "AAPL  240119C00150000",
                                "(",
                                ")",
                                ",",
                                "=",
                                "..",
                                "'x'",
                                "\"x\"",
                                "'",
                                "\"",
                                "/*",
                                "*/",
                                "--",
                                "\n",
                                ";",
                                "2024",
                                "2024-01",
                                "2024-02-30",
                                "2%",
                                "%",
                                "1.",
                                "-",
                                "+",
                                "*",
                                "iv",
                                "delta",
                                "<",
                                ">=",
                                "fused",
                                ":p",
                                "$3",
                                "[0]",
                                "|",
                                "==",
                                "\uD83D\uDE00"))
                .list()
                .ofMaxSize(12)
                .map(words -> String.join(" ", words));
    }
}
