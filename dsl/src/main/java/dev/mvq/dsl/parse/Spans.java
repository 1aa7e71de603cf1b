package dev.mvq.dsl.parse;

import dev.mvq.dsl.diagnostic.Span;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.tree.TerminalNode;

/** Places of tokens and trees. */
final class Spans {
    private Spans() {}

    static Span of(Token token) {
        return new Span(token.getStartIndex(), token.getStopIndex() + 1);
    }

    static Span of(TerminalNode node) {
        return of(node.getSymbol());
    }

    static Span of(ParserRuleContext tree) {
        Span start = of(tree.getStart());
        return tree.getStop() == null ? start : start.to(of(tree.getStop()));
    }
}
