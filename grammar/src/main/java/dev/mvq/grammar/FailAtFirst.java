package dev.mvq.grammar;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.antlr.v4.runtime.DefaultErrorStrategy;
import org.antlr.v4.runtime.NoViableAltException;
import org.antlr.v4.runtime.Parser;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.RecognitionException;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.atn.ATNState;
import org.antlr.v4.runtime.misc.IntervalSet;

/** Ends a parse at the first wrong token, and remembers all that could have stood in its place. */
final class FailAtFirst extends DefaultErrorStrategy {
    @Override
    public void recover(Parser parser, RecognitionException exception) {
        Token offending = exception.getOffendingToken();
        boolean ahead = exception instanceof NoViableAltException guess
                && guess.getStartToken().getTokenIndex() != offending.getTokenIndex();
        throw failure(parser, offending, ahead ? new IntervalSet() : parser.getExpectedTokens());
    }

    @Override
    public void reportError(Parser parser, RecognitionException exception) {
        // The failure says it all.
    }

    @Override
    public Token recoverInline(Parser parser) {
        throw failure(parser, parser.getCurrentToken(), parser.getExpectedTokens());
    }

    /** Before an optional part or a repetition: fails here, where all its beginnings are still among what is expected. */
    @Override
    public void sync(Parser parser) {
        ATNState state = parser.getInterpreter().atn.states.get(parser.getState());
        int next = parser.getInputStream().LA(1);
        if (parser.getATN().nextTokens(state).contains(next)) {
            return;
        }
        IntervalSet expected = parser.getExpectedTokens();
        if (!expected.contains(next)) {
            throw failure(parser, parser.getCurrentToken(), expected);
        }
    }

    private static SyntaxFailure failure(Parser parser, Token offending, IntervalSet expected) {
        List<String> begun = new ArrayList<>();
        List<String> within = new ArrayList<>();
        for (ParserRuleContext at = parser.getContext(); at != null; at = at.getParent()) {
            boolean begins = at.getStart().getTokenIndex() == offending.getTokenIndex();
            (begins ? begun : within).addFirst(parser.getRuleNames()[at.getRuleIndex()]);
        }
        Set<Integer> types = new HashSet<>(expected.toSet());
        return new SyntaxFailure(offending, types, begun, within);
    }
}
