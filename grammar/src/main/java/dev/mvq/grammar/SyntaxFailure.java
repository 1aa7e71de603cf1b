package dev.mvq.grammar;

import java.util.List;
import java.util.Set;
import org.antlr.v4.runtime.Token;

/** The parser met a token that may not stand where it stands. Without a message: how it is told is the business of the caller. */
public final class SyntaxFailure extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient Token offending;
    private final transient Set<Integer> expected;
    private final transient List<String> begun;
    private final transient List<String> within;

    SyntaxFailure(Token offending, Set<Integer> expected, List<String> begun, List<String> within) {
        super("unexpected token " + offending, null, false, false);
        this.offending = offending;
        this.expected = Set.copyOf(expected);
        this.begun = List.copyOf(begun);
        this.within = List.copyOf(within);
    }

    /** The token; of type {@link Token#EOF} where the statement ends too early. */
    public Token offending() {
        return offending;
    }

    /** Types of the tokens that may stand there; {@link Token#EOF} where the statement may end. Empty where unknown. */
    public Set<Integer> expected() {
        return expected;
    }

    /** Names of the rules that would begin with the offending token, outermost first. */
    public List<String> begun() {
        return begun;
    }

    /** Names of the rules that the parser is in the middle of, outermost first. */
    public List<String> within() {
        return within;
    }
}
