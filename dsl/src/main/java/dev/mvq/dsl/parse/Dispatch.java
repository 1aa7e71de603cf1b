package dev.mvq.dsl.parse;

import dev.mvq.dsl.diagnostic.Diagnostic;
import dev.mvq.dsl.diagnostic.Span;
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
        String word = upper(first);
        if (!isWord(first)) {
            return Optional.of(Diagnostic.of(
                    Spans.of(first), "expected a statement, found '" + first.getText() + "'", openersListed()));
        }
        List<StatementKind> kinds = StatementKind.openedBy(word);
        if (kinds.isEmpty()) {
            return Optional.of(unknown(first));
        }
        if (word.equals("EXPLAIN") && tokens.size() > 1) {
            return explained(tokens);
        }
        Optional<StatementKind> kind = StatementKind.of(words(tokens));
        if (kind.isEmpty() && kinds.stream().noneMatch(StatementKind::built)) {
            return Optional.of(incomplete(tokens, kinds));
        }
        return kind.filter(known -> !known.built())
                .map(known -> notBuilt(tokens, known.words()))
                .or(() -> eachOf(tokens));
    }

    /** Whether the word, in any case, opens a statement. */
    static boolean opens(Token token) {
        return isWord(token) && !StatementKind.openedBy(upper(token)).isEmpty();
    }

    /** {@code EXPLAIN ANALYZE} is one word only where an opener follows. */
    private static Optional<Diagnostic> explained(List<Token> tokens) {
        boolean analyzed = upper(tokens.get(1)).equals("ANALYZE") && tokens.size() > 2 && opens(tokens.get(2));
        return analyzed ? Optional.of(notBuilt(tokens, "EXPLAIN ANALYZE")) : refuse(tokens.subList(1, tokens.size()));
    }

    private static Optional<Diagnostic> eachOf(List<Token> tokens) {
        boolean each = words(tokens).equals(List.of("SIMILAR", "TO", "EACH"))
                && tokens.size() > 3
                && tokens.get(3).getType() == MvqLexer.LEFT;
        return each ? Optional.of(notBuilt(tokens, "SIMILAR TO EACH")) : Optional.empty();
    }

    private static Diagnostic notBuilt(List<Token> tokens, String words) {
        int last = words.split(" ", -1).length - 1;
        return Diagnostic.of(Spans.of(tokens.getFirst()).to(Spans.of(tokens.get(last))), words + " is not built yet");
    }

    private static Diagnostic incomplete(List<Token> tokens, List<StatementKind> kinds) {
        String opener = upper(tokens.getFirst());
        List<String> rests = kinds.stream()
                .map(kind -> kind.words().substring(opener.length()).strip())
                .toList();
        Span span = tokens.size() > 1
                ? Spans.of(tokens.get(1))
                : new Span(
                        Spans.of(tokens.getFirst()).end(),
                        Spans.of(tokens.getFirst()).end());
        String found = tokens.size() > 1 ? "'" + tokens.get(1).getText() + "'" : "the end of the statement";
        return new Diagnostic(
                span,
                "expected " + Spelling.joined(rests) + " after " + opener + ", found " + found,
                tokens.size() > 1 ? Spelling.nearest(tokens.get(1).getText(), rests) : List.of(),
                "");
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
                .filter(StatementKind::built)
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
