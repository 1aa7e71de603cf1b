package dev.mvq.dsl.parse;

import dev.mvq.dsl.diagnostic.Diagnostic;
import dev.mvq.dsl.diagnostic.Problems;
import dev.mvq.dsl.diagnostic.Source;
import dev.mvq.dsl.diagnostic.Span;
import dev.mvq.dsl.syntax.Statement;
import dev.mvq.grammar.StatementParser;
import dev.mvq.grammar.StatementSplitter;
import dev.mvq.grammar.StatementTokens;
import dev.mvq.grammar.SyntaxFailure;
import dev.mvq.grammar.generated.MvqLexer;
import java.util.List;
import java.util.Optional;
import org.antlr.v4.runtime.Token;

/** A whole text to its statements. */
public final class StatementReader {
    private StatementReader() {}

    /** Every statement of the text in order, parameters left as they are; empty ones are left out. */
    public static List<Parsed> read(Source source, String text) {
        return StatementSplitter.split(text).stream()
                .map(tokens -> read(source, tokens, Bindings.UNKNOWN))
                .toList();
    }

    /** The statement once more, when its turn has come: parameters and rows of results as what they stand for. */
    public static Parsed again(Source source, Parsed parsed, Bindings bindings) {
        return read(source, parsed.tokens(), bindings);
    }

    private static Parsed read(Source source, StatementTokens tokens, Bindings bindings) {
        Span span = new Span(tokens.start(), tokens.end());
        Optional<Diagnostic> refusal = OddTokens.refuse(tokens)
                .or(() -> Dispatch.refuse(tokens.tokens()))
                .or(() -> tooDeep(tokens));
        if (refusal.isPresent()) {
            return new Parsed(Optional.empty(), List.of(refusal.get()), span, false, tokens);
        }
        Problems problems = new Problems();
        try {
            Statement statement = new TreeReader(problems, bindings).statement(StatementParser.parse(tokens));
            return new Parsed(Optional.of(statement), problems.list(), span, false, tokens);
        } catch (SyntaxFailure failure) {
            Diagnostic problem = new SyntaxMessages(source, tokens).of(failure);
            boolean endsEarly = failure.offending().getType() == Token.EOF;
            return new Parsed(Optional.empty(), List.of(problem), span, endsEarly, tokens);
        }
    }

    private static Optional<Diagnostic> tooDeep(StatementTokens tokens) {
        return StatementParser.tooDeep(tokens).map(StatementReader::tooDeep);
    }

    private static Diagnostic tooDeep(Token token) {
        return switch (token.getType()) {
            case MvqLexer.EXPLAIN, MvqLexer.LET ->
                Diagnostic.of(
                        Spans.of(token),
                        "statements stand in statements more than " + StatementParser.DEEPEST_STATEMENT + " deep",
                        "EXPLAIN or LET once is enough");
            default ->
                Diagnostic.of(
                        Spans.of(token),
                        "this nests more than " + StatementParser.DEEPEST + " deep",
                        "take parentheses, NOT or signs away");
        };
    }
}
