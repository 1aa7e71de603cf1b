package dev.mvq.dsl.parse;

import dev.mvq.dsl.diagnostic.Diagnostic;
import dev.mvq.dsl.diagnostic.Spelling;
import dev.mvq.dsl.syntax.StatementKind;
import dev.mvq.grammar.Keywords;
import dev.mvq.grammar.generated.MvqLexer;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.antlr.v4.runtime.Token;

/** Which statement the first words open, and what to say where it is none, or one still to come. */
final class Dispatch {
    /** What other languages open with. */
    private static final Map<String, String> FOREIGN = Map.of(
            "SELECT",
            "FROM",
            "SEARCH",
            "SIMILAR",
            "LOAD",
            "IMPORT",
            "DESC",
            "DESCRIBE",
            "LIST",
            "SHOW",
            "CREATE",
            "BUILD");

    private Dispatch() {}

    /** Why the parser need not see the statement; empty where it should. */
    static Optional<Diagnostic> refuse(List<Token> tokens) {
        Token first = tokens.getFirst();
        if (first.getType() == MvqLexer.PIPE) {
            return Optional.empty();
        }
        if (!isWord(first)) {
            return Optional.of(Diagnostic.of(
                    Spans.of(first), "expected a statement, found '" + first.getText() + "'", openersListed()));
        }
        if (!opens(first)) {
            return Optional.of(unknown(first));
        }
        if (upper(first).equals("EXPLAIN") && tokens.size() > 1) {
            return refuse(tokens.subList(measures(tokens) ? 2 : 1, tokens.size()));
        }
        boolean let =
                upper(first).equals("LET") && tokens.size() > 3 && tokens.get(2).getType() == MvqLexer.EQUAL;
        return let ? refuse(tokens.subList(3, tokens.size())) : incomplete(tokens);
    }

    /** Whether the word, in any case, opens a statement. */
    static boolean opens(Token token) {
        return isWord(token) && !StatementKind.openedBy(upper(token)).isEmpty();
    }

    /** {@code EXPLAIN ANALYZE} is one word only where an opener follows. */
    private static boolean measures(List<Token> tokens) {
        return upper(tokens.get(1)).equals("ANALYZE") && tokens.size() > 2 && opens(tokens.get(2));
    }

    /** An opener whose second word is missing or none of those that it goes with. */
    private static Optional<Diagnostic> incomplete(List<Token> tokens) {
        String opener = upper(tokens.getFirst());
        List<String> rests = StatementKind.openedBy(opener).stream()
                .map(kind -> kind.words().substring(opener.length()).strip())
                .toList();
        // Where only one word can follow, or none need, the parser tells it as well.
        long ways =
                rests.stream().map(rest -> rest.split(" ", -1)[0]).distinct().count();
        boolean told = ways < 2
                || rests.contains("")
                || tokens.size() == 1
                || rests.stream().anyMatch(rest -> rest.startsWith(upper(tokens.get(1)) + " "));
        if (told || StatementKind.of(words(tokens)).isPresent()) {
            return Optional.empty();
        }
        Token second = tokens.get(1);
        return Optional.of(new Diagnostic(
                Spans.of(second),
                "expected " + Spelling.joined(rests) + " after " + opener + ", found '" + second.getText() + "'",
                Spelling.nearest(second.getText(), rests),
                ""));
    }

    private static Diagnostic unknown(Token first) {
        String word = first.getText();
        String foreign = FOREIGN.get(upper(first));
        List<String> near = foreign == null ? Spelling.nearest(word, StatementKind.openers()) : List.of(foreign);
        return new Diagnostic(
                Spans.of(first), "unknown statement '" + word + "'", near, near.isEmpty() ? openersListed() : "");
    }

    private static String openersListed() {
        List<String> built = List.of(StatementKind.values()).stream()
                .map(StatementKind::opener)
                .distinct()
                .toList();
        return "a statement begins with " + Spelling.joined(built);
    }

    /** The first three words, upper case. */
    private static List<String> words(List<Token> tokens) {
        return tokens.stream().limit(3).map(Dispatch::upper).toList();
    }

    static boolean isWord(Token token) {
        return token.getType() == MvqLexer.WORD || !Keywords.of(token.getType()).isEmpty();
    }

    static String upper(Token token) {
        return token.getText().toUpperCase(Locale.ROOT);
    }
}
