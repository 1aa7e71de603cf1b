package dev.mvq.dsl.parse;

import dev.mvq.dsl.diagnostic.Diagnostic;
import dev.mvq.dsl.diagnostic.Source;
import dev.mvq.dsl.diagnostic.Span;
import dev.mvq.dsl.diagnostic.Spelling;
import dev.mvq.grammar.Keywords;
import dev.mvq.grammar.StatementTokens;
import dev.mvq.grammar.SyntaxFailure;
import dev.mvq.grammar.generated.MvqLexer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.antlr.v4.runtime.Token;
import org.jspecify.annotations.Nullable;

/** Tells a syntax failure in the user's words: what was expected, never a dump of tokens. */
final class SyntaxMessages {
    private static final int LISTED = 4;

    /** What the user would call what a rule begins with. */
    private static final Map<String, String> NAMES = Map.ofEntries(
            Map.entry("body", "a statement"),
            Map.entry("step", "a stage such as WHERE, SORT BY, LIMIT, KEEP, DERIVE or STATS"),
            Map.entry("subjects", "a contract or a ticker"),
            Map.entry("subject", "a contract or a ticker"),
            Map.entry("modality", "a modality"),
            Map.entry("day", "a date"),
            Map.entry("period", "a period"),
            Map.entry("periodEnd", "a date or a period"),
            Map.entry("periodUnit", "DAYS, WEEKS, MONTHS, QUARTERS or YEARS"),
            Map.entry("number", "a number"),
            Map.entry("condition", "a condition"),
            Map.entry("value", "a value"),
            Map.entry("distinctBy", "contract, underlying or date"),
            Map.entry("indexKind", "EXACT, IVF, HNSW or AUTO"),
            Map.entry("rowSource", "contracts, bars, embeddings or the name of a result"),
            Map.entry("about", "a contract or a ticker"),
            Map.entry("dated", "a contract or a ticker"),
            Map.entry("letName", "a name"),
            Map.entry("columnName", "a column"),
            Map.entry("methodName", "pelt, cusum, bayes, hmm, jump or embedding"),
            Map.entry("kindName", "vertical, butterfly, calendar, parity, box or portfolio"),
            Map.entry("pattern", "a pattern such as volatility_smile"),
            Map.entry("unitName", "DAY, WEEK, MONTH, QUARTER or YEAR"),
            Map.entry("importKind", "options, bars or quotes"),
            Map.entry("generationName", "the name of a generation"),
            Map.entry("quote", "a text in single quotes"),
            Map.entry("path", "a path in single quotes"),
            Map.entry("showTopic", "what to show, such as INDICES"),
            Map.entry("setting", "the name of a setting"),
            Map.entry("settingValue", "a value"),
            Map.entry("optionName", "the name of an option"),
            Map.entry("optionValue", "a value"),
            Map.entry("formatName", "the name of a format"));

    /** What other languages write where a keyword of ours may stand. */
    private static final Map<String, String> FOREIGN = Map.of(
            "LIMIT", "K", "TOP", "K", "ILIKE", "LIKE", "BY", "ON", "BETWEEN", "DURING", "FROM", "DURING", "HAVING",
            "WHERE");

    private static final Set<Integer> COMPARISONS = Set.of(
            MvqLexer.EQUAL,
            MvqLexer.UNEQUAL,
            MvqLexer.LESS,
            MvqLexer.LESS_EQUAL,
            MvqLexer.GREATER,
            MvqLexer.GREATER_EQUAL);

    private static final Set<String> SUBJECTS = Set.of("subject", "subjects", "about", "dated");

    /** What follows the root in a contract as OCC spells it. */
    private static final Pattern PADDED = Pattern.compile("[0-9]{6}[CPcp][0-9]{8}");

    private final Source source;
    private final StatementTokens statement;

    SyntaxMessages(Source source, StatementTokens statement) {
        this.source = source;
        this.statement = statement;
    }

    Diagnostic of(SyntaxFailure failure) {
        return missingSemicolon(failure)
                .or(() -> unclosedBracket(failure))
                .or(() -> foreign(failure))
                .or(() -> quotedTicker(failure))
                .or(() -> named(failure))
                .orElseGet(() -> unexpected(failure));
    }

    private Optional<Diagnostic> missingSemicolon(SyntaxFailure failure) {
        Token token = failure.offending();
        boolean begins = Dispatch.opens(token) && source.beginsLine(token.getStartIndex());
        return begins
                ? Optional.of(Diagnostic.of(
                        Spans.of(token), "unexpected '" + token.getText() + "'", "is a ';' missing before it?"))
                : Optional.empty();
    }

    private Optional<Diagnostic> unclosedBracket(SyntaxFailure failure) {
        if (failure.offending().getType() != Token.EOF) {
            return Optional.empty();
        }
        List<Token> open = new ArrayList<>();
        for (Token token : statement.tokens()) {
            switch (token.getType()) {
                case MvqLexer.LEFT, MvqLexer.OPEN -> open.add(token);
                case MvqLexer.RIGHT, MvqLexer.CLOSE -> {
                    if (!open.isEmpty()) {
                        open.removeLast();
                    }
                }
                default -> {}
            }
        }
        return open.isEmpty()
                ? Optional.empty()
                : Optional.of(Diagnostic.of(
                        Spans.of(open.getLast()), "this '" + open.getLast().getText() + "' is never closed"));
    }

    private Optional<Diagnostic> foreign(SyntaxFailure failure) {
        Token token = failure.offending();
        String word = Dispatch.upper(token);
        String near = FOREIGN.get(word);
        if (near != null && keywords(failure).contains(near)) {
            return Optional.of(
                    new Diagnostic(Spans.of(token), "'" + token.getText() + "' cannot stand here", List.of(near), ""));
        }
        Token before = before(token);
        if (before != null && Dispatch.upper(before).equals("CASE")) {
            return Optional.of(Diagnostic.of(
                    Spans.of(before),
                    "CASE is not part of the language",
                    "join conditions with AND and OR, or take coalesce(a, b), least(a, b), greatest(a, b)"));
        }
        if (before != null && PADDED.matcher(token.getText()).matches()) {
            return Optional.of(Diagnostic.of(
                    Spans.of(before).to(Spans.of(token)),
                    "a padded root is six characters with its blanks",
                    "write " + before.getText() + token.getText()));
        }
        if (COMPARISONS.contains(token.getType()) && failure.within().contains("condition")) {
            return Optional.of(Diagnostic.of(
                    Spans.of(token), "comparisons do not chain", "write a < b AND b < c, or BETWEEN a AND b"));
        }
        if ((word.equals("TO") || word.equals("-")) && failure.expected().contains(MvqLexer.DOTS)) {
            return Optional.of(new Diagnostic(Spans.of(token), "a range of days is written a .. b", List.of(".."), ""));
        }
        return Optional.empty();
    }

    private Optional<Diagnostic> quotedTicker(SyntaxFailure failure) {
        Token token = failure.offending();
        String word = Dispatch.upper(token);
        boolean subject = failure.begun().stream().anyMatch(SUBJECTS::contains);
        if (!subject || !Keywords.NOT_TICKERS.contains(word)) {
            return Optional.empty();
        }
        return Optional.of(Diagnostic.of(
                Spans.of(token),
                "expected a contract or a ticker, found '" + token.getText() + "'",
                "for the ticker " + word + " write \"" + word + "\""));
    }

    private Optional<Diagnostic> named(SyntaxFailure failure) {
        if (!failure.within().isEmpty() && failure.within().getLast().equals("explain")) {
            return Optional.of(
                    Diagnostic.of(Spans.of(failure.offending()), "expected a statement, found " + found(failure)));
        }
        // What is derived, and what a function is given, need not be true or false.
        boolean value = failure.within().contains("derivation")
                || (!failure.within().isEmpty() && failure.within().getLast().equals("value"));
        return failure.begun().stream()
                .map(rule -> value && rule.equals("condition") ? "value" : rule)
                .filter(NAMES::containsKey)
                .findFirst()
                .map(rule -> new Diagnostic(
                        Spans.of(failure.offending()),
                        "expected " + NAMES.get(rule) + ", found " + found(failure),
                        rule.equals("step") && Dispatch.isWord(failure.offending())
                                ? Spelling.nearest(failure.offending().getText(), keywords(failure))
                                : List.of(),
                        ""));
    }

    private Diagnostic unexpected(SyntaxFailure failure) {
        Span span = Spans.of(failure.offending());
        List<String> expected = expected(failure);
        List<String> near = Dispatch.isWord(failure.offending())
                ? Spelling.nearest(failure.offending().getText(), keywords(failure))
                : List.of();
        boolean mayEnd = failure.expected().contains(Token.EOF);
        if (!expected.isEmpty() && expected.size() <= LISTED && !mayEnd) {
            String message = "expected " + Spelling.joined(expected) + ", found " + found(failure);
            return new Diagnostic(span, message, near, "");
        }
        String listed = expected.isEmpty() ? "" : "here may follow " + Spelling.joined(expected);
        String message = failure.offending().getType() == Token.EOF
                ? "the statement ends too early"
                : "unexpected " + found(failure);
        return new Diagnostic(span, message, near, near.isEmpty() ? listed : "");
    }

    private static String found(SyntaxFailure failure) {
        String text = failure.offending().getText();
        if (failure.offending().getType() == Token.EOF) {
            return "the end of the statement";
        }
        return text.startsWith("'") || text.startsWith("\"") ? text : "'" + text + "'";
    }

    /** Keywords, or signs where only signs are expected: all of an expression's would hide the clauses. */
    private static List<String> expected(SyntaxFailure failure) {
        List<String> keywords = keywords(failure);
        TreeSet<String> others = new TreeSet<>();
        for (int type : failure.expected()) {
            if (type == MvqLexer.STRING) {
                others.add("a text in single quotes");
            } else if (type > 0
                    && !Keywords.sign(type).isEmpty()
                    && Keywords.of(type).isEmpty()) {
                others.add("'" + Keywords.sign(type) + "'");
            }
        }
        List<String> all = new ArrayList<>(keywords);
        if (keywords.size() + others.size() <= LISTED || keywords.isEmpty()) {
            all.addAll(others);
        }
        return all;
    }

    private static List<String> keywords(SyntaxFailure failure) {
        return failure.expected().stream()
                .map(Keywords::of)
                .filter(word -> !word.isEmpty())
                .sorted()
                .toList();
    }

    private @Nullable Token before(Token token) {
        int at = statement.tokens().indexOf(token);
        return at > 0 ? statement.tokens().get(at - 1) : null;
    }
}
