package dev.mvq.dsl.golden;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Every kind of problem that the language tells is told in a golden script. The kinds are read from where the code makes them: each message
 * that is written there is looked for among what the scripts give. Of plain words what is declined has its own tests.
 */
class ErrorCoverageTest {
    private static final Path SOURCES = Path.of("src/main/java/dev/mvq/dsl");

    /** Where a problem is made; its message is the second argument, and of the last one the first. */
    private static final Pattern MADE = Pattern.compile(
            "(?:Diagnostic\\.of|Diagnostic\\.misspelled|new Diagnostic|refuse|unclosed|new MvqException)\\(");

    private static final Pattern LITERAL = Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*)\"");

    /** What no script can bring about over the handmade market; the test that does. */
    private static final Set<String> ELSEWHERE = Set.of(
            "the store has no market data yet", // FailureTest
            "this stopped here", // a guard: a statement that stopped without a word
            "there is not enough memory for this", // a guard
            "this failed by a fault of mvq (", // FailureTest
            "nothing was encoded: RESTART was not agreed to", // StatementTest
            "unknown contract ", // LinterTest, of mvq check
            "plain words are not understood here", // a session without ASK
            "this can mean ", // PlainEnglishTest
            "this gives more than the ", // results of more than half a million rows
            "' cannot be read: ", // a file without rights; tests may run as root
            "interrupted before this statement" // FailureTest
            );

    /** @param pieces what the message consists of, between what is filled in */
    private record Kind(String place, List<String> pieces) {
        boolean isTold(String given) {
            return pieces.stream().anyMatch(ELSEWHERE::contains)
                    || Pattern.compile(pieces.stream().map(Pattern::quote).collect(Collectors.joining(".*")))
                            .matcher(given)
                            .find();
        }
    }

    @Test
    void every_kind_of_problem_is_told_in_a_golden_script() throws IOException {
        String given =
                GoldenCells.read().cells().stream().map(GoldenCells.Cell::given).collect(Collectors.joining());
        List<Kind> kinds = kinds();
        assertTrue(kinds.size() > 150, kinds.size() + " kinds only: the sources were not read");
        String untold = kinds.stream()
                .filter(kind -> !kind.isTold(given))
                .map(kind -> kind.place() + " " + kind.pieces())
                .collect(Collectors.joining("\n"));
        assertEquals("", untold, "these have no golden script");
    }

    private static List<Kind> kinds() throws IOException {
        List<Kind> kinds = new ArrayList<>();
        try (Stream<Path> files = Files.walk(SOURCES)) {
            List<Path> sources = files.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> !file.startsWith(SOURCES.resolve("ask")))
                    .sorted()
                    .toList();
            for (Path source : sources) {
                String text = Files.readString(source);
                for (MatchResult made : MADE.matcher(text).results().toList()) {
                    List<String> arguments = arguments(text, made.end());
                    int at = made.group().startsWith("new MvqException") ? 0 : 1;
                    if (arguments.size() > at) {
                        add(arguments.get(at), source.getFileName().toString(), kinds);
                    }
                }
            }
        }
        return kinds;
    }

    /** Of a choice between two messages each is a kind; a message that comes from elsewhere is none of this place. */
    private static void add(String message, String place, List<Kind> kinds) {
        String[] choices = message.contains(" ? ") ? message.split(" [?:] ", -1) : new String[] {message};
        for (String choice : choices) {
            List<String> pieces = LITERAL.matcher(choice)
                    .results()
                    .flatMap(literal ->
                            Stream.of(literal.group(1).translateEscapes().split("%,?[sd]", -1)))
                    .filter(piece -> !piece.isBlank())
                    .toList();
            if (pieces.stream().anyMatch(piece -> piece.length() > 3)) {
                kinds.add(new Kind(place, pieces));
            }
        }
    }

    /** The arguments of a call, as they are written, from behind its bracket. */
    private static List<String> arguments(String text, int start) {
        List<String> arguments = new ArrayList<>();
        int depth = 0;
        int from = start;
        Matcher literal = LITERAL.matcher(text);
        for (int at = start; at < text.length(); at++) {
            char c = text.charAt(at);
            if (c == '"' && literal.region(at, text.length()).lookingAt()) {
                at = literal.end() - 1;
            } else if (c == '\'') {
                at += text.charAt(at + 1) == '\\' ? 3 : 2;
            } else if (c == '(' || c == '{' || c == '[') {
                depth++;
            } else if (c == ',' && depth == 0) {
                arguments.add(text.substring(from, at));
                from = at + 1;
            } else if ((c == ')' || c == '}' || c == ']') && depth-- == 0) {
                arguments.add(text.substring(from, at));
                return arguments;
            }
        }
        return arguments;
    }
}
