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
import org.antlr.v4.runtime.Token;

/** Tells a syntax failure in the user's words: what was expected, never a dump of tokens. */
final class SyntaxMessages {
    private static final int LISTED = 4;

    /** More keywords than any statement has clauses: where almost any word may stand, a list of them helps nobody. */
    private static final int MOST_LISTED = 20;

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

    private static final Set<String> SUBJECTS = Set.of("subject", "subjects", "about", "dated");

    /** Clauses that go on with tickers. */
    private static final Set<String> TICKERS = Set.of("inTickers", "ofTickers", "forSubjects");

    /** Rules of which the keywords are among the few words that may stand there. */
    private static final Set<String> OF_WORDS =
            Set.of("step", "unitName", "day", "period", "periodEnd", "periodUnit", "indexKind");

    static final String DATE_WRITTEN = "a date is written 2024-01-15, or LATEST";

    /** How what was expected is written, where its name alone does not say so. */
    private static final Map<String, String> WRITTEN = Map.of(
            "day", DATE_WRITTEN,
            "period", PeriodReader.WRITTEN,
            "periodEnd", PeriodReader.WRITTEN);

    private final Source source;
    private final StatementTokens statement;

    SyntaxMessages(Source source, StatementTokens statement) {
        this.source = source;
        this.statement = statement;
    }

    Diagnostic of(SyntaxFailure failure) {
        return missingSemicolon(failure)
                .or(() -> unclosedBracket(failure))
                .or(() -> new OtherSpellings(statement).of(failure))
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

    private Optional<Diagnostic> quotedTicker(SyntaxFailure failure) {
        Token token = failure.offending();
        String word = Dispatch.upper(token);
        boolean subject = failure.begun().stream().anyMatch(SUBJECTS::contains)
                || (failure.expected().contains(MvqLexer.QUOTED)
                        && failure.within().stream().anyMatch(TICKERS::contains));
        if (!subject) {
            return Optional.empty();
        }
        if (token.getType() == MvqLexer.STRING && token.getText().length() > 2) {
            return Optional.of(Diagnostic.of(
                    Spans.of(token),
                    "expected a contract or a ticker, found " + token.getText(),
                    "a ticker stands bare or in double quotes"));
        }
        if (!Keywords.NOT_TICKERS.contains(word)) {
            return failure.begun().stream().anyMatch(SUBJECTS::contains)
                    ? Optional.empty()
                    : Optional.of(Diagnostic.of(Spans.of(token), "expected a ticker, found " + found(failure)));
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
                        near(rule, failure),
                        near(rule, failure).isEmpty() ? WRITTEN.getOrDefault(rule, "") : ""));
    }

    private static List<String> near(String rule, SyntaxFailure failure) {
        return OF_WORDS.contains(rule) && Dispatch.isWord(failure.offending())
                ? Spelling.nearest(failure.offending().getText(), keywords(failure))
                : List.of();
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
        String listed = expected.isEmpty() || expected.size() > MOST_LISTED
                ? ""
                : "here may follow " + Spelling.joined(expected);
        String message = failure.offending().getType() == Token.EOF
                ? "the statement ends too early"
                : "unexpected " + found(failure);
        return new Diagnostic(span, message, near, near.isEmpty() ? listed : "");
    }

    static String found(SyntaxFailure failure) {
        String text = failure.offending().getText();
        if (failure.offending().getType() == Token.EOF) {
            return "the end of the statement";
        }
        return text.startsWith("'") || text.startsWith("\"") ? text : "'" + text + "'";
    }

    /** Keywords, or signs where only signs are expected: all of an expression's would hide the clauses. */
    static List<String> expected(SyntaxFailure failure) {
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

    static List<String> keywords(SyntaxFailure failure) {
        return failure.expected().stream()
                .map(Keywords::of)
                .filter(word -> !word.isEmpty())
                .sorted()
                .toList();
    }
}
