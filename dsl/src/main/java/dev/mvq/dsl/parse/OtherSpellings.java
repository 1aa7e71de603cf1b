package dev.mvq.dsl.parse;

import dev.mvq.dsl.diagnostic.Diagnostic;
import dev.mvq.dsl.diagnostic.Spelling;
import dev.mvq.grammar.Keywords;
import dev.mvq.grammar.StatementTokens;
import dev.mvq.grammar.SyntaxFailure;
import dev.mvq.grammar.generated.MvqLexer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.antlr.v4.runtime.Token;
import org.jspecify.annotations.Nullable;

/** What other languages, or haste, write where ours is written otherwise: told with the spelling that was meant. */
final class OtherSpellings {
    /** What stands where a keyword of ours may stand. */
    private static final Map<String, String> CLAUSES = Map.of(
            "LIMIT", "K", "TOP", "K", "ILIKE", "LIKE", "BY", "ON", "BETWEEN", "DURING", "FROM", "DURING", "HAVING",
            "WHERE");

    /** What other languages call the stages of a pipeline, and the clauses that are stages here. */
    private static final Map<String, String> STAGES = Map.ofEntries(
            Map.entry("SELECT", "KEEP"),
            Map.entry("PROJECT", "KEEP"),
            Map.entry("FILTER", "WHERE"),
            Map.entry("HAVING", "WHERE"),
            Map.entry("EVAL", "DERIVE"),
            Map.entry("EXTEND", "DERIVE"),
            Map.entry("MUTATE", "DERIVE"),
            Map.entry("ORDER", "SORT BY"),
            Map.entry("GROUP", "STATS"),
            Map.entry("AGGREGATE", "STATS"),
            Map.entry("SUMMARIZE", "STATS"),
            Map.entry("HEAD", "LIMIT"),
            Map.entry("TAKE", "LIMIT"),
            Map.entry("TOP", "LIMIT"));

    private static final Set<Integer> OWN_STAGES = Set.of(
            MvqLexer.SORT,
            MvqLexer.LIMIT,
            MvqLexer.KEEP,
            MvqLexer.DROP,
            MvqLexer.RENAME,
            MvqLexer.DERIVE,
            MvqLexer.STATS,
            MvqLexer.OUTCOME,
            MvqLexer.PLOT,
            MvqLexer.SAVE);

    private static final Set<Integer> COMPARISONS = Set.of(
            MvqLexer.EQUAL,
            MvqLexer.UNEQUAL,
            MvqLexer.LESS,
            MvqLexer.LESS_EQUAL,
            MvqLexer.GREATER,
            MvqLexer.GREATER_EQUAL);

    /** What follows the root in a contract as OCC spells it. */
    private static final Pattern PADDED = Pattern.compile("[0-9]{6}[CPcp][0-9]{8}");

    private final StatementTokens statement;

    OtherSpellings(StatementTokens statement) {
        this.statement = statement;
    }

    /** What was meant, where that can be told. */
    Optional<Diagnostic> of(SyntaxFailure failure) {
        Token token = failure.offending();
        Token before = before(token);
        return clause(failure, before)
                .or(() -> stage(failure, before))
                .or(() -> before == null ? Optional.empty() : after(failure, before))
                .or(() -> list(failure))
                .or(() -> unquoted(failure));
    }

    private static Optional<Diagnostic> clause(SyntaxFailure failure, @Nullable Token before) {
        Token token = failure.offending();
        if (before != null && before.getType() == MvqLexer.EACH && token.getType() == MvqLexer.FROM) {
            return Optional.of(Diagnostic.of(
                    Spans.of(token),
                    "expected '(', found " + SyntaxMessages.found(failure),
                    "the rows stand in parentheses: EACH (FROM contracts)"));
        }
        String near = CLAUSES.get(Dispatch.upper(token));
        return near != null && SyntaxMessages.keywords(failure).contains(near)
                ? Optional.of(new Diagnostic(
                        Spans.of(token), "'" + token.getText() + "' cannot stand here", List.of(near), ""))
                : Optional.empty();
    }

    /** A stage by another name, or one without its bar. */
    private static Optional<Diagnostic> stage(SyntaxFailure failure, @Nullable Token before) {
        Token token = failure.offending();
        String word = Dispatch.upper(token);
        String near = OWN_STAGES.contains(token.getType()) ? Keywords.of(token.getType()) : STAGES.get(word);
        if (near == null || !Dispatch.isWord(token)) {
            return Optional.empty();
        }
        if (before != null
                && before.getType() == MvqLexer.PIPE
                && failure.begun().contains("step")) {
            return Optional.of(
                    new Diagnostic(Spans.of(token), "there is no stage '" + token.getText() + "'", List.of(near), ""));
        }
        return failure.expected().contains(MvqLexer.PIPE)
                ? Optional.of(new Diagnostic(
                        Spans.of(token), "'" + token.getText() + "' cannot stand here", List.of("| " + near), ""))
                : Optional.empty();
    }

    /** What the token before the wrong one gives away. */
    private static Optional<Diagnostic> after(SyntaxFailure failure, Token before) {
        Token token = failure.offending();
        String both = before.getText() + token.getText();
        if (Dispatch.upper(before).equals("CASE")) {
            return Optional.of(Diagnostic.of(
                    Spans.of(before),
                    "CASE is not part of the language",
                    "join conditions with AND and OR, or take coalesce(a, b), least(a, b), greatest(a, b)"));
        }
        if (PADDED.matcher(token.getText()).matches()) {
            return Optional.of(Diagnostic.of(
                    Spans.of(before).to(Spans.of(token)),
                    "a padded root is six characters with its blanks",
                    "write " + both));
        }
        if (touches(before, token) && (both.equals("=<") || both.equals("=>"))) {
            return Optional.of(new Diagnostic(
                    Spans.of(before).to(Spans.of(token)),
                    "'" + both + "' is not part of the language",
                    List.of(token.getText() + before.getText()),
                    ""));
        }
        if (before.getType() == MvqLexer.NOT && failure.expected().isEmpty()) {
            return Optional.of(Diagnostic.of(
                    Spans.of(token), "expected BETWEEN, IN or LIKE, found " + SyntaxMessages.found(failure)));
        }
        if (COMPARISONS.contains(token.getType()) && failure.within().contains("condition")) {
            return Optional.of(Diagnostic.of(
                    Spans.of(token), "comparisons do not chain", "write a < b AND b < c, or BETWEEN a AND b"));
        }
        return period(failure, before);
    }

    /** Days and periods as they are written elsewhere. */
    private static Optional<Diagnostic> period(SyntaxFailure failure, Token before) {
        Token token = failure.offending();
        boolean ranges = failure.expected().contains(MvqLexer.DOTS);
        if (token.getType() == MvqLexer.MINUS && ranges && touches(before, token)) {
            return Optional.of(Diagnostic.of(
                    Spans.of(before).to(Spans.of(token)),
                    "a month has two digits",
                    "such as " + before.getText() + "-03"));
        }
        if (ranges && (token.getType() == MvqLexer.TO || token.getType() == MvqLexer.MINUS)) {
            return Optional.of(new Diagnostic(Spans.of(token), "a range of days is written a .. b", List.of(".."), ""));
        }
        boolean slashes = token.getType() == MvqLexer.SLASH && before.getType() == MvqLexer.NUMBER;
        return slashes && !isExpression(failure)
                ? Optional.of(Diagnostic.of(
                        Spans.of(before).to(Spans.of(token)), "a date has no '/'", SyntaxMessages.DATE_WRITTEN))
                : Optional.empty();
    }

    private static Optional<Diagnostic> list(SyntaxFailure failure) {
        Token token = failure.offending();
        return token.getType() == MvqLexer.COMMA && failure.expected().contains(MvqLexer.OPEN)
                ? Optional.of(
                        Diagnostic.of(Spans.of(token), "unexpected ','", "a list stands in parentheses: (SPY, QQQ)"))
                : Optional.empty();
    }

    private static Optional<Diagnostic> unquoted(SyntaxFailure failure) {
        Token token = failure.offending();
        boolean name = token.getType() == MvqLexer.QUOTED;
        boolean text = failure.expected().contains(MvqLexer.STRING)
                && !failure.expected().contains(MvqLexer.CALENDAR_DAY)
                && (name || token.getType() == MvqLexer.WORD);
        if (!text || isExpression(failure)) {
            return Optional.empty();
        }
        String bare = name ? LiteralReader.unquoted(token.getText()) : token.getText();
        return Optional.of(Diagnostic.of(
                Spans.of(token),
                "expected " + Spelling.joined(SyntaxMessages.expected(failure)) + ", found "
                        + SyntaxMessages.found(failure),
                "write '" + bare.replace("'", "''") + "'"));
    }

    private static boolean isExpression(SyntaxFailure failure) {
        return failure.within().contains("condition")
                || failure.within().contains("value")
                || failure.expected().contains(MvqLexer.STAR);
    }

    private static boolean touches(Token before, Token token) {
        return before.getStopIndex() + 1 == token.getStartIndex();
    }

    private @Nullable Token before(Token token) {
        int at = statement.tokens().indexOf(token);
        return at > 0 ? statement.tokens().get(at - 1) : null;
    }
}
