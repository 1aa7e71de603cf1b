package dev.mvq.dsl.golden;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mvq.grammar.StatementParser;
import dev.mvq.grammar.StatementSplitter;
import dev.mvq.grammar.StatementTokens;
import dev.mvq.grammar.SyntaxFailure;
import dev.mvq.grammar.generated.MvqParser;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.atn.ATNState;
import org.antlr.v4.runtime.atn.RuleTransition;
import org.antlr.v4.runtime.atn.Transition;
import org.antlr.v4.runtime.tree.ParseTree;
import org.antlr.v4.runtime.tree.TerminalNode;
import org.junit.jupiter.api.Test;

/**
 * Every statement with every clause that it takes, and every word of a clause, stands in a golden script that is not refused. What there is
 * is read from the parser's own network, so a rule that is added to the grammar asks for a script.
 */
class GrammarCoverageTest {
    /** Lists of words, of which each may stand everywhere: {@code KeywordTest} has every one of them. */
    private static final Set<String> WORD_LISTS =
            Set.of("word", "plainWord", "tickerWord", "columnWord", "notTickerWord", "logicalWord", "literalWord");

    /** Read, and refused with a hint: in a golden script that is refused. */
    private static final Set<String> ALWAYS_REFUSED = Set.of(
            "value > NULL",
            "showTopic > INDEX",
            "showTopic > EMBEDDINGS",
            "unitName > WORD",
            "value > CALENDAR_MONTH",
            "value > CALENDAR_QUARTER",
            "day > NUMBER",
            "day > CALENDAR_MONTH",
            "day > CALENDAR_QUARTER");

    @Test
    void every_way_through_the_grammar_is_in_a_golden_script() throws IOException {
        Set<String> ways = ways();
        Set<String> seen = new TreeSet<>();
        Set<String> refused = new TreeSet<>();
        for (GoldenCells.Cell cell : GoldenCells.read().cells()) {
            for (StatementTokens statement : StatementSplitter.split(cell.text())) {
                collect(statement, cell.isRefused() ? refused : seen);
            }
        }
        assertTrue(ways.size() > 300, ways.size() + " ways only: the network was not read");
        ALWAYS_REFUSED.stream().filter(refused::contains).forEach(seen::add);
        ways.removeAll(seen);
        assertEquals("", String.join("\n", ways), "these have no golden script");
    }

    /** Rules that rules take, as {@code findClause > during}, and tokens that they take, as {@code apart > DAYS}. */
    private static Set<String> ways() {
        Set<String> ways = new TreeSet<>();
        for (ATNState state : MvqParser._ATN.states) {
            String rule = MvqParser.ruleNames[state.ruleIndex];
            for (Transition transition : state.getTransitions()) {
                if (WORD_LISTS.contains(rule)) {
                    continue;
                }
                if (transition instanceof RuleTransition called) {
                    ways.add(rule + " > " + MvqParser.ruleNames[called.target.ruleIndex]);
                } else if (transition.label() != null) {
                    transition.label().toList().forEach(type -> ways.add(rule + " > " + named(type)));
                }
            }
        }
        return ways;
    }

    private static void collect(StatementTokens statement, Set<String> seen) {
        try {
            if (StatementParser.tooDeep(statement).isEmpty()) {
                walk(StatementParser.parse(statement), seen);
            }
        } catch (SyntaxFailure refused) {
            // A script for an error, not for a clause.
        }
    }

    private static void walk(ParserRuleContext tree, Set<String> seen) {
        String rule = MvqParser.ruleNames[tree.getRuleIndex()];
        for (ParseTree child : tree.children == null ? List.<ParseTree>of() : tree.children) {
            if (child instanceof ParserRuleContext inner) {
                seen.add(rule + " > " + MvqParser.ruleNames[inner.getRuleIndex()]);
                walk(inner, seen);
            } else if (child instanceof TerminalNode leaf) {
                seen.add(rule + " > " + named(leaf.getSymbol().getType()));
            }
        }
    }

    private static String named(int type) {
        return type == Token.EOF ? "EOF" : MvqParser.VOCABULARY.getSymbolicName(type);
    }
}
