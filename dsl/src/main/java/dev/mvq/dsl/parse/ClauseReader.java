package dev.mvq.dsl.parse;

import dev.mvq.dsl.diagnostic.Problems;
import dev.mvq.dsl.diagnostic.Span;
import dev.mvq.dsl.syntax.Clause;
import dev.mvq.dsl.syntax.Name;
import dev.mvq.dsl.syntax.Value;
import dev.mvq.grammar.generated.MvqLexer;
import dev.mvq.grammar.generated.MvqParser;
import dev.mvq.grammar.generated.MvqParser.OptionContext;
import dev.mvq.grammar.generated.MvqParser.SettingValueContext;
import dev.mvq.grammar.generated.MvqParser.WeightedContext;
import java.util.Optional;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.tree.ParseTree;

/** Parse trees of clauses to clauses. */
final class ClauseReader {
    private final Problems problems;
    private final LiteralReader literals;
    private final ExpressionReader expressions;

    ClauseReader(Problems problems, LiteralReader literals, ExpressionReader expressions) {
        this.problems = problems;
        this.literals = literals;
        this.expressions = expressions;
    }

    /** The clause; empty, and complained of, where it is one that is still to come. */
    Optional<Clause> read(ParserRuleContext tree) {
        ParseTree inner = tree;
        // A statement's choice of clauses wraps the clause.
        while (inner.getChildCount() == 1 && inner.getChild(0) instanceof ParserRuleContext only) {
            inner = only;
        }
        Span span = Spans.of(tree);
        return inner instanceof ParserRuleContext clause ? read(clause, span) : Optional.empty();
    }

    private Optional<Clause> read(ParserRuleContext clause, Span span) {
        return switch (clause) {
            case MvqParser.AtContext c -> Optional.of(new Clause.At(literals.day(c.day()), span));
            case MvqParser.OnContext c ->
                Optional.of(
                        new Clause.On(c.weighted().stream().map(this::weighted).toList(), span));
            case MvqParser.LimitContext c -> Optional.of(new Clause.Limit(literals.number(c.number()), span));
            case MvqParser.ThresholdContext c -> Optional.of(new Clause.Threshold(literals.number(c.number()), span));
            case MvqParser.DuringContext c -> Optional.of(new Clause.During(literals.period(c.period()), span));
            case MvqParser.WhereContext c -> Optional.of(new Clause.Where(expressions.condition(c.condition()), span));
            case MvqParser.DistinctContext c ->
                Optional.of(new Clause.DistinctBy(TreeReader.name(c.distinctBy()), span));
            case MvqParser.IncludeSelfContext c -> Optional.of(new Clause.IncludeSelf(span));
            case MvqParser.AcrossUnderlyingsContext c -> Optional.of(new Clause.AcrossUnderlyings(span));
            case MvqParser.ApartContext c -> Optional.of(new Clause.Apart(literals.number(c.number()), span));
            case MvqParser.UsingContext c -> Optional.of(new Clause.Using(TreeReader.name(c.indexKind()), span));
            case MvqParser.WithContext c ->
                Optional.of(
                        new Clause.With(c.option().stream().map(this::option).toList(), span));
            case MvqParser.FormatContext c -> Optional.of(new Clause.Format(format(c.formatName()), span));
            case MvqParser.ResumeContext c -> Optional.of(new Clause.Again(false, span));
            case MvqParser.RestartContext c -> Optional.of(new Clause.Again(true, span));
            case MvqParser.IndexTypeContext c -> Optional.of(new Clause.IndexType(literals.unquoted(c.STRING()), span));
            case MvqParser.LikeContext c -> Optional.of(new Clause.Like(literals.unquoted(c.STRING()), span));
            default -> notBuilt(clause, span);
        };
    }

    private Optional<Clause> notBuilt(ParserRuleContext clause, Span span) {
        String words = switch (clause) {
            case MvqParser.AllowMissingContext c -> "ALLOW MISSING";
            case MvqParser.OnlyPastContext c -> "ONLY PAST";
            case MvqParser.AsOfContext c -> "AS OF";
            case MvqParser.AsKindContext c -> "AS";
            case MvqParser.ForSubjectsContext c -> "FOR";
            case MvqParser.TestAfterYearContext c -> "TEST AFTER YEAR";
            case MvqParser.OfSourceContext c -> "OF";
            default -> throw new IllegalStateException("no reader for the clause " + clause.getText());
        };
        literals.notBuilt(span, words + " is");
        return Optional.empty();
    }

    private Clause.Weighted weighted(WeightedContext tree) {
        return new Clause.Weighted(
                TreeReader.name(tree.modality()),
                Optional.ofNullable(tree.number()).map(literals::number),
                Spans.of(tree));
    }

    private Name format(MvqParser.FormatNameContext tree) {
        return tree.STRING() == null
                ? TreeReader.name(tree)
                : new Name(literals.unquoted(tree.STRING()), Spans.of(tree));
    }

    private Clause.Option option(OptionContext tree) {
        MvqParser.OptionValueContext value = tree.optionValue();
        Span span = Spans.of(value);
        return new Clause.Option(
                TreeReader.name(tree.optionName()),
                value(value.getText(), value.getStart().getType(), value.number() != null, span),
                Spans.of(tree));
    }

    Value value(SettingValueContext tree) {
        return value(tree.getText(), tree.getStart().getType(), tree.number() != null, Spans.of(tree));
    }

    private Value value(String text, int type, boolean number, Span span) {
        return switch (type) {
            case MvqLexer.STRING -> new Value(LiteralReader.unquoted(text), Value.Kind.TEXT, span);
            case MvqLexer.CALENDAR_DAY -> {
                literals.calendarDay(text, span).ifPresent(problems::add);
                yield new Value(text, Value.Kind.DAY, span);
            }
            default -> new Value(text, number ? Value.Kind.NUMBER : Value.Kind.WORD, span);
        };
    }
}
