package dev.mvq.dsl.parse;

import dev.mvq.dsl.diagnostic.Diagnostic;
import dev.mvq.dsl.diagnostic.Problems;
import dev.mvq.dsl.diagnostic.Span;
import dev.mvq.dsl.syntax.Expression;
import dev.mvq.dsl.syntax.Expression.Comparison;
import dev.mvq.dsl.syntax.Expression.Operation;
import dev.mvq.dsl.syntax.Name;
import dev.mvq.grammar.generated.MvqLexer;
import dev.mvq.grammar.generated.MvqParser;
import dev.mvq.grammar.generated.MvqParser.ConditionContext;
import dev.mvq.grammar.generated.MvqParser.ValueContext;
import dev.mvq.runtime.market.ContractParser;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.tree.TerminalNode;

/** Parse trees of conditions to expressions. Chains are read in a loop, so that only nesting, which is limited, goes deep. */
final class ExpressionReader {
    private static final int LONGEST_CHAIN = 500;

    /** {@code ROOT_DIGITS…} or OCC's tail: what no column's name looks like. */
    private static final Pattern CONTRACT = Pattern.compile("(?i)[A-Z0-9.]+_[0-9]{6,}.*|.*[0-9]{6}[CP][0-9]{8}");

    private final Problems problems;
    private final LiteralReader literals;

    ExpressionReader(Problems problems, LiteralReader literals) {
        this.problems = problems;
        this.literals = literals;
    }

    Expression condition(ConditionContext tree) {
        Span span = Spans.of(tree);
        return switch (tree) {
            case MvqParser.NegationContext c -> new Expression.Not(condition(c.condition()), span);
            case MvqParser.ConjunctionContext c -> new Expression.And(conjuncts(c), span);
            case MvqParser.DisjunctionContext c -> new Expression.Or(disjuncts(c), span);
            case MvqParser.PlainContext c ->
                c.predicate() == null ? value(c.value()) : predicate(value(c.value()), c.predicate(), span);
            default -> throw new IllegalStateException("no reader for " + tree.getText());
        };
    }

    private List<Expression> conjuncts(ConditionContext tree) {
        List<Expression> terms = new ArrayList<>();
        ConditionContext at = tree;
        while (at instanceof MvqParser.ConjunctionContext both) {
            terms.add(condition(both.condition(1)));
            at = both.condition(0);
        }
        terms.add(condition(at));
        return terms.reversed();
    }

    private List<Expression> disjuncts(ConditionContext tree) {
        List<Expression> terms = new ArrayList<>();
        ConditionContext at = tree;
        while (at instanceof MvqParser.DisjunctionContext either) {
            terms.add(condition(either.condition(1)));
            at = either.condition(0);
        }
        terms.add(condition(at));
        return terms.reversed();
    }

    private Expression predicate(Expression value, MvqParser.PredicateContext tree, Span span) {
        return switch (tree) {
            case MvqParser.ComparedContext c ->
                new Expression.Compared(comparison(c.comparison().getStart()), value, value(c.value()), span);
            case MvqParser.BetweenContext c ->
                new Expression.Between(value, value(c.value(0)), value(c.value(1)), c.NOT() != null, span);
            case MvqParser.AmongContext c -> new Expression.Among(value, choices(c), c.NOT() != null, span);
            case MvqParser.MatchedContext c -> new Expression.Matched(value, value(c.value()), c.NOT() != null, span);
            case MvqParser.AbsentContext c -> new Expression.Absent(value, c.NOT() != null, span);
            default -> throw new IllegalStateException("no reader for " + tree.getText());
        };
    }

    /** A lone parameter may stand for a list. */
    private List<Expression> choices(MvqParser.AmongContext tree) {
        TerminalNode lone = tree.PARAMETER();
        if (lone == null && tree.value().size() == 1 && tree.value(0) instanceof MvqParser.ParameterContext only) {
            lone = only.PARAMETER();
        }
        return lone == null
                ? tree.value().stream().map(this::value).toList()
                : literals.parameters().expressions(ParameterReader.name(lone), Spans.of(lone));
    }

    Expression value(ValueContext tree) {
        Span span = Spans.of(tree);
        return switch (tree) {
            case MvqParser.MultipliedContext c -> chain(c, span);
            case MvqParser.AddedContext c -> chain(c, span);
            case MvqParser.SignedContext c ->
                c.MINUS() == null ? value(c.value()) : new Expression.Negative(value(c.value()), span);
            case MvqParser.ParenthesisedContext c -> condition(c.condition());
            case MvqParser.CallContext c -> call(c, span);
            case MvqParser.ColumnContext c -> column(c, span);
            default -> literal(tree, span);
        };
    }

    private Expression literal(ValueContext tree, Span span) {
        String text = tree.getText();
        return switch (tree) {
            case MvqParser.NumericContext c ->
                new Expression.Numeric(LiteralReader.unsigned(text, span, problems), span);
            case MvqParser.TextContext c -> new Expression.Text(LiteralReader.unquoted(text), span);
            case MvqParser.CalendarDayContext c -> {
                LocalDate date = CalendarDays.read(text, span, problems::add);
                yield date == null ? new Expression.Refused(span) : new Expression.CalendarDay(date, span);
            }
            case MvqParser.CalendarSpanContext c ->
                refuse(
                        span,
                        "'" + text + "' is no single day",
                        "write year(date) and month(date), or date BETWEEN two days; a minus has blanks around it");
            case MvqParser.TruthContext c -> new Expression.Truth(c.TRUE() != null, span);
            case MvqParser.NothingContext c -> new Expression.Nothing(span);
            case MvqParser.ContractContext c -> contract(tree.getStart(), span);
            case MvqParser.ParameterContext c ->
                literals.parameters().expression(ParameterReader.name(c.PARAMETER()), span);
            default -> throw new IllegalStateException("no reader for " + text);
        };
    }

    private Expression refuse(Span span, String message, String remedy) {
        problems.add(Diagnostic.of(span, message, remedy));
        return new Expression.Refused(span);
    }

    private Expression contract(Token token, Span span) {
        if (token.getType() == MvqLexer.NUMBERED_WORD && !ContractParser.looksLikeContract(token.getText())) {
            return refuse(span, "'" + token.getText() + "' is neither a number nor a contract", "");
        }
        return literals.contract(token.getText(), span)
                .<Expression>map(read -> new Expression.ContractName(read, span))
                .orElseGet(() -> new Expression.Refused(span));
    }

    /** Sums and products lean to the left: the loop unfolds them. */
    private Expression chain(ValueContext tree, Span span) {
        List<Operation> operations = new ArrayList<>();
        List<ValueContext> rights = new ArrayList<>();
        ValueContext at = tree;
        while (at instanceof MvqParser.AddedContext || at instanceof MvqParser.MultipliedContext) {
            operations.add(operation((Token) at.getChild(1).getPayload()));
            rights.add((ValueContext) at.getChild(2));
            at = (ValueContext) at.getChild(0);
        }
        if (operations.size() > LONGEST_CHAIN) {
            return refuse(span.first(1), "this joins more than " + LONGEST_CHAIN + " values", "");
        }
        Expression left = value(at);
        for (int index = operations.size() - 1; index >= 0; index--) {
            Expression right = value(rights.get(index));
            left = new Expression.Arithmetic(operations.get(index), left, right, joined(at, rights.get(index)));
        }
        return left;
    }

    /** Parentheses belong to the place, not to the tree. */
    private static Span joined(ParserRuleContext first, ParserRuleContext last) {
        return Spans.of(first).to(Spans.of(last));
    }

    private Expression call(MvqParser.CallContext tree, Span span) {
        Name function = TreeReader.name(tree.columnWord());
        if (tree.STAR() != null) {
            return new Expression.Call(function, List.of(new Expression.Everything(Spans.of(tree.STAR()))), span);
        }
        return new Expression.Call(
                function, tree.condition().stream().map(this::condition).toList(), span);
    }

    /** A word with the shape of a contract is one: no column is written so. */
    private Expression column(MvqParser.ColumnContext tree, Span span) {
        if (tree.QUOTED() != null) {
            return new Expression.Column(new Name(LiteralReader.unquoted(tree.getText()), span), span);
        }
        String text = tree.getText();
        return CONTRACT.matcher(text).matches()
                ? contract(tree.getStart(), span)
                : new Expression.Column(new Name(text, span), span);
    }

    private static Comparison comparison(Token token) {
        return switch (token.getType()) {
            case MvqLexer.EQUAL -> Comparison.EQUAL;
            case MvqLexer.UNEQUAL -> Comparison.UNEQUAL;
            case MvqLexer.LESS -> Comparison.LESS;
            case MvqLexer.LESS_EQUAL -> Comparison.LESS_EQUAL;
            case MvqLexer.GREATER -> Comparison.GREATER;
            case MvqLexer.GREATER_EQUAL -> Comparison.GREATER_EQUAL;
            default -> throw new IllegalStateException("no comparison " + token.getText());
        };
    }

    private static Operation operation(Token token) {
        return switch (token.getType()) {
            case MvqLexer.PLUS -> Operation.ADD;
            case MvqLexer.MINUS -> Operation.SUBTRACT;
            case MvqLexer.STAR -> Operation.MULTIPLY;
            case MvqLexer.SLASH -> Operation.DIVIDE;
            case MvqLexer.PERCENT -> Operation.MODULO;
            default -> throw new IllegalStateException("no operation " + token.getText());
        };
    }
}
