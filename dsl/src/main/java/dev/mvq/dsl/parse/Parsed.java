package dev.mvq.dsl.parse;

import dev.mvq.dsl.diagnostic.Diagnostic;
import dev.mvq.dsl.diagnostic.Span;
import dev.mvq.dsl.syntax.Statement;
import dev.mvq.grammar.StatementTokens;
import dev.mvq.grammar.generated.MvqLexer;
import java.util.List;
import java.util.Optional;

/**
 * What became of one statement's text.
 *
 * @param statement the tree; empty after a syntax error. With problems it has gaps and may be checked, not run
 * @param problems what is wrong with it
 * @param span the statement's text, without its {@code ;}
 * @param endsEarly whether the only thing wrong is that more is needed
 * @param tokens what it was read from
 */
public record Parsed(
        Optional<Statement> statement,
        List<Diagnostic> problems,
        Span span,
        boolean endsEarly,
        StatementTokens tokens) {
    public Parsed {
        problems = List.copyOf(problems);
    }

    /** Whether it says something that is only known at its turn: a parameter, or a row of a result. */
    public boolean isBound() {
        return tokens.tokens().stream()
                .anyMatch(token -> token.getType() == MvqLexer.PARAMETER || token.getType() == MvqLexer.OPEN);
    }
}
