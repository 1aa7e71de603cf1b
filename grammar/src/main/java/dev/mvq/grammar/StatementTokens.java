package dev.mvq.grammar;

import java.util.List;
import org.antlr.v4.runtime.Token;

/**
 * One statement's tokens, without comments, blanks and its {@code ;}. Places are in code points of the whole text.
 *
 * @param tokens at least one, unless the text goes on after its last {@code ;} with nothing
 * @param end one past the last token
 * @param closed whether a {@code ;} ended it
 */
public record StatementTokens(List<Token> tokens, int end, boolean closed) {
    public StatementTokens {
        tokens = List.copyOf(tokens);
    }

    /** Where the first token begins; where there is none, {@link #end}. */
    public int start() {
        return tokens.isEmpty() ? end : tokens.getFirst().getStartIndex();
    }
}
