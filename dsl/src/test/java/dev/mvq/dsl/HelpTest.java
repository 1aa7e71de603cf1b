package dev.mvq.dsl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mvq.dsl.check.HelpPages;
import dev.mvq.dsl.run.MvqLinter;
import dev.mvq.dsl.syntax.StatementKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class HelpTest {
    static List<String> topics() {
        return HelpPages.topics();
    }

    static Stream<StatementKind> kinds() {
        return Arrays.stream(StatementKind.values());
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void every_example_runs_or_says_that_it_is_not_built(StatementKind kind) {
        for (String example : kind.examples()) {
            Heard heard = Heard.of(example);
            if (kind.built()) {
                assertEquals("", heard.problem());
                assertEquals(Interpreter.OK, heard.exitCode);
            } else {
                assertTrue(heard.problem().contains(kind.words() + " is not built yet"), heard.problem());
                assertEquals(Interpreter.FAILED, heard.exitCode);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void every_example_is_explained(StatementKind kind) {
        for (String example : kind.examples()) {
            assertEquals("", Heard.of("EXPLAIN " + example).problem());
        }
    }

    @ParameterizedTest
    @MethodSource("topics")
    void every_topic_has_a_page(String topic) {
        Heard heard = Heard.of("HELP " + topic);
        assertEquals("", heard.problem());
        assertFalse(heard.texts.getFirst().isBlank());
        assertFalse(heard.texts.getFirst().contains("\t"));
    }

    @Test
    void help_alone_lists_every_statement() {
        String page = Heard.of("help").texts.getFirst();
        for (StatementKind kind : StatementKind.values()) {
            assertTrue(page.contains("  " + kind.words() + " "), kind.words());
        }
    }

    @Test
    void an_opener_alone_gives_all_its_statements() {
        String page = Heard.of("HELP generate").texts.getFirst();
        assertTrue(page.contains("GENERATE EMBEDDINGS [FOR subject, …] [DURING period]"));
        assertTrue(page.contains("GENERATE FULL INDEX"));
    }

    @Test
    void a_clause_or_a_stage_is_shown_where_it_stands() {
        assertEquals("""
                PLOT is part of:
                  FROM                 | OUTCOME n, … DAYS | PLOT [kind] [TO 'file.html'] | SAVE TO 'file.csv'""", Heard.of("HELP plot").texts.getFirst());
        assertTrue(Heard.of("HELP MIN SPREAD").texts.getFirst().contains("  FIND ARBITRAGE "));
        assertTrue(Heard.of("HELP foo").problem().contains("there is no help on 'FOO'"));
    }

    /** Every statement in the reference's {@code mvql} blocks is well formed. */
    @Test
    void the_statements_of_the_reference_are_well_formed() throws IOException {
        List<String> statements = new ArrayList<>();
        boolean inside = false;
        for (String line : Files.readAllLines(Path.of("../grammar/README.md"))) {
            if (line.startsWith("```")) {
                inside = line.equals("```mvql");
            } else if (inside) {
                statements.add(line);
            }
        }
        assertFalse(statements.isEmpty());
        String text = String.join("\n", statements).replaceAll("(?m)^(\\S.*[^;])$", "$1;");
        assertEquals(
                List.of(),
                MvqLinter.ofSyntax(Path.of("")).check("README.md", text).stream()
                        .map(Linter.Problem::rendered)
                        .toList());
    }
}
