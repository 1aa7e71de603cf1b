package dev.mvq.dsl.run;

import dev.mvq.dsl.diagnostic.Source;
import dev.mvq.dsl.parse.Parsed;
import dev.mvq.dsl.parse.StatementReader;
import dev.mvq.grammar.StatementSplitter;
import dev.mvq.grammar.StatementTokens;
import dev.mvq.grammar.generated.MvqLexer;
import java.util.List;
import org.antlr.v4.runtime.Token;

/** Whether a console should go on to a new line: a bracket, text or comment is open, or more is needed. */
final class Completeness {
    private Completeness() {}

    static boolean isIncomplete(String text) {
        List<StatementTokens> statements = StatementSplitter.split(text);
        if (statements.isEmpty() || statements.getLast().closed()) {
            return false;
        }
        List<Token> tokens = statements.getLast().tokens();
        return isOpen(tokens) || needsMore(text);
    }

    private static boolean isOpen(List<Token> tokens) {
        int brackets = 0;
        for (Token token : tokens) {
            switch (token.getType()) {
                case MvqLexer.LEFT, MvqLexer.OPEN -> brackets++;
                case MvqLexer.RIGHT, MvqLexer.CLOSE -> brackets--;
                default -> {}
            }
        }
        return brackets > 0
                || switch (tokens.getLast().getType()) {
                    case MvqLexer.UNCLOSED_STRING,
                            MvqLexer.UNCLOSED_QUOTED,
                            MvqLexer.UNCLOSED_COMMENT,
                            MvqLexer.PIPE,
                            MvqLexer.COMMA -> true;
                    default -> false;
                };
    }

    private static boolean needsMore(String text) {
        List<Parsed> parsed = StatementReader.read(new Source("", text), text);
        return !parsed.isEmpty() && parsed.getLast().endsEarly();
    }
}
