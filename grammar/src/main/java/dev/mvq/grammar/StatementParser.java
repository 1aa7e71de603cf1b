package dev.mvq.grammar;

import dev.mvq.grammar.generated.MvqLexer;
import dev.mvq.grammar.generated.MvqParser;
import dev.mvq.grammar.generated.MvqParser.StatementContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.antlr.v4.runtime.CommonToken;
import org.antlr.v4.runtime.CommonTokenStream;
import org.antlr.v4.runtime.ListTokenSource;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.atn.PredictionMode;

/** One statement's tokens to its parse tree. Prediction is SLL, which is fast, and LL only where that fails. */
public final class StatementParser {
    /** How deep parentheses, {@code NOT} and signs may nest together. */
    public static final int DEEPEST = 500;

    /** How deep statements may stand in statements: each takes much more of the stack than a parenthesis. */
    public static final int DEEPEST_STATEMENT = 50;

    private StatementParser() {}

    /**
     * Parses one statement. The caller has made sure by {@link #tooDeep} that it does not nest too deep.
     *
     * @throws SyntaxFailure at the first token that may not stand where it stands
     */
    public static StatementContext parse(StatementTokens statement) {
        MvqParser parser = parser(statement);
        try {
            parser.getInterpreter().setPredictionMode(PredictionMode.SLL);
            return parser.statement();
        } catch (SyntaxFailure failure) {
            parser.reset();
            parser.getInterpreter().setPredictionMode(PredictionMode.LL);
            return parser.statement();
        }
    }

    /**
     * Where the parser stands after the tokens: the failure it would make of a token that fits nowhere. For completion.
     *
     * @param before tokens before the cursor, which may be none
     */
    public static SyntaxFailure standing(List<Token> before, int cursor) {
        List<Token> tokens = new ArrayList<>(before);
        CommonToken nothing = new CommonToken(MvqLexer.UNRECOGNIZED, "");
        nothing.setStartIndex(cursor);
        nothing.setStopIndex(cursor - 1);
        tokens.add(nothing);
        try {
            parse(new StatementTokens(tokens, cursor, false));
        } catch (SyntaxFailure failure) {
            return failure;
        }
        throw new IllegalStateException("an unrecognized token was accepted");
    }

    /** The first token that nests deeper than {@link #DEEPEST} or {@link #DEEPEST_STATEMENT} allow, if one does. */
    public static Optional<Token> tooDeep(StatementTokens statement) {
        List<Integer> levels = new ArrayList<>();
        int depth = 0;
        int prefixes = 0;
        int statements = 0;
        for (Token token : statement.tokens()) {
            switch (token.getType()) {
                case MvqLexer.NOT, MvqLexer.MINUS, MvqLexer.PLUS -> prefixes++;
                case MvqLexer.LEFT -> {
                    levels.add(prefixes + 1);
                    depth += prefixes + 1;
                    prefixes = 0;
                }
                case MvqLexer.RIGHT -> {
                    depth -= levels.isEmpty() ? 0 : levels.removeLast();
                    prefixes = 0;
                }
                case MvqLexer.EXPLAIN, MvqLexer.LET -> statements++;
                default -> prefixes = 0;
            }
            if (depth + prefixes > DEEPEST || statements > DEEPEST_STATEMENT) {
                return Optional.of(token);
            }
        }
        return Optional.empty();
    }

    private static MvqParser parser(StatementTokens statement) {
        List<Token> tokens = new ArrayList<>(statement.tokens());
        CommonToken end = new CommonToken(Token.EOF, "");
        end.setStartIndex(statement.end());
        end.setStopIndex(statement.end() - 1);
        tokens.add(end);
        MvqParser parser = new MvqParser(new CommonTokenStream(new ListTokenSource(tokens)));
        parser.removeErrorListeners();
        parser.setErrorHandler(new FailAtFirst());
        return parser;
    }
}
