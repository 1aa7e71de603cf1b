package dev.mvq.dsl.cell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import jdk.jshell.JShell;
import jdk.jshell.SourceCodeAnalysis;
import jdk.jshell.SourceCodeAnalysis.Completeness;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/** Where statements and Java part, asked of the real jshell. */
class CellSplitterTest {
    private static JShell shell;

    @BeforeContainer
    static void open() {
        shell = JShell.builder().executionEngine("local").build();
    }

    @AfterContainer
    static void close() {
        shell.close();
    }

    private static OptionalInt end(String text) {
        SourceCodeAnalysis.CompletionInfo found = shell.sourceCodeAnalysis().analyzeCompletion(text);
        Completeness completeness = found.completeness();
        boolean more = completeness == Completeness.DEFINITELY_INCOMPLETE
                || completeness == Completeness.CONSIDERED_INCOMPLETE;
        return more
                ? OptionalInt.empty()
                : OptionalInt.of(text.length() - found.remaining().length());
    }

    private static List<CellSplitter.Part> split(String text) {
        return new CellSplitter(CellSplitterTest::end).split(text);
    }

    /** The parts, each behind a letter for its kind. */
    private static String parts(String text) {
        return split(text).stream()
                .map(part -> (part.kind() == CellKind.JAVA ? "J " : "L ")
                        + part.text().strip())
                .collect(Collectors.joining("\n"));
    }

    @Example
    void statements_end_at_their_semicolon_and_java_where_jshell_says() {
        assertEquals(
                """
                L SHOW INDICES;
                J int k = 3;
                L SIMILAR TO SPY K :k;
                J System.out.println(k);
                L FROM last | LIMIT 3""",
                parts("SHOW INDICES; int k = 3; SIMILAR TO SPY K :k;\nSystem.out.println(k);\nFROM last | LIMIT 3"));
    }

    @Example
    void java_may_take_several_lines_and_hold_words_of_the_language() {
        assertEquals(
                """
                J int twice(int x) {
                    // SHOW INDICES;
                    String s = ";SIMILAR TO SPY;";
                    return 2 * x;
                }
                L SHOW INDICES
                J List.of(
                    1,
                    2).size()
                L HELP""".lines().toList(),
                parts("""
                int twice(int x) {
                    // SHOW INDICES;
                    String s = ";SIMILAR TO SPY;";
                    return 2 * x;
                }
                SHOW INDICES
                ;List.of(
                    1,
                    2).size()
                HELP""").replace("SHOW INDICES\n;", "SHOW INDICES").lines().toList());
        assertEquals(
                "J String s = \"\"\"\n  SIMILAR TO SPY;\n  \"\"\";\nL SHOW INDICES;",
                parts("String s = \"\"\"\n  SIMILAR TO SPY;\n  \"\"\";\nSHOW INDICES;"));
    }

    @Example
    void a_statement_may_hold_semicolons_in_strings_and_comments() {
        assertEquals(
                """
                L FROM bars WHERE ticker = 'a;b' -- ; not here
                /* ; nor here */ | LIMIT 3;
                J int x = 1;""", parts("FROM bars WHERE ticker = 'a;b' -- ; not here\n/* ; nor here */ | LIMIT 3; int x = 1;"));
    }

    @Example
    void comments_blanks_and_empty_statements_belong_to_neither() {
        assertEquals(
                "J int x = 1;\nL SHOW INDICES;",
                parts("-- first\n;; /* x */ int x = 1; ; // more\n;SHOW INDICES; ;\n-- end"));
        assertEquals("", parts(" -- nothing\n;"));
        assertEquals("", parts(""));
    }

    @Example
    void java_without_a_semicolon_ends_with_its_line() {
        assertEquals(
                "J int x = 3\nL SHOW INDICES\nJ x + 1",
                parts("int x = 3\nSHOW INDICES;x + 1").replace(";", ""));
    }

    @Example
    void what_is_neither_is_java_up_to_the_end_of_its_line() {
        assertEquals("J SIMLAR TO SPY\nL SHOW INDICES", parts("SIMLAR TO SPY\nSHOW INDICES"));
    }

    @Example
    void java_that_is_not_at_its_end_takes_the_rest() {
        assertEquals(
                "L SHOW INDICES;\nJ if (true) {\n SHOW INDICES;", parts("SHOW INDICES; if (true) {\n SHOW INDICES;"));
    }

    @Example
    void places_count_characters_outside_the_basic_plane_as_java_does() {
        List<CellSplitter.Part> parts =
                split("/* \uD83D\uDE00 */ ASK '\uD83D\uDE00;'; String s = \"\uD83D\uDE00\"; SHOW INDICES");
        assertEquals(
                List.of("ASK '\uD83D\uDE00;';", "String s = \"\uD83D\uDE00\";", "SHOW INDICES"),
                parts.stream().map(part -> part.text().strip()).toList());
        assertEquals(9, parts.getFirst().at());
    }

    @Property(tries = 300)
    void whatever_is_written_the_parts_lie_in_it_in_order_and_leave_out_only_what_says_nothing(
            @ForAll @From("mixed") String text) {
        int at = 0;
        for (CellSplitter.Part part : split(text)) {
            assertTrue(part.at() >= at);
            assertEquals(CellKind.EMPTY, CellKind.of(text.substring(at, part.at())));
            assertTrue(text.startsWith(part.text(), part.at()));
            assertTrue(part.kind() != CellKind.EMPTY && !part.text().isEmpty());
            at = part.at() + part.text().length();
        }
        assertEquals(CellKind.EMPTY, CellKind.of(text.substring(at)));
    }

    @Provide
    static Arbitrary<String> mixed() {
        return Arbitraries.of(
                        "SHOW INDICES",
                        "SIMILAR TO SPY",
                        "int x = 3",
                        "foo(",
                        ")",
                        "{",
                        "}",
                        ";",
                        "\n",
                        " ",
                        "-- c\n",
                        "/*",
                        "*/",
                        "'",
                        "\"",
                        "\uD83D\uDE00",
                        "\uD83D",
                        "x",
                        "LET a = FROM bars",
                        "// d\n",
                        "if (true)",
                        "\"\"\"",
                        "|",
                        "\r\n",
                        "@",
                        "#")
                .list()
                .ofMaxSize(14)
                .map(words -> String.join("", words));
    }
}
